import type { CodeCall, NamedValue } from './codeCall.ts';
import { javascriptKey, javascriptString } from './literals.ts';
import { intro } from './opening.ts';
import { headerOf, notPossible, prepareCall, type PreparedCall } from './prepareCall.ts';

const language = 'suitescript-same';

/**
 * Writes a SuiteScript module that calls the account it runs in, where NetSuite authenticates by itself:
 * `https.requestRestlet` for a RESTlet, `https.requestSuiteTalkRest` for SuiteTalk REST.
 *
 * @throws CodedError as prepareCall does; `code-not-possible` for what neither function can
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_159139340774.html
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_159139347369.html
 */
export function writeSuiteScriptSame(call: CodeCall): string {
  const prepared = prepareCall(language, call);
  checkMethodAndBody(prepared);
  checkHeaders(prepared);
  const { about, accountId } = prepared;
  return `/**
${intro(about, ' *')} * Calls the account that the script runs in, as the script's user: ${accountId.replace(/[^\w-]/g, '')}.
 * A custom module: load it from a server script. Costs 10 units a call.
 * TBA Workbench's own tests check how this is built, but cannot run it in NetSuite.
 *
 * @NApiVersion 2.1
 */
define(['N/https'], (https) => {
${(prepared.signedUrl ?? prepared.url).path === restletPath ? restletCall(prepared) : restCall(prepared)}
  return { send };
});
`;
}

const restletPath = '/app/site/hosting/restlet.nl';

function restletCall(prepared: PreparedCall): string {
  const { query } = prepared.signedUrl ?? prepared.url;
  const [script, deploy] = [valueOf(query, 'script'), valueOf(query, 'deploy')];
  if (script === undefined || deploy === undefined) {
    throw notPossible(language, 'no-deployment');
  }
  const parameters = query.filter(({ name }) => name !== 'script' && name !== 'deploy');
  const repeated = parameters.find(({ name }, index) => parameters.findIndex(each => each.name === name) !== index);
  if (repeated) {
    throw notPossible(language, 'repeated-parameter', { name: repeated.name.slice(0, 60) });
  }
  // The internal ID of a script is a number, its script ID a text; of a deployment, Oracle names the script ID only.
  const note = /^\d+$/.test(deploy)
    ? '      // Oracle asks for the script ID of the deployment here (customdeploy_…); a number is not documented.\n'
    : '';
  return `  const send = () =>
    https.requestRestlet({
      scriptId: ${/^[1-9]\d{0,14}$/.test(script) ? script : javascriptString(script)},
${note}      deploymentId: ${javascriptString(deploy)},
      method: ${javascriptString(prepared.method)},
${member('urlParams', parameters)}${member('headers', prepared.headers)}${bodyMember(prepared)}    });
`;
}

function restCall(prepared: PreparedCall): string {
  const { path, text } = prepared.signedUrl ?? prepared.url;
  if (!path.startsWith('/services/rest/')) {
    throw notPossible(language, 'not-restlet-or-rest');
  }
  return `  const send = () =>
    https.requestSuiteTalkRest({
      url: ${javascriptString(text.slice(text.indexOf(path, text.indexOf('//') + 2)))},
      method: ${javascriptString(prepared.method)},
${member('headers', prepared.headers)}${bodyMember(prepared)}    });
`;
}

function checkMethodAndBody({ method, body, headers }: PreparedCall): void {
  if (!['DELETE', 'GET', 'HEAD', 'POST', 'PUT'].includes(method)) {
    throw notPossible(language, 'method', { method });
  }
  const takesBody = method === 'POST' || method === 'PUT';
  if (takesBody && body === undefined) {
    throw notPossible(language, 'body-missing');
  }
  if (!takesBody && body !== undefined) {
    throw notPossible(language, 'body-not-sent', { method });
  }
  if (takesBody && headerOf(headers, 'content-type') === undefined) {
    throw notPossible(language, 'content-type-missing');
  }
}

function checkHeaders({ headers }: PreparedCall): void {
  const wrong = headers.find(({ name }) => name.includes('_'));
  if (wrong) {
    throw notPossible(language, 'header-underscore', { name: wrong.name });
  }
}

function valueOf(query: readonly NamedValue[], wanted: string): string | undefined {
  const [first, ...others] = query.filter(({ name }) => name === wanted);
  return others.length === 0 && first?.value !== '' ? first?.value : undefined;
}

function member(key: string, pairs: readonly NamedValue[]): string {
  if (pairs.length === 0) {
    return '';
  }
  const lines = pairs.map(({ name, value }) => `        ${javascriptKey(name)}: ${javascriptString(value)},\n`);
  return `      ${key}: {\n${lines.join('')}      },\n`;
}

function bodyMember({ body }: PreparedCall): string {
  return body === undefined ? '' : `      body: ${javascriptString(body)},\n`;
}
