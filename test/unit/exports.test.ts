import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const files = globSync('{src,test}/**/*.{ts,mjs}', { cwd: root }).map(file => ({
  file,
  text: readFileSync(join(root, file), 'utf8'),
}));

/** What is there for others: the package's own users, and VS Code. */
const doors = new Set(['src/cli/library.ts', 'src/workbench/extension.ts']);

/** Names that other files import, by the file that has them; `*` for all of it. */
const imported = new Set<string>();
for (const { file, text } of files) {
  const target = (from: string) => relative(root, join(root, file, '..', from));
  for (const [, what = '', from = ''] of text.matchAll(/^\s*(?:import|export)\s([^'";]*?)\sfrom\s+'(\.[^']+)'/gm)) {
    const names = /\{([^}]*)\}/.exec(what)?.[1]?.split(',') ?? ['*'];
    names.forEach(name => imported.add(`${target(from)} ${/^(?:type )?([\w*]*)/.exec(name.trim())?.[1] ?? ''}`));
  }
  // What is done with one that is loaded later is not looked at closely: any word may be a name.
  for (const [, from = ''] of text.matchAll(/\bimport\(\s*'(\.[^']+)'/g)) {
    new Set(text.match(/\w+/g)).forEach(word => imported.add(`${target(from)} ${word}`));
  }
}

it('functions and values that no other file uses are not exported', () => {
  const exported = files.flatMap(({ file, text }) =>
    file.startsWith('src/') && !doors.has(file)
      ? [...text.matchAll(/^export (?:async )?(?:function\*?|const|let) (\w+)/gm)].map(([, name]) => `${file} ${name}`)
      : [],
  );
  expect(exported.length).toBeGreaterThan(1000);
  expect(exported.filter(each => !imported.has(each) && !imported.has(`${each.split(' ')[0]} *`))).toEqual([]);
});
