import { describe, expect, it } from 'vitest';
import {
  checkCallee,
  findDeployment,
  offsetOfScriptId,
  readObjectFile,
  scriptPathOf,
  withScript,
  type Project,
  type ProjectRestlet,
  type UnreadableRestlet,
} from '../../../src/sdf/project.ts';

interface Deployment {
  readonly id?: string;
  readonly status?: string;
  readonly deployed?: string;
}

function xml(id: string, deployments: readonly Deployment[], more = ''): string {
  const each = deployments.map(
    ({ id: own = `customdeploy_${id}`, status = 'RELEASED', deployed = 'T' }) =>
      `<scriptdeployment scriptid="${own}"><status>${status}</status><title>T</title><isdeployed>${deployed}</isdeployed></scriptdeployment>`,
  );
  return `<restlet scriptid="customscript_${id}">${more}<name>${id}</name><scriptfile>[/SuiteScripts/${id}.js]</scriptfile>
<scriptdeployments>${each.join('')}</scriptdeployments></restlet>`;
}

const script = (body: string) => `/**\n * @NApiVersion 2.1\n * @NScriptType Restlet\n */\n${body}`;

/** Reads a whole project, files in any order. What is neither an object nor a script of a RESTlet is passed over. */
function readProject(files: readonly { readonly path: string; readonly text: string }[]): Project {
  const byPath = new Map(files.map(file => [file.path, file.text]));
  const restlets: ProjectRestlet[] = [];
  const unreadable: UnreadableRestlet[] = [];
  for (const { path, text } of files) {
    const read = path.startsWith('Objects/') ? readObjectFile(path, text) : undefined;
    if (!read) continue;
    if ('error' in read) {
      unreadable.push(read);
    } else {
      const scriptPath = scriptPathOf(read.object);
      restlets.push(withScript({ ...read, scriptPath }, byPath.get(scriptPath)));
    }
  }
  return { restlets, unreadable };
}

const project = readProject([
  {
    path: 'Objects/a.xml',
    text: xml('a', [{}, { id: 'customdeploy_test', status: 'TESTING' }, { id: 'customdeploy_off', deployed: 'F' }]),
  },
  { path: 'FileCabinet/SuiteScripts/a.js', text: script('define({ get() {} });') },
  { path: 'Objects/deep/b.xml', text: xml('b', [{}], '<isinactive>T</isinactive>') },
  { path: 'Objects/c.xml', text: xml('c', [{}]) },
  { path: 'FileCabinet/SuiteScripts/c.js', text: script('define([], () => ({ ...x, get() {} }));') },
  { path: 'Objects/broken.xml', text: xml('broken', [{ status: 'MAYBE' }]) },
  { path: 'Objects/suitelet.xml', text: '<suitelet scriptid="customscript_s"></suitelet>' },
  { path: 'Objects/none.xml', text: 'not XML' },
  { path: 'manifest.xml', text: '<manifest projecttype="ACCOUNTCUSTOMIZATION"/>' },
]);

describe('a project', () => {
  it('has the RESTlets of its objects, with their scripts where they are there', () => {
    expect(
      project.restlets.map(({ object, scriptPath, script: source }) => [
        object.scriptId,
        scriptPath,
        source?.functions.map(({ method }) => method),
      ]),
    ).toEqual([
      ['customscript_a', 'FileCabinet/SuiteScripts/a.js', ['get']],
      ['customscript_b', 'FileCabinet/SuiteScripts/b.js', undefined],
      ['customscript_c', 'FileCabinet/SuiteScripts/c.js', ['get']],
    ]);
  });

  it('keeps apart what is meant to be a RESTlet and is not right', () => {
    expect(project.unreadable).toMatchObject([
      { objectPath: 'Objects/broken.xml', scriptId: 'customscript_broken', error: { code: 'sdf-bad-value' } },
    ]);
  });

  it('finds a deployment by both IDs', () => {
    expect(findDeployment(project.restlets, 'customscript_a', 'customdeploy_test')?.deployment.status).toBe('TESTING');
    expect(findDeployment(project.restlets, 'customscript_b', 'customdeploy_test')).toBeUndefined();
  });

  it('tells where the XML gives an ID', () => {
    const text = xml('a', [{}]);
    expect(text.slice(offsetOfScriptId(text, 'customdeploy_a')).startsWith('customdeploy_a"')).toBe(true);
    expect(offsetOfScriptId(text, 'customdeploy_x')).toBe(0);
  });
});

describe('a call', () => {
  it.each([
    ['of what is there is well', 'a', 'a', 'GET', []],
    ['of a script that is not there', 'x', 'a', 'GET', ['script-unknown']],
    ['of a deployment that is not there', 'a', 'x', 'GET', ['deployment-unknown']],
    ['of a deployment in testing', 'a', 'test', 'get', ['deployment-not-released']],
    ['of one that is not deployed', 'a', 'off', 'GET', ['deployment-not-deployed']],
    ['with a method that the script has no function for', 'a', 'a', 'DELETE', ['function-missing']],
    ['with a method that no RESTlet knows', 'a', 'a', 'PATCH', ['function-missing']],
    ['of an inactive script, its file elsewhere', 'b', 'b', 'PUT', ['script-inactive']],
    ['where functions may come from elsewhere', 'c', 'c', 'PUT', []],
    ['of an object that cannot be read', 'broken', 'x', 'GET', []],
  ])('%s', (_, scriptId, deployment, method, codes) => {
    const callee = { script: `customscript_${scriptId}`, deployment: `customdeploy_${deployment}`, method };
    expect(checkCallee(project, callee).map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    ['1', '1'],
    ['customscript_a', '1'],
  ])('by the internal IDs %s and %s is left to the account', (id, deployment) => {
    expect(checkCallee(project, { script: id, deployment, method: 'GET' })).toEqual([]);
  });
});
