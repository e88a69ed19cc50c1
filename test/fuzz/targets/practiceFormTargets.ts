import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { redirectUriProblem } from '../../../src/practice/access/redirectUri.ts';
import { callbackOrigin, callbackWith } from '../../../src/practice/authentication/callback.ts';
import { readAuthorizationRequest } from '../../../src/practice/oauth2/authorizationRequest.ts';
import { readForm } from '../../../src/practice/pages/formData.ts';
import { seedState } from '../../../src/practice/state/seed.ts';
import { fuzzTarget, must } from '../fuzzTarget.ts';
import { textOf } from '../texts.ts';

const { sandbox } = seedState();
const [hub] = sandbox.applications;

const pieces = [
  'response_type=code',
  `client_id=${hub?.consumerKey ?? ''}`,
  `redirect_uri=${encodeURIComponent(hub?.redirectUris[0] ?? '')}`,
  'scope=restlets+rest_webservices',
  'scope=mcp',
  `state=${'s'.repeat(22)}`,
  `code_challenge=${'A'.repeat(43)}`,
  'code_challenge_method=S256',
  'code_challenge_method=plain',
  'prompt=login+consent',
  '&',
  '%00',
  '__proto__=1',
];

/** What the authorization endpoint of the practice account is asked: it says yes, or where the error may go. */
export const authorizationRequest = fuzzTarget({
  name: 'authorization-request',
  cases: textOf(pieces),
  check: text => {
    const result = readAuthorizationRequest(sandbox, new URLSearchParams(text));
    const sentTo = result.ok
      ? result.request.redirectUri
      : result.problem === undefined
        ? result.redirectUri
        : undefined;
    must(sentTo === undefined || hub?.redirectUris.includes(sentTo) === true, 'only to a registered redirect URI');
    must(!result.ok || result.request.challenge.length === 43, 'a public client has a challenge');
  },
});

const uriPieces = [
  'https://',
  'http://',
  'myapp://',
  'javascript:',
  'a.example',
  'localhost',
  ':8080',
  '/cb',
  '?a=b',
  '#',
  '*',
  '@',
  '\\',
];

/** Redirect URIs of an integration record: one that is taken can be led to, and keeps what it was. */
export const redirectUri = fuzzTarget({
  name: 'redirect-uri',
  cases: textOf(uriPieces, 8),
  check: text => {
    if (redirectUriProblem(text) === undefined) {
      const led = new URL(callbackWith(text, { code: 'x' }));
      must(led.searchParams.get('code') === 'x', 'the code arrives');
      must(!['http:', 'javascript:', 'data:'].includes(led.protocol), 'no scheme of browsers');
      must(callbackOrigin(text) !== '', 'an origin for the page');
    }
  },
});

const formPieces = [
  '--x',
  '--x--',
  '\r\n',
  'Content-Disposition: form-data; name="a"',
  'Content-Disposition: form-data; name="file"; filename="b.pem"',
  'Content-Type: application/x-pem-file',
  '\r\n\r\n',
  'value',
];

/** Forms with files. */
export const formWithFiles = fuzzTarget({
  name: 'form-with-files',
  cases: fc.tuple(textOf(formPieces), fc.constantFrom('x', '"x"', 'y', '', '"')),
  check: ([text, boundary]) => {
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    readForm({ request: { headers } as IncomingMessage, body: Buffer.from(text) });
  },
});
