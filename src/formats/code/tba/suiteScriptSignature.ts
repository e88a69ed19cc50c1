import { javascriptString } from '../literals.ts';
import type { SuiteScriptLogin } from '../suiteScriptOther.ts';
import { gatewayNote } from '../opening.ts';
import type { PreparedCall } from '../prepareCall.ts';

/**
 * Signing with N/crypto and an API Secret.
 *
 * One secret holds consumer secret, `&` and token secret: crypto.createSecretKey takes one secret, and no script can read
 * one to join it with another.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_4358653390.html createSecretKey
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_457765136718.html Hmac.update
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_459978271483.html Hmac.digest
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/article_0526122721.html generateUUID
 */
export function suiteScriptSignature({ signedUrl, isForm, accountId }: PreparedCall): SuiteScriptLogin {
  return {
    how: 'signed with OAuth 1.0a (HMAC-SHA256)',
    needs: [
      '- an API Secret (Setup > Company > API Secrets) that this script may use. It holds the consumer secret, an',
      '  ampersand and the token secret: CONSUMER_SECRET&TOKEN_SECRET',
      '- consumer key and token ID, which are no secrets without theirs, filled in below.',
    ],
    units: 10,
    imports: ['N/crypto', 'N/crypto/random', 'N/encode', 'N/https'],
    constants: `  const CONSUMER_KEY = '';
  const TOKEN_ID = '';
  const SIGNING_KEY = 'custsecret_netsuite_signing_key';
  const REALM = ${javascriptString(accountId)};
`,
    belowUrl: signedUrl
      ? `    // ${gatewayNote} signed.\n    const signedUrl = ${javascriptString(signedUrl.text)};\n`
      : '',
    authorization: `authorize(method, ${signedUrl ? 'signedUrl' : 'url'}${isForm ? ', body' : ''})`,
    functions: `  /** The Authorization header of a request: RFC 5849. */
  const authorize = (method, url${isForm ? ', form' : ''}) => {
    if (!CONSUMER_KEY || !TOKEN_ID) {
      throw new Error('Fill in CONSUMER_KEY and TOKEN_ID.');
    }
    const [baseUri, query = ''] = url.split('?');
    const oauth = [
      ['oauth_consumer_key', CONSUMER_KEY],
      ['oauth_nonce', random.generateUUID().replace(/-/g, '')],
      ['oauth_signature_method', 'HMAC-SHA256'],
      ['oauth_timestamp', Math.floor(Date.now() / 1000).toString()],
      ['oauth_token', TOKEN_ID],
      ['oauth_version', '1.0'],
    ];
    const parameters = [...pairs(query), ${isForm ? '...pairs(form), ' : ''}...oauth]
      .map((pair) => pair.map(percentEncode))
      .sort(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
      .map((pair) => pair.join('='))
      .join('&');
    const hmac = crypto.createHmac({
      algorithm: crypto.HashAlg.SHA256,
      key: crypto.createSecretKey({ secret: SIGNING_KEY, encoding: encode.Encoding.UTF_8 }),
    });
    hmac.update({
      input: [method, baseUri, parameters].map(percentEncode).join('&'),
      inputEncoding: encode.Encoding.UTF_8,
    });
    const signature = hmac.digest({ outputEncoding: encode.Encoding.BASE_64 });
    const header = [['realm', REALM], ...oauth, ['oauth_signature', signature]];
    return \`OAuth \${header.map(([name, value]) => \`\${name}="\${percentEncode(value)}"\`).join(', ')}\`;
  };

  /** Decoded names and values, duplicates and empty values kept. */
  const pairs = (form) =>
    form
      .split('&')
      .filter((piece) => piece !== '')
      .map((piece) => {
        const [name, ...value] = piece.split('=');
        return [name, value.join('=')].map((text) => decodeURIComponent(text.replace(/\\+/g, ' ')));
      });

  /** RFC 3986, which also wants the five characters that encodeURIComponent leaves. */
  const percentEncode = (text) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => \`%\${c.charCodeAt(0).toString(16).toUpperCase()}\`);

  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
`,
  };
}
