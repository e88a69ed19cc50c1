import { readConfirmationPage } from '../../../src/formats/readConfirmationPage.ts';
import { readCurl } from '../../../src/formats/readCurl.ts';
import { readDotenv } from '../../../src/formats/readDotenv.ts';
import { readEnvironments } from '../../../src/formats/readEnvironments.ts';
import { readNetsuiteUpload } from '../../../src/formats/readNetsuiteUpload.ts';
import { readPostman } from '../../../src/formats/readPostman.ts';
import { readCurlRequests } from '../../../src/formats/requestsIn/curlRequest.ts';
import { harRequestsOf, parseRequestsJson } from '../../../src/formats/requestsIn/harRequests.ts';
import { postmanRequestsOf } from '../../../src/formats/requestsIn/postmanRequests.ts';
import { writeRequest } from '../../../src/formats/requestsIn/writeRequest.ts';
import { parseRequests } from '../../../src/requests/parse/parse.ts';
import { readRestletScript } from '../../../src/sdf/restletScript.ts';
import { fuzzTarget, must, orRefuses } from '../fuzzTarget.ts';
import { jsonOf, textOf } from '../texts.ts';

/** Credentials in whatever text a person has. */
export const credentialText = fuzzTarget({
  name: 'credential-text',
  cases: textOf([
    'NETSUITE_ACCOUNT_ID=',
    'CONSUMER_KEY: ',
    'consumer_secret = ',
    'TOKEN_ID',
    'TOKEN_SECRET',
    '=',
    'export ',
    '1234567_SB1',
    'a1'.repeat(32),
    'Consumer Key / Client ID\n',
    'Consumer Secret / Client Secret\t',
    'Token ID',
    '{"values": [{"key": "tokenSecret", "value": "x"}]}',
    '{"dev": {"realm": "1", "consumerKey": "k"}}',
    "curl -H 'Authorization: OAuth ",
    '"',
    "'",
    '`',
    '${A}',
    '\\n',
    '\n',
    '#',
    '<td>',
    '</td>',
    '&nbsp;',
    '{{',
  ]),
  check: text => {
    for (const read of [readDotenv, readPostman, readConfirmationPage, readNetsuiteUpload, readCurl]) {
      orRefuses(() => read(text));
    }
    orRefuses(() => readEnvironments(text, text));
  },
});

/** Collections and logs of other programs: what is made of each is one request, and no more of a file than that. */
export const foreignRequests = fuzzTarget({
  name: 'foreign-requests',
  cases: jsonOf([
    ...['log', 'entries', 'request', 'method', 'url', 'headers', 'header', 'name', 'value', 'key', 'postData', 'text'],
    ...[
      'params',
      'mimeType',
      'info',
      'item',
      'body',
      'mode',
      'raw',
      'urlencoded',
      'variable',
      'auth',
      'oauth1',
      'query',
    ],
    ...['host', 'path', 'protocol', 'schema', '_postman_id', 'options', 'src', 'disabled', 'event', 'script', 'exec'],
  ]),
  check: value => {
    const text = JSON.stringify(value);
    const wrapped = `{"log":{"version":"1.2","entries":[{"request":${text}}]}}`;
    const collection = `{"info":{"schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"item":[${text},{"name":"x","request":${text}}]}`;
    for (const [read, each] of [
      [harRequestsOf, text],
      [harRequestsOf, wrapped],
      [postmanRequestsOf, text],
      [postmanRequestsOf, collection],
    ] as const) {
      for (const request of (orRefuses(() => read(parseRequestsJson(each)))?.requests ?? []).slice(0, 5)) {
        must(parseRequests(writeRequest(request).text).requests.length <= 1, 'one request becomes one');
      }
    }
  },
});

/** Curl commands of any shell. */
export const curlCommand = fuzzTarget({
  name: 'curl-command',
  cases: textOf([
    'curl ',
    'curl.exe ',
    "'",
    '"',
    '\\',
    '^',
    '`',
    '\n',
    "$'\\x41",
    '-X POST ',
    '--json ',
    '-d @f ',
    '--data-urlencode a=b ',
    '-G ',
    '-u a:b ',
    '-H "Content-Type: text/plain" ',
    '--next ',
    '| jq',
    '&& ',
    'https://1234567.restlets.api.netsuite.com/app ',
    '###',
    '{{',
    '$(x)',
  ]),
  check: text => {
    for (const request of (orRefuses(() => readCurlRequests(text))?.requests ?? []).slice(0, 5)) {
      must(parseRequests(writeRequest(request).text).requests.length <= 1, 'one request becomes one');
    }
  },
});

/** A RESTlet's script, which anybody may have written. */
export const restletScript = fuzzTarget({
  name: 'restlet-script',
  cases: textOf([
    '/**\n * @NApiVersion 2.1\n * @NScriptType Restlet\n */\n',
    "define(['N/record'], ",
    'function (record) {',
    '(a, b) => ({',
    'return { get: get, post };',
    'exports.get = ',
    'module.exports = ',
    'export const ',
    'function get(context) ',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '`${',
    '`',
    '/re[/]g/g',
    '//',
    '/*',
    '*/',
    "'",
    '"',
    '\\',
    '@param {string} context.id what\n',
    ',',
    ';',
    '=>',
    '\n',
  ]),
  check: text => void orRefuses(() => readRestletScript(text)),
});
