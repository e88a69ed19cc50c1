import { expect, test } from 'vitest';
import { parseAuthorizationHeader } from '../../../src/practice/authentication/authorizationHeader.ts';
import { hmacSha256, signatureBaseString } from '../../../src/practice/authentication/baseString.ts';
import { parseFormParameters, splitTarget } from '../../../src/practice/authentication/parameters.ts';
import { encode } from '../../contract/support/independentSigner.ts';

// Oracle's published examples with Oracle's published dummies, through the parts that the verifier is made of. Its own
// base string URI is always the practice account's; here it is the one of the example. The example of a TokenPassport
// (section_1534941088) is in soap/passport.test.ts.

const oracleDummies = {
  consumerKey: 'ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4',
  consumerSecret: 'd26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5',
  token: '2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc',
  tokenSecret: 'c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295',
  nonce: 'fjaLirsIcCGVZWzBX0pg',
  timestamp: '1508242306',
};
const flowKey = '60712990bc09623786e7047c226bcb3f86d49dca0b04efc21001dc76d97a81f5';
const flowToken = '447d0cba5569a2d616e32a537110bc8c10ebcf42cc1fa34d6f76d08531abc179';

interface Example {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token?: string;
  readonly tokenSecret: string;
  readonly nonce: string;
  readonly timestamp: string;
  readonly more?: Readonly<Record<string, string>>;
  readonly signature: string;
  readonly baseString?: string;
}

const examples: readonly Example[] = [
  {
    name: '1: RESTlet (section_1534941088, whose print lost the leading +)',
    method: 'POST',
    url: 'https://123456.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=6&deploy=1&customParam=someValue&testParam=someOtherValue',
    ...oracleDummies,
    signature: '+KK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ=',
    baseString:
      'POST&https%3A%2F%2F123456.restlets.api.netsuite.com%2Fapp%2Fsite%2Fhosting%2Frestlet.nl&' +
      'customParam%3DsomeValue%26deploy%3D1%26' +
      'oauth_consumer_key%3Def40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4%26' +
      'oauth_nonce%3DfjaLirsIcCGVZWzBX0pg%26oauth_signature_method%3DHMAC-SHA256%26oauth_timestamp%3D1508242306%26' +
      'oauth_token%3D2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc%26oauth_version%3D1.0%26' +
      'script%3D6%26testParam%3DsomeOtherValue',
  },
  {
    name: '3: REST web services (section_1534941088)',
    method: 'GET',
    url: 'https://123456.suitetalk.api.netsuite.com/services/rest/record/v1/employee/40',
    ...oracleDummies,
    signature: 'B5OIWznZ2YP0OB7VrJrGkYsTh+8H+5T9Hag+o92q0zY=',
  },
  {
    name: '5: request token, step 1 (section_157652390285)',
    method: 'POST',
    url: 'https://1234567.restlets.api.netsuite.com/rest/requesttoken',
    consumerKey: flowKey,
    consumerSecret: flowKey,
    tokenSecret: '',
    nonce: 'bUvpxBX93OWo0FLswq5M',
    timestamp: '1575998103',
    more: { oauth_callback: 'https://my.example.com/TBA/?callbackRequest', role: '45678' },
    signature: '7kgwwmiAylqeMdHjCBnIUUW+drDrGCbZGBkuCt39J90=',
  },
  {
    name: '7: access token, step 3 (section_157652573296)',
    method: 'POST',
    url: 'https://1234567.restlets.api.netsuite.com/rest/accesstoken',
    consumerKey: flowKey,
    consumerSecret: flowKey,
    token: flowToken,
    tokenSecret: flowToken,
    nonce: 'wjRgXQPWhYtKl0A7bO8Z',
    timestamp: '1576079512',
    more: { oauth_verifier: '3eff1ae4de6f924014b88e489a41e88da8ed1ba8bd5ad7684a71579d7e97f4ee' },
    signature: 'BBzawyjesZyFrwBjUAJfBsPDDGUY2FRdp3k4NwGDAO0=',
  },
];

test.each(examples)('1.5 worked example $name', example => {
  const { method, url, consumerSecret, tokenSecret, signature } = example;
  const sent = parseAuthorizationHeader(headerOf(example));
  if (!sent.ok) {
    throw new Error(sent.problem);
  }
  const { path, query } = splitTarget(url);
  const signed = sent.parameters.filter(({ name }) => name !== 'realm' && name !== 'oauth_signature');
  const baseString = signatureBaseString(method, path, [...signed, ...parseFormParameters(query)]);
  const computed = hmacSha256(baseString, consumerSecret, tokenSecret);
  expect(computed).toBe(signature);
  expect(sent.parameters.find(({ name }) => name === 'oauth_signature')?.value).toBe(computed);
  expect(baseString).toBe(example.baseString ?? baseString);
});

function headerOf({ consumerKey, token, nonce, timestamp, more, signature }: Example): string {
  const parameters = {
    realm: '123456',
    ...(token === undefined ? {} : { oauth_token: token }),
    oauth_consumer_key: consumerKey,
    oauth_nonce: nonce,
    oauth_timestamp: timestamp,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_version: '1.0',
    ...more,
    oauth_signature: signature,
  };
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}="${encode(value)}"`);
  return `OAuth ${pairs.join(', ')}`;
}
