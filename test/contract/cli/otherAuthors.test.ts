// `tba send` with a file of another author, who wrote it for clients that write files and run scripts.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lines, sendPlace, type SendPlace } from './sendPlace.ts';

let place: SendPlace;

beforeAll(async () => {
  place = await sendPlace();
});
afterAll(() => place.stop());

/** The files of the place and what is in them, save the request file. */
async function files(): Promise<Record<string, string>> {
  const all = await readdir(place.folder, { recursive: true, withFileTypes: true });
  const found = all.filter(entry => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const read = found.map(async path => [path.slice(place.folder.length + 1), await readFile(path, 'utf8')] as const);
  return Object.fromEntries((await Promise.all(read)).filter(([path]) => path !== 'orders.http').sort());
}

it('sends each request, and neither writes a file nor runs a script that it names', async () => {
  const write = 'require("fs").writeFileSync("kept.json", "ran")';
  place.setClock();
  await place.write('kept.json', 'as it was');
  await place.write('answers/kept.json', 'as it was');
  await place.write('ran.js', write);
  const before = await files();
  expect(Object.keys(before)).toEqual(['answers/kept.json', 'kept.json', 'ran.js']);

  const request = 'GET restlet:customscript_tba_echo/customdeploy_tba_echo';
  const requests = [
    // A file for the answer.
    `${request}\n\n>> kept.json`,
    `${request}\n\n>>! kept.json`,
    `${request}\n\n>>! ./answers/kept.json`,
    `${request}\n\n>> new.json`,
    `${request}\n\n>>! new/new.json`,
    `${request}\n\n>>! ${place.folder}/kept.json`,
    `${request}\n\n>>! {{name}}.json`,
    // An earlier answer.
    `${request}\n\n<> kept.json`,
    // Scripts; one in a file before the request is refused, whatever is in it.
    `< {% ${write} %}\n${request}`,
    `${request}\n\n> {% ${write} %}`,
    `${request}\n\n> ./ran.js`,
    `{{\n  ${write}\n}}\n${request}`,
    `${request}\n\n{{\n  ${write}\n}}`,
  ];
  const { code, out, err } = await place.send(`@name = kept\n\n${requests.join('\n\n###\n')}\n`, ['--all', '--json']);
  expect([code, err]).toEqual([0, '']);
  expect(lines(out).map(({ response }) => response?.status)).toEqual(requests.map(() => 200));
  expect(await files()).toEqual(before);
});
