import type { CodeCall } from './codeCall.ts';
import { javascriptKey, javascriptString } from './literals.ts';
import type { LoginCode } from './loginCode.ts';
import { suiteScriptAccessToken } from './oauth2/suiteScriptAccessToken.ts';
import { intro, ownCertificate } from './opening.ts';
import { notPossible, prepareCall, type PreparedCall } from './prepareCall.ts';
import { suiteScriptSignature } from './tba/suiteScriptSignature.ts';

/** Who calls, in SuiteScript; its imports are modules, and its constants stand at the module's top. */
export interface SuiteScriptLogin extends LoginCode {
  /** How it proves itself, in words. */
  readonly how: string;
  /** Lines of the comment at the top. */
  readonly needs: readonly string[];
  /** What a call costs. */
  readonly units: number;
  /** Lines below the URL of the call. */
  readonly belowUrl: string;
}

const language = 'suitescript-other';

/**
 * Writes a SuiteScript module that calls this account from another one, with credentials that the other one keeps.
 *
 * @throws CodedError as prepareCall does; `code-not-possible` for what N/https cannot send
 */
export function writeSuiteScriptOther(call: CodeCall): string {
  const prepared = prepareCall(language, call);
  checkSendable(prepared);
  const { method, url, headers, body, accountId, about, oauth2 } = prepared;
  const login = oauth2 ? suiteScriptAccessToken(oauth2) : suiteScriptSignature(prepared);
  // http.Method has PATCH (section_4426027649), https.Method does not list it (section_4567626997).
  const note = method === 'PATCH' ? '      // Listed for N/http; for N/https it is assumed.\n' : '';
  const lines = [
    ...(oauth2?.isPersonal ? ownCertificate : []),
    `Calls account ${accountId.replace(/[^\w-]/g, '')} from a script of another account, ${login.how}. Needs:`,
    ...login.needs,
    `A custom module: load it from a server script. Costs ${login.units} units a call.`,
    "TBA Workbench's own tests check how this is built, but cannot run it in NetSuite.",
  ];
  return `/**
${intro(about, ' *')}${lines.map(line => ` * ${line}\n`).join('')} *
 * @NApiVersion 2.1
 */
define([${login.imports.map(name => `'${name}'`).join(', ')}], (${login.imports.map(name => name.replace(/.*\//, '')).join(', ')}) => {
${login.constants}
  const send = () => {
    const method = ${javascriptString(method)};
    const url = ${javascriptString(url.text)};
${login.belowUrl}${body === undefined ? '' : `    const body = ${javascriptString(body)};\n`}    return https.request({
${note}      method,
      url,
      headers: {
        Authorization: ${login.authorization},
${headers.map(({ name, value }) => `        ${javascriptKey(name)}: ${javascriptString(value)},\n`).join('')}      },
${body === undefined ? '' : '      body,\n'}    });
  };

${login.functions}
  return { send };
});
`;
}

function checkSendable({ method, url, headers, body }: PreparedCall): void {
  if (url.protocol !== 'https:') {
    throw notPossible(language, 'not-https');
  }
  if (!['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'].includes(method)) {
    throw notPossible(language, 'method', { method });
  }
  if (body !== undefined && !['PATCH', 'POST', 'PUT'].includes(method)) {
    throw notPossible(language, 'body-not-sent', { method });
  }
  const underscore = headers.find(({ name }) => name.includes('_'));
  if (underscore) {
    throw notPossible(language, 'header-underscore', { name: underscore.name });
  }
}
