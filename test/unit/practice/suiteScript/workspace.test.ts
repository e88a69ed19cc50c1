import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readRestletDeployments } from '../../../../src/practice/suiteScript/workspace.ts';

const xml = (name: string, title = 'T') => `<restlet scriptid="customscript_${name}"><name>${name}</name>
<scriptfile>[/SuiteScripts/${name}.js]</scriptfile><scriptdeployments><scriptdeployment scriptid="customdeploy_${name}">
<status>RELEASED</status><title>${title}</title></scriptdeployment></scriptdeployments></restlet>`;

let dir: string;
const save = (path: string, text: string) => writeFile(join(dir, 'src/Objects', path), text);
const titles = async () => (await readRestletDeployments(dir)).restlets.map(each => each.deployments[0]?.title);

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tba-project-'));
  await mkdir(join(dir, 'src/Objects/more'), { recursive: true });
});

describe('readRestletDeployments', () => {
  it('finds RESTlets in every folder of objects and passes over the rest', async () => {
    await save('customscript_a.xml', xml('a', 'one'));
    await save('more/customscript_b.xml', xml('b', 'two'));
    await save('customrole_x.xml', '<role scriptid="customrole_x"/>');
    await save('notes.txt', 'no');
    expect(await titles()).toEqual(['one', 'two']);
    expect((await readRestletDeployments(dir)).problems).toEqual([]);
  });

  it('a broken file spoils only its own script', async () => {
    await save('a.xml', xml('a', 'one'));
    await save('b.xml', '<restlet scriptid="customscript_b">\n<name>');
    expect(await readRestletDeployments(dir)).toMatchObject({
      restlets: [{ scriptId: 'customscript_a' }],
      problems: [{ file: 'src/Objects/b.xml', code: 'sdf-bad-xml', data: { line: 2 } }],
    });
  });

  it('sees a file that was saved, mended, replaced or removed', async () => {
    await save('a.xml', xml('a', 'one'));
    expect(await titles()).toEqual(['one']);
    await save('a.xml', xml('a', 'two'));
    expect(await titles()).toEqual(['two']);
    await save('a.xml', '<restlet');
    expect(await titles()).toEqual([]);
    await save('b.xml', xml('a', 'six'));
    await rename(join(dir, 'src/Objects/b.xml'), join(dir, 'src/Objects/a.xml'));
    expect(await titles()).toEqual(['six']);
    await rm(join(dir, 'src/Objects/a.xml'));
    expect(await titles()).toEqual([]);
  });

  it('reads a file only when it changed', async () => {
    await save('a.xml', xml('a', 'one'));
    const longAgo = new Date(1e12);
    await utimes(join(dir, 'src/Objects/a.xml'), longAgo, longAgo);
    const [first, second] = [await readRestletDeployments(dir), await readRestletDeployments(dir)];
    expect(second.restlets[0]).toBe(first.restlets[0]);
  });

  it('of two scripts with one id the first counts', async () => {
    await save('a.xml', xml('a', 'one'));
    await save('b.xml', xml('a', 'two'));
    expect(await titles()).toEqual(['one']);
    expect((await readRestletDeployments(dir)).problems).toMatchObject([
      { file: 'src/Objects/b.xml', code: 'sdf-duplicate-script-id', data: { scriptId: 'customscript_a' } },
    ]);
  });

  it('follows no link out of the project', async () => {
    await writeFile(join(dir, 'outside.xml'), xml('a'));
    await symlink(join(dir, 'outside.xml'), join(dir, 'src/Objects/a.xml'));
    await symlink(join(dir, 'nothing.xml'), join(dir, 'src/Objects/b.xml'));
    expect(await readRestletDeployments(dir)).toEqual({
      restlets: [],
      problems: [{ file: 'src/Objects/a.xml', code: 'workspace-file-outside', data: {} }],
    });
  });

  it('a folder without objects has none, and an aborted signal is heard', async () => {
    expect(await readRestletDeployments(join(dir, 'nowhere'))).toEqual({ restlets: [], problems: [] });
    await expect(readRestletDeployments(dir, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  });

  it.skipIf(process.platform === 'win32')('does not walk in circles where links lead back', async () => {
    await save('a.xml', xml('a', 'one'));
    await symlink('.', join(dir, 'src/Objects/here'));
    await symlink('..', join(dir, 'src/Objects/more/up'));
    await symlink('.', join(dir, 'src/Objects/more/here'));
    expect(await titles()).toEqual(['one']);
  });

  it.skipIf(process.platform === 'win32')('waits for no pipe, and names what cannot be read', async () => {
    await save('a.xml', xml('a', 'one'));
    execFileSync('mkfifo', [join(dir, 'src/Objects/pipe.xml')]);
    await symlink('loop.xml', join(dir, 'src/Objects/loop.xml'));
    await save('large.xml', ' '.repeat(5 * 1024 * 1024));
    await mkdir(join(dir, 'src/Objects/folder.xml'));
    const { restlets, problems } = await readRestletDeployments(dir);
    expect(restlets).toHaveLength(1);
    expect(problems.map(({ file, code, data }) => [file, code, data['reason']])).toEqual([
      ['src/Objects/large.xml', 'workspace-file-unreadable', 'EFBIG'],
      ['src/Objects/loop.xml', 'workspace-file-unreadable', 'ELOOP'],
      ['src/Objects/pipe.xml', 'workspace-file-unreadable', 'EINVAL'],
    ]);
  });
});
