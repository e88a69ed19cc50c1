import type { CodeLogin } from '../codeCall.ts';
import { javascriptString } from '../literals.ts';
import { assertionLifetime, assertionType, type LoginCode } from '../loginCode.ts';
import { gatewayNote } from '../opening.ts';

/** An access token for an assertion that node:crypto signs. */
export function nodeAccessToken({ tokenUrl, audience, scopes }: CodeLogin): LoginCode {
  const isElsewhere = audience !== tokenUrl;
  return {
    imports: [
      "import { constants, createPrivateKey, sign } from 'node:crypto';",
      "import { readFileSync } from 'node:fs';",
    ],
    constants: `const tokenUrl = ${javascriptString(tokenUrl)};
${isElsewhere ? `// ${gatewayNote} the audience.\nconst audience = ${javascriptString(audience)};\n` : ''}const scopes = [${scopes.map(javascriptString).join(', ')}];
`,
    authorization: '`Bearer ${await accessToken()}`',
    functions: `/** Asks for an access token, which counts for an hour: keep it where there are many calls. */
async function accessToken() {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: '${assertionType}',
    client_assertion: assertion(),
  });
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const { status, text } = await send(tokenUrl, { method: 'POST', headers }, form.toString());
  if (status !== 200) {
    throw new Error(\`There is no access token: HTTP \${status} \${text}\`);
  }
  return JSON.parse(text).access_token;
}

/** A JWT that shows who asks, signed as its key wants it: RFC 7518 section 3. */
function assertion() {
  const key = createPrivateKey(readFileSync(variable('NETSUITE_PRIVATE_KEY_FILE')));
  const { namedCurve } = key.asymmetricKeyDetails;
  const curves = { prime256v1: 'ES256', secp384r1: 'ES384', secp521r1: 'ES512' };
  const alg = key.asymmetricKeyType === 'ec' ? curves[namedCurve] : 'PS256';
  const now = Math.floor(Date.now() / 1000);
  const header = { typ: 'JWT', alg, kid: variable('NETSUITE_CERTIFICATE_ID') };
  const claims = {
    iss: variable('NETSUITE_CLIENT_ID'),
    scope: scopes,
    aud: ${isElsewhere ? 'audience' : 'tokenUrl'},
    iat: now,
    exp: now + ${assertionLifetime},
  };
  const signed = [header, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const way =
    alg === 'PS256'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { dsaEncoding: 'ieee-p1363' };
  const signature = sign(\`sha\${alg.slice(2)}\`, Buffer.from(signed), { key, ...way });
  return \`\${signed}.\${signature.toString('base64url')}\`;
}
`,
  };
}
