// The icons that the panels use, and no others: all of them are a tenth of the package.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const folder = 'node_modules/@vscode/codicons/dist';
const rule = /\.codicon-([a-z0-9-]+):before\s*\{\s*content:\s*"\\([0-9a-f]+)"\s*\}\s*/g;

/** @returns {Promise<{ font: Buffer, css: string }>} codicon.ttf and codicon.css, cut to what the sources of the panels name or spell */
export async function usedIcons() {
  const css = await readFile(`${folder}/codicon.css`, 'utf8');
  const codes = new Map([...css.matchAll(rule)].map(([, name, code]) => [name, Number.parseInt(code, 16)]));
  const files = (await readdir('src/panels', { recursive: true })).filter(file => file.endsWith('.ts'));
  const sources = await Promise.all(files.map(file => readFile(join('src/panels', file), 'utf8')));
  const text = sources.join('\n');
  const words = [...text.matchAll(/[a-z][a-z0-9-]*/g)].map(([word]) => word.replace(/^codicon-/, ''));
  const names = new Set(words.filter(word => codes.has(word)));
  const spelled = [...text.matchAll(/(?:\\u\{?|\\|&#x)([ef][0-9a-f]{3})\b/gi)].map(([, code]) =>
    Number.parseInt(code, 16),
  );
  const glyphs = String.fromCodePoint(...new Set([...[...names].map(name => codes.get(name)), ...spelled]));
  return {
    font: await subsetFont(await readFile(`${folder}/codicon.ttf`), glyphs, { targetFormat: 'truetype' }),
    css: css.replace(rule, (whole, name) => (names.has(name) ? whole : '')),
  };
}
