import { javascriptString } from '../literals.ts';
import type { LoginCode } from '../loginCode.ts';
import { gatewayNote } from '../opening.ts';
import type { PreparedCall } from '../prepareCall.ts';

/** Signing with node:crypto. */
export function nodeSignature({ signedUrl, isForm, accountId }: PreparedCall): LoginCode {
  return {
    imports: ["import { createHmac, randomBytes } from 'node:crypto';"],
    constants: `const realm = ${javascriptString(accountId)};
${signedUrl ? `// ${gatewayNote} signed.\nconst signedUrl = ${javascriptString(signedUrl.text)};\n` : ''}`,
    authorization: `authorize(method, ${signedUrl ? 'signedUrl' : 'url'}${isForm ? ', body' : ''})`,
    functions: `/** The Authorization header of a request: RFC 5849. */
function authorize(method, url${isForm ? ', form' : ''}) {
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

/** Percent-encodes a text: RFC 3986, which also wants the five characters that encodeURIComponent leaves. */
function encode(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, c => \`%\${c.charCodeAt(0).toString(16).toUpperCase()}\`);
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
`,
  };
}
