import type { CodeCall } from './codeCall.ts';
import { javascriptKey, javascriptString } from './literals.ts';
import { nodeAccessToken } from './oauth2/nodeAccessToken.ts';
import { opening } from './opening.ts';
import { prepareCall } from './prepareCall.ts';
import { nodeSignature } from './tba/nodeSignature.ts';

/**
 * Writes a module for Node.js without packages: it signs with node:crypto, and sends with node:http or node:https, which
 * add nothing of their own and follow no redirects.
 *
 * @throws CodedError as prepareCall does
 */
export function writeNodeCode(call: CodeCall): string {
  const prepared = prepareCall('node', call);
  const { method, url, headers, body, oauth2 } = prepared;
  const login = oauth2 ? nodeAccessToken(oauth2) : nodeSignature(prepared);
  const imports = [
    ...login.imports,
    // The token endpoint is on the same account, so that it has the same protocol.
    `import { request } from 'node:${url.protocol.slice(0, -1)}';`,
  ];
  return `${opening(prepared, '//', 'Node.js 20 or later')}// Save it as a module: netsuite.mjs
${imports.map(line => `${line}\n`).join('')}
const method = ${javascriptString(method)};
const url = ${javascriptString(url.text)};
${login.constants}${body === undefined ? '' : `const body = ${javascriptString(body)};\n`}
const { status, text } = await send(
  url,
  {
    method,
    headers: {
      Authorization: ${login.authorization},
${headers.map(({ name, value }) => `      ${javascriptKey(name)}: ${javascriptString(value)},\n`).join('')}    },
  },
${body === undefined ? '' : '  body,\n'});
console.log(\`HTTP \${status}\`);
console.log(text);
process.exitCode = status < 300 ? 0 : 1;

async function send(url, { method, headers }, body) {
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
  const options = { method, headers: { ...headers, ...length } };
  const answer = await new Promise((resolve, reject) => {
    request(url, options, resolve).on('error', reject).end(body);
  });
  return { status: answer.statusCode, text: (await answer.setEncoding('utf8').toArray()).join('') };
}

${login.functions}
function variable(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(\`Set the environment variable \${name}.\`);
  }
  return value;
}
`;
}
