import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { completionContext } from '../../../src/requests/editor/completionContext.ts';
import { fixesFor } from '../../../src/requests/editor/edits.ts';
import { foldsOf } from '../../../src/requests/editor/folding.ts';
import { formatJson } from '../../../src/requests/editor/formatJson.ts';
import { lintRequests } from '../../../src/requests/problems/lint.ts';
import { lintNetSuite } from '../../../src/requests/problems/netSuiteProblems.ts';
import { parseRequests } from '../../../src/requests/parse/parse.ts';
import { occurrenceAt } from '../../../src/requests/editor/referencesOf.ts';
import { parseText, reparse } from '../../../src/requests/parse/reparse.ts';
import { requestAt } from '../../../src/requests/editor/requestAt.ts';
import { resolveRequest } from '../../../src/requests/values/resolve.ts';
import { outlineOf } from '../../../src/requests/editor/symbols.ts';
import { resolveTarget } from '../../../src/requests/parse/target.ts';
import { routeToAccount } from '../../../src/exchange/callAccount.ts';
import { fuzzTarget, must, orRefuses } from '../fuzzTarget.ts';
import { textOf } from '../texts.ts';
import { plainFile } from '../../unit/requests/plainFile.ts';

const sources = { now: () => 1_774_952_430_400, random: () => 0.5, uuid: () => '00000000-0000-4000-8000-000000000001' };
const own = '1234567-sb1.restlets.api.netsuite.com';
const hosts = { restlets: `https://${own}`, suiteTalk: 'https://1234567-sb1.suitetalk.api.netsuite.com' };

const requestText = textOf([
  '\n',
  '\r\n',
  '\n\n',
  '\n### Name\n',
  '\n###\n',
  '# @name x\n',
  '# @account {{a}}\n',
  '# @prompt a What?\n',
  '# @suiteql\n',
  '# @auth oauth2\n',
  '# @auth {{a}}\n',
  '# @assert status == 200\n',
  '# @assert body.$.id matches (a+)+\n',
  '@a = 1\n',
  '@b = {{a}}{{c}}\n',
  '@c = {{b}}\n',
  'GET ',
  'POST /app/site/hosting/restlet.nl?script=1&deploy=1\n',
  'GET restlet:customscript_a/customdeploy_a?id={{b}}\n',
  'https://2.restlets.api.netsuite.com/x HTTP/1.1\n',
  '  ?q=1\n',
  '  &r={{$uuid}}\n',
  'Content-Type: application/json\n\n',
  'X: {{$timestamp}}\n',
  'X: {{$randomInt 1 9}}\n',
  '{{x.response.body.$.a[?@.b=="c"]}}',
  '{{$datetime "YYYY-MM-DD" 1 d}}',
  '< ./file.json\n',
  '<@latin1 ./file.txt\n',
  '> {%\n',
  '%}\n',
  '{{',
  '}}',
  '{"a": [1, {"b": "{{a}}"}]}',
  'HTTP/1.1 200 OK\n',
  'curl -X POST ',
  '\\\n',
  '%41',
  '{',
  '"',
  ' ',
]);

/** A request file: parsed, looked over, offered and resolved. */
export const requestFile = fuzzTarget({
  name: 'request-file',
  cases: requestText,
  check: text => {
    const file = parseRequests(text);
    const problems = [...lintRequests(file), ...lintNetSuite(file)];
    for (const { span } of problems) {
      must(span.start >= 0 && span.end <= text.length, 'a problem stands in the text');
    }
    foldsOf(text, file);
    outlineOf(file);
    formatJson(text, { indent: '  ', lineEnd: '\n' });
    for (const at of [0, text.length >> 1, text.length]) {
      requestAt(file, at);
      occurrenceAt(file, at);
      completionContext(text, file, at);
    }
    for (const problem of problems.slice(0, 20)) {
      fixesFor(text, file, problem, {});
    }
    for (const request of file.requests.slice(0, 20)) {
      const resolved = orRefuses(() => resolveRequest(file, request, sources, undefined, 'a file'));
      if (resolved) {
        must(
          resolved.headers.every(({ value }) => !/[\r\n]/.test(value)),
          'a header is one line',
        );
        const target = orRefuses(() => resolveTarget(resolved.target, hosts));
        const url = target && orRefuses(() => routeToAccount(target.url, { accountId: '1234567_SB1' }));
        must(
          url === undefined || /^1234567-sb1\.\w+(\.api)?\.netsuite\.com$/.test(new URL(url).host),
          `${url} is ours`,
        );
      }
    }
  },
});

/** A request file that is typed into: what was parsed before and what was typed make what the whole makes. */
export const typedFile = fuzzTarget({
  name: 'typed-file',
  cases: fc.tuple(requestText, requestText, fc.nat(), fc.nat(40)),
  check: ([text, typed, place, gone]) => {
    const at = place % (text.length + 1);
    const next = text.slice(0, at) + typed.slice(0, 60) + text.slice(at + gone);
    const { file } = reparse(parseText(text), next);
    must(isDeepStrictEqual(plainFile(file), parseRequests(next)), 'what is typed into is parsed as the whole is');
  },
});

/** A target by itself: wherever it leads, it is the account's own host or refused. */
export const requestTarget = fuzzTarget({
  name: 'request-target',
  cases: textOf(
    [
      'https://',
      'http://',
      '//',
      '/',
      '\\',
      '@',
      ':',
      '443',
      '80',
      '#',
      '?',
      '&',
      '.',
      '..',
      '%2e',
      '%2f',
      '%40',
      '%5c',
      own,
      '1234567-SB1.SUITETALK.API.NETSUITE.COM',
      'netsuite.com',
      '.evil.example',
      'evil.example',
      'xn--',
      'ｎetsuite.com',
      '。',
      '[::1]',
      '127.0.0.1',
      'localhost',
      'restlet:',
      'a/b',
      '/app/site',
      '/services/rest',
      'user:pass',
      '\t',
      '\n',
      ' ',
      'javascript:',
      'file:',
    ],
    10,
  ),
  check: text => {
    const target = orRefuses(() => resolveTarget(text, hosts));
    const url = target && orRefuses(() => routeToAccount(target.url, { accountId: '1234567_SB1' }));
    if (url !== undefined) {
      const { protocol, hostname, port } = new URL(url);
      must(
        protocol === 'https:' &&
          port === '' &&
          /^1234567-sb1\.(restlets\.api|suitetalk\.api|app)\.netsuite\.com$/.test(hostname),
        `${url} is not the account's`,
      );
    }
  },
});
