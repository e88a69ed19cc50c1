// Holds package.json against the code, package.nls.json and the README.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './paths.ts';
import { sourceFiles } from './sourceFiles.ts';

type Manifest = {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  };
};

/** Answers what does not fit, one line each. */
export async function checkManifest(): Promise<string[]> {
  const text = await readFile(join(repository, 'package.json'), 'utf8');
  const texts = JSON.parse(await readFile(join(repository, 'package.nls.json'), 'utf8')) as Record<string, string>;
  const { contributes } = JSON.parse(text) as Manifest;
  const readme = await readFile(join(repository, 'README.md'), 'utf8');
  const code = await sourceFiles('src/workbench');
  const commands = contributes.commands.map(({ command }) => command);
  const settings = contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
  return [
    ...checkCommands(commands, code),
    ...checkUses(commands, contributes, texts),
    ...checkTexts(text, texts),
    ...checkSettings(settings, code),
    ...difference('setting missing in README.md', settings, all(readme, /^\| `(netsuiteTba\.[\w.]+)`/gm)),
    ...all(readme, /!\[[^\]]*\]\(([^)]+)\)/g)
      .filter(picture => !existsSync(join(repository, picture)))
      .map(picture => `picture of README.md is missing: ${picture}`),
  ];
}

function checkCommands(commands: readonly string[], code: readonly string[]): string[] {
  const registered = code.flatMap(text =>
    all(text, /\.register(?:Text(?:Editor)?)?(?:Command)?\(\s*'(netsuiteTba\.[\w.]+)'/g),
  );
  return [
    ...difference('command declared but not registered', commands, registered),
    ...difference('command registered but not declared', registered, commands),
  ];
}

function checkUses(
  commands: readonly string[],
  contributes: Manifest['contributes'],
  texts: Readonly<Record<string, string>>,
): string[] {
  const inMenus = Object.values(contributes.menus).flatMap(entries => entries.map(entry => entry.command ?? ''));
  const inLinks = Object.values(texts).flatMap(text => all(text, /\(command:([\w.-]+)/g));
  const used = [...inMenus, ...contributes.keybindings.map(({ command }) => command), ...inLinks];
  const ours = used.filter(command => command.startsWith('netsuiteTba.'));
  return difference('menu, key or link names an undeclared command', ours, commands);
}

function checkTexts(manifest: string, texts: Readonly<Record<string, string>>): string[] {
  const used = all(manifest, /"%([^%"]+)%"/g);
  return [
    ...difference('text missing in package.nls.json', used, Object.keys(texts)),
    ...difference('text in package.nls.json that nothing uses', Object.keys(texts), used),
  ];
}

function checkSettings(settings: readonly string[], code: readonly string[]): string[] {
  const read = code.flatMap(settingsRead);
  return [
    ...difference('setting read but not declared', read, settings),
    ...difference('setting declared but never read', settings, read),
  ];
}

/** Full names of what a file reads from `getConfiguration('netsuiteTba…')`, directly, through a constant or by `numberSetting`. */
function settingsRead(text: string): string[] {
  const source = /getConfiguration\(\s*'(netsuiteTba[\w.]*)'[^)]*\)/.source;
  const direct = [...text.matchAll(new RegExp(`${source}\\s*\\.(?:get|inspect)(?:<[^(]*>)?\\(\\s*'([\\w.]+)'`, 'g'))];
  const held = [...text.matchAll(new RegExp(`const (\\w+) = [\\w.]*${source};`, 'g'))];
  return [
    ...direct.map(([, section, key]) => `${section}.${key}`),
    ...all(text, /\bnumberSetting\(\s*'([\w.]+)'/g).map(key => `netsuiteTba.${key}`),
    ...held.flatMap(([, name, section]) =>
      all(text, new RegExp(`\\b${name}\\.get(?:<[^(]*>)?\\(\\s*'([\\w.]+)'`, 'g')).map(key => `${section}.${key}`),
    ),
  ];
}

function difference(what: string, some: readonly string[], others: readonly string[]): string[] {
  return [...new Set(some)].filter(item => !others.includes(item)).map(item => `${what}: ${item}`);
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(match => match[1] ?? '');
}
