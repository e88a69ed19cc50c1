import fc from 'fast-check';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { CodedError, isCoded } from '../../../src/codedError.ts';
import { readSentCalls } from '../../../src/formats/sentCall/readSentCalls.ts';
import { fuzzTarget } from '../fuzzTarget.ts';
import { textOf } from '../texts.ts';

const pieces = [
  'curl ',
  "-H '",
  '-d "',
  "--data-raw $'",
  "'",
  '"',
  '\\\n',
  '^\n',
  '`\n',
  'https://1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=1',
  'POST ',
  'GET /x HTTP/1.1\n',
  'Host: a.example\n',
  'Authorization: OAuth realm="1", oauth_consumer_key="k", oauth_token="t", oauth_signature="c2ln"\n',
  '\n\n',
  '{"log": {"entries": [',
  '{"request": {"method": "GET", "url": "https://a.example", "headers": [{"name": "Authorization", "value": "OAuth x"}]}}',
  ']}}',
  '{"GET https://a.example": {',
  '"Request Headers": {"authorization": "OAuth realm=1"}',
  '}',
  '[',
  '<soapenv:Envelope>',
  '<ns:tokenPassport><ns:account>1</ns:account><ns:signature algorithm="HMAC_SHA256">x</ns:signature>',
  '</ns:tokenPassport>',
  '%',
  ' ',
];

/** What is pasted into the doctor, whatever it is taken for. */
export const pastedCall = fuzzTarget({
  name: 'pasted-call',
  cases: textOf(pieces),
  check: text => void readSentCalls(text),
});

const anyText = textOf(pieces, 6);
const secret = fc.oneof(fc.constantFrom('', 'ab', 'a&b', ' x\n'), fc.string({ unit: 'binary', maxLength: 6 }));
const enough = new CodedError('cancelled');

/** A call that is diagnosed: the first breath of the search, since all of it takes a second. */
export const diagnosis = fuzzTarget({
  name: 'diagnosis',
  cases: fc.record({
    method: fc.oneof(fc.constantFrom('GET', 'post', ''), anyText),
    url: fc.oneof(
      fc.constantFrom('https://1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?a=%2B&a=&b'),
      anyText.map(text => `https://1234567.restlets.api.netsuite.com/${text}`),
      anyText,
    ),
    contentType: fc.constantFrom('application/x-www-form-urlencoded', 'application/json', 'text/xml'),
    body: fc.oneof(fc.constantFrom('a=1&b=%zz', '{}', ''), anyText),
    authorization: fc.oneof(
      fc.constantFrom(
        '',
        'OAuth realm="1234567", oauth_consumer_key="k", oauth_token="t", oauth_nonce="n", oauth_timestamp="1700000000", oauth_signature_method="HMAC-SHA256", oauth_version="1.0", oauth_signature="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D"',
      ),
      anyText,
    ),
    credentials: fc.record({
      account: secret,
      consumerKey: secret,
      consumerSecret: secret,
      token: secret,
      tokenSecret: secret,
    }),
  }),
  check: async call => {
    const stop = new AbortController();
    const options = { signal: stop.signal, onProgress: () => stop.abort(enough) };
    await diagnose(call, options).catch((error: unknown) => {
      if (!isCoded(error)) {
        throw error;
      }
    });
  },
});
