// The icon font with the icons that the panels use, and no others: whole, it is a sixteenth of the package.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const folder = 'node_modules/@vscode/codicons/dist';

/** @returns {Promise<Buffer>} codicon.ttf, cut to what the sources of the panels name or spell */
export async function usedIcons() {
  const css = await readFile(`${folder}/codicon.css`, 'utf8');
  const codes = new Map(
    [...css.matchAll(/\.codicon-([a-z0-9-]+):before\s*\{\s*content:\s*"\\([0-9a-f]+)"/g)].map(([, name, code]) => [
      name,
      Number.parseInt(code, 16),
    ]),
  );
  const files = (await readdir('src/panels', { recursive: true })).filter(file => file.endsWith('.ts'));
  const sources = await Promise.all(files.map(file => readFile(join('src/panels', file), 'utf8')));
  const text = sources.join('\n');
  const named = [...text.matchAll(/[a-z][a-z0-9-]*/g)].flatMap(([word]) => codes.get(word) ?? []);
  const suffixed = [...text.matchAll(/codicon-([a-z0-9-]+)/g)].flatMap(([, word]) => codes.get(word) ?? []);
  const spelled = [...text.matchAll(/(?:\\u\{?|\\|&#x)([ef][0-9a-f]{3})\b/gi)].map(([, code]) =>
    Number.parseInt(code, 16),
  );
  const glyphs = String.fromCodePoint(...new Set([...named, ...suffixed, ...spelled]));
  return subsetFont(await readFile(`${folder}/codicon.ttf`), glyphs, { targetFormat: 'truetype' });
}
