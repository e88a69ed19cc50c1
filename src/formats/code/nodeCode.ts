import type { CodeCall } from './codeCall.ts';
import { javascriptKey, javascriptString } from './literals.ts';
import { intro, prepareCall } from './prepareCall.ts';

/**
 * Writes a module for Node.js that signs with node:crypto and sends with undici.
 *
 * @throws CodedError as prepareCall does
 */
export function writeNodeCode(call: CodeCall): string {
  const { method, url, signedUrl, headers, body, isForm, accountId, about } = prepareCall('node', call);
  const form = isForm ? ', form' : '';
  return `${intro(about, '//')}// Signs with OAuth 1.0a (HMAC-SHA256) and sends. Needs Node.js 20 or later, npm install undici, and in the environment:
// NETSUITE_CONSUMER_KEY, NETSUITE_CONSUMER_SECRET, NETSUITE_TOKEN_ID, NETSUITE_TOKEN_SECRET
// Save it as a module: netsuite.mjs
import { createHmac, randomBytes } from 'node:crypto';
import { request } from 'undici';

const realm = ${javascriptString(accountId)};
const method = ${javascriptString(method)};
const url = ${javascriptString(url.text)};
${signedUrl ? `// The gateway at that address hands the call on to this one, which is signed.\nconst signedUrl = ${javascriptString(signedUrl.text)};\n` : ''}${body === undefined ? '' : `const body = ${javascriptString(body)};\n`}
const response = await request(url, {
  method,
  headers: {
    Authorization: authorize(method, ${signedUrl ? 'signedUrl' : 'url'}${isForm ? ', body' : ''}),
${headers.map(({ name, value }) => `    ${javascriptKey(name)}: ${javascriptString(value)},\n`).join('')}  },
${body === undefined ? '' : '  body,\n'}});
console.log(\`HTTP \${response.statusCode}\`);
console.log(await response.body.text());
process.exitCode = response.statusCode < 300 ? 0 : 1;

/** The Authorization header of a request: RFC 5849. */
function authorize(method, url${form}) {
  const { origin, pathname, searchParams } = new URL(url);
  const oauth = [
    ['oauth_consumer_key', variable('NETSUITE_CONSUMER_KEY')],
    ['oauth_nonce', randomBytes(16).toString('hex')],
    ['oauth_signature_method', 'HMAC-SHA256'],
    ['oauth_timestamp', Math.floor(Date.now() / 1000).toString()],
    ['oauth_token', variable('NETSUITE_TOKEN_ID')],
    ['oauth_version', '1.0'],
  ];
  const parameters = [...searchParams, ${isForm ? '...new URLSearchParams(form), ' : ''}...oauth]
    .map(pair => pair.map(encode))
    .sort(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
    .map(pair => pair.join('='))
    .join('&');
  const baseString = [method, origin + pathname, parameters].map(encode).join('&');
  const key = [variable('NETSUITE_CONSUMER_SECRET'), variable('NETSUITE_TOKEN_SECRET')].map(encode).join('&');
  const signature = createHmac('sha256', key).update(baseString).digest('base64');
  const header = [['realm', realm], ...oauth, ['oauth_signature', signature]];
  return \`OAuth \${header.map(([name, value]) => \`\${name}="\${encode(value)}"\`).join(', ')}\`;
}

function variable(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(\`Set the environment variable \${name}.\`);
  }
  return value;
}

/** Percent-encodes a text: RFC 3986, which also wants the five characters that encodeURIComponent leaves. */
function encode(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, c => \`%\${c.charCodeAt(0).toString(16).toUpperCase()}\`);
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
`;
}
