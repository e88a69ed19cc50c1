import type { CodeCall } from './codeCall.ts';
import { javascriptKey, javascriptString } from './literals.ts';
import { intro, notPossible, prepareCall } from './prepareCall.ts';

const language = 'suitescript-other';

/**
 * Writes a SuiteScript module that calls this account from another one, and signs with N/crypto and an API Secret.
 *
 * One secret holds consumer secret, `&` and token secret: crypto.createSecretKey takes one secret, and no script can read
 * one to join it with another.
 *
 * @throws CodedError as prepareCall does; `code-not-possible` for what N/https cannot send
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_4358653390.html createSecretKey
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_457765136718.html Hmac.update
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_459978271483.html Hmac.digest
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/article_0526122721.html generateUUID
 */
export function writeSuiteScriptOther(call: CodeCall): string {
  const { method, url, signedUrl, headers, body, isForm, accountId, about } = prepareCall(language, call);
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
  // http.Method has PATCH (section_4426027649), https.Method does not list it (section_4567626997).
  const note = method === 'PATCH' ? '      // Listed for N/http; for N/https it is assumed.\n' : '';
  return `/**
${intro(about, ' *')} * Calls account ${accountId.replace(/[^\w-]/g, '')} from a script of another account, signed with OAuth 1.0a (HMAC-SHA256). Needs:
 * - an API Secret (Setup > Company > API Secrets) that this script may use. It holds the consumer secret, an
 *   ampersand and the token secret: CONSUMER_SECRET&TOKEN_SECRET
 * - consumer key and token ID, which are no secrets without theirs, filled in below.
 * A custom module: load it from a server script. Costs 10 units a call.
 * TBA Workbench's own tests check how this is built, but cannot run it in NetSuite.
 *
 * @NApiVersion 2.1
 */
define(['N/crypto', 'N/crypto/random', 'N/encode', 'N/https'], (crypto, random, encode, https) => {
  const CONSUMER_KEY = '';
  const TOKEN_ID = '';
  const SIGNING_KEY = 'custsecret_netsuite_signing_key';
  const REALM = ${javascriptString(accountId)};

  const send = () => {
    const method = ${javascriptString(method)};
    const url = ${javascriptString(url.text)};
${signedUrl ? `    // The gateway at that address hands the call on to this one, which is signed.\n    const signedUrl = ${javascriptString(signedUrl.text)};\n` : ''}${body === undefined ? '' : `    const body = ${javascriptString(body)};\n`}    return https.request({
${note}      method,
      url,
      headers: {
        Authorization: authorize(method, ${signedUrl ? 'signedUrl' : 'url'}${isForm ? ', body' : ''}),
${headers.map(({ name, value }) => `        ${javascriptKey(name)}: ${javascriptString(value)},\n`).join('')}      },
${body === undefined ? '' : '      body,\n'}    });
  };

  /** The Authorization header of a request: RFC 5849. */
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

  return { send };
});
`;
}
