import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRedirectAddress, stateOf } from '../../../src/oauth2/redirectAddress.ts';
import { readKeyPair } from '../../../src/oauth2/readKeyPair.ts';
import { readTokenAnswer } from '../../../src/oauth2/tokenAnswer.ts';
import { tokenEnd } from '../../../src/oauth2/tokenEnd.ts';
import { fuzzTarget, must, orRefuses } from '../fuzzTarget.ts';
import { textOf } from '../texts.ts';

const redirectUri = 'vscode://tba-workbench.tba-workbench/oauth2';
const state = 's'.repeat(43);

/** What a browser, or whoever calls VS Code, brings back to a sign-in. */
export const redirectAddress = fuzzTarget({
  name: 'redirect-address',
  cases: textOf([
    ...[
      `${redirectUri}?`,
      'vscode://',
      'https://localhost/oauth2?',
      '?',
      '&',
      '=',
      '#',
      '%',
      '%00',
      '%ff',
      '@',
      ':',
      '/',
    ],
    ...[`state=${state}`, 'state=', 'code=c0de', 'code=', 'company=1234567_SB1', 'company=1234567-sb1', 'role=1001'],
    ...['entity=42', 'error=access_denied', 'error=', 'error_description=%1b[2J'],
  ]),
  check: address => {
    stateOf(address);
    const answer = orRefuses(() => readRedirectAddress(address, { redirectUri, state, accountId: '1234567_SB1' }));
    must(
      answer === undefined || (answer.code !== '' && stateOf(address) === state),
      'only an answer with the state counts',
    );
  },
});

const pem = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../fixtures/certificates', `${name}.pem`), 'utf8');
const [key, certificate] = [pem('p256.key'), pem('p256.cert')];

/** Files that are said to be a private key and its certificate. */
export const keyFiles = fuzzTarget({
  name: 'key-files',
  cases: fc.array(
    textOf(
      [
        ...[key, certificate, pem('p384.key'), pem('p384.cert'), pem('oneDay.cert')],
        ...['-----BEGIN PRIVATE KEY-----\n', '-----END PRIVATE KEY-----\n', '-----BEGIN CERTIFICATE-----\n'],
        ...['-----END CERTIFICATE-----\n', '-----BEGIN ENCRYPTED PRIVATE KEY-----\n', 'Proc-Type: 4,ENCRYPTED\n'],
        ...[key.slice(0, 80), certificate.slice(20, 200), '-----', 'MII', '=', '\n', '\r\n'],
      ],
      8,
    ),
    { maxLength: 3 },
  ),
  check: texts => void orRefuses(() => readKeyPair(texts, Date.UTC(2027, 0, 1), 'passphrase')),
});

/** An answer of something that stands in for the token endpoint. */
export const tokenAnswer = fuzzTarget({
  name: 'token-answer',
  cases: textOf([
    ...['{', '}', '"access_token":', '"a.b.c"', '"refresh_token":', '"expires_in":', '"3600"', '-1', '1e400', ','],
    ...['"error":', '"invalid_grant"', '"error_description":', 'null', '[', ']', '"\\r\\n"', '{"access_token":"a"}'],
  ]),
  check: body => {
    const answer = readTokenAnswer(200, body);
    if ('accessToken' in answer) {
      must(/^[\w.~+/=-]+$/.test(answer.accessToken) && answer.expiresIn > 0, 'a token can stand in a header');
      tokenEnd(answer.accessToken);
    }
  },
});
