// What ships is what may: every package in it is listed with its licence, no source map is in it, and every tool is pinned.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './paths.ts';

const read = (...path: readonly string[]) => readFile(join(repository, ...path), 'utf8');

/** Packages whose files are not JavaScript, so that no source map tells of them. */
const withoutSource = ['@vscode/codicons'];

/** What is missing from media/thirdParty.md, of what the bundles' own source maps name, and what stands there in vain. */
export async function checkLicences(): Promise<readonly string[]> {
  const listed = new Map<string, string>();
  for (const [, names = '', licence = ''] of (await read('media', 'thirdParty.md')).matchAll(
    /^\| ([^|]+) \| ([^|]+) \|/gm,
  )) {
    names.split(',').forEach(name => listed.set(name.trim(), licence.trim().split(' ')[0] ?? ''));
  }
  listed.delete('package');
  listed.delete([...listed.keys()].find(name => /^-+$/.test(name)) ?? '');
  const shipped = new Set([...(await bundledPackages()), ...withoutSource]);
  const problems: string[] = [];
  for (const name of shipped) {
    const { license } = JSON.parse(await read('node_modules', name, 'package.json')) as { license?: string };
    if (listed.get(name) !== license) {
      problems.push(
        `media/thirdParty.md says ${listed.get(name) ?? 'nothing'} of ${name}, whose licence is ${license ?? 'unknown'}`,
      );
    }
  }
  return [...problems, ...[...listed.keys()].filter(name => !shipped.has(name)).map(name => `${name} does not ship`)];
}

async function bundledPackages(): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const file of await readdir(join(repository, 'dist'), { recursive: true })) {
    if (file.endsWith('.map')) {
      const { sources } = JSON.parse(await read('dist', file)) as { sources: readonly string[] };
      for (const source of sources) {
        const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source) ?? [];
        if (name !== undefined) {
          names.add(name);
        }
      }
    }
  }
  return names.size > 0 ? names : new Set(['(no source map was found in dist)']);
}

/** Of a package, the names that do not belong into what people get: source maps, tests, sources, settings of ours. */
export async function checkContents(vsix: string): Promise<readonly string[]> {
  const names = namesInZip(await readFile(vsix));
  const wrong = names.filter(name =>
    /\.map$|\.ts$|^extension\/(?:test|src|node_modules|\.[a-z]+)\/|\.env|\.tsbuildinfo/.test(name),
  );
  const pointing: string[] = [];
  for (const name of names.filter(each => /^extension\/dist\/.*\.c?js$/.test(each))) {
    if ((await read(name.replace(/^extension\//, ''))).includes('//# sourceMappingURL')) {
      pointing.push(`${name} points to a source map`);
    }
  }
  const missing = ['extension', 'workbench']
    .map(name => `extension/dist/${name}.cjs`)
    .filter(name => !names.includes(name))
    .map(name => `${name} is missing`);
  return [...wrong.map(name => `${name} ships`), ...pointing, ...missing];
}

/** The names in the central directory of a zip file. */
function namesInZip(zip: Buffer): string[] {
  const names: string[] = [];
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map(offset => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    names.push(zip.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}

/** Dependencies that a fresh install could get in another version than the tests ran with. */
export async function checkPins(): Promise<readonly string[]> {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(await read('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string> | undefined
  >;
  const { packages } = JSON.parse(await read('package-lock.json')) as {
    packages: Record<string, { integrity?: string; resolved?: string; link?: boolean }>;
  };
  return [
    ...Object.entries({ ...dependencies, ...devDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${name} is pinned to no version: ${version}`),
    ...Object.keys(dependencies).map(name => `${name} would be installed with tba, which has no dependencies`),
    ...Object.entries(packages)
      .filter(([path, { integrity }]) => path !== '' && integrity === undefined)
      .map(([path]) => `${path} has no checksum in package-lock.json`),
  ];
}

/** Of SECURITY.md, the tests that it names and that are not there. */
export async function checkPromises(): Promise<readonly string[]> {
  const named = [...(await read('SECURITY.md')).matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path);
  const missing = named.filter(path => !existsSync(join(repository, path)));
  return named.length === 0 ? ['SECURITY.md names no test'] : missing.map(path => `SECURITY.md names ${path}`);
}
