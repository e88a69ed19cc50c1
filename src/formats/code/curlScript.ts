import type { CodeCall } from './codeCall.ts';
import { globArguments, headerArguments, methodArguments } from './curlArguments.ts';
import { isShellText, shellBytes, shellWord } from './literals.ts';
import { shellAccessToken } from './oauth2/shellAccessToken.ts';
import { opening } from './opening.ts';
import { prepareCall, type PreparedCall } from './prepareCall.ts';
import { shellSignature } from './tba/shellSignature.ts';

/**
 * Writes a POSIX shell script that signs with openssl and sends with curl.
 *
 * @throws CodedError as prepareCall does
 */
export function writeCurlScript(call: CodeCall): string {
  const prepared = prepareCall('curl', call);
  const { method, url, oauth2 } = prepared;
  const login = oauth2 ? shellAccessToken(oauth2) : shellSignature(prepared);
  const body = shellBody(prepared);
  return `#!/bin/sh
${opening(prepared, '#', 'curl and openssl')}set -eu

${login.imports.map(name => `: "\${${name}:?Set this environment variable.}"\n`).join('')}
method=${shellWord(method)}
url=${shellWord(url.text)}
${login.constants}${body?.assignment ?? ''}
${login.functions}
${(oauth2 ? sendWithToken : sendSigned)(prepared, body?.print, login.authorization)}
`;
}

function sendSigned(prepared: PreparedCall, printBody: string | undefined, authorization: string): string {
  const data = printBody === undefined ? [] : ['--data-binary @-'];
  return `authorization=${authorization}
${printBody === undefined ? '' : `${printBody} | `}${curlCommand(prepared, '"Authorization: $authorization"', data)}`;
}

/** A token counts for an hour, so that it comes by standard input, and the body in its place by a file. */
function sendWithToken(prepared: PreparedCall, printBody: string | undefined, authorization: string): string {
  const save = `body_file=$(mktemp)\ntrap 'rm -f "$body_file"' EXIT\n${printBody} > "$body_file"\n`;
  const data = printBody === undefined ? [] : ['--data-binary @"$body_file"'];
  return `token=${authorization}
${printBody === undefined ? '' : save}# Others on the machine can see the arguments of curl, so that the token is not among them.
printf 'Authorization: Bearer %s\\n' "$token" | ${curlCommand(prepared, '@-', data)}`;
}

/** The body's variable, and what prints it. */
function shellBody({ body }: PreparedCall): { readonly assignment: string; readonly print: string } | undefined {
  if (body === undefined) {
    return undefined;
  }
  return isShellText(body)
    ? { assignment: `body=${shellWord(body)}\n`, print: `printf '%s' "$body"` }
    : { assignment: `# \\0ooo is an octet.\nbody=${shellBytes(body)}\n`, print: `printf '%b' "$body"` };
}

function curlCommand({ method, url, headers, body }: PreparedCall, header: string, data: readonly string[]): string {
  return [
    'curl --silent --show-error --fail-with-body',
    ...methodArguments(method, '"$method"'),
    `--header ${header}`,
    ...headerArguments(headers, body),
    ...data,
    ...globArguments(url.text),
    '"$url"',
  ].join(' \\\n  ');
}
