// What the compared calls have in common. The keys have the shape of NetSuite's and are nobody's.
import type { TbaSecrets } from '../../../src/tba/signRequest.ts';

export const secrets: TbaSecrets = {
  consumerKey: hex(3),
  consumerSecret: hex(5),
  token: hex(7),
  tokenSecret: hex(11),
};

export const restletPath = '/app/site/hosting/restlet.nl?script=1234&deploy=1&id=10421';
export const restletUrl = `https://1234567-sb1.restlets.api.netsuite.com${restletPath}`;
export const accountId = '1234567_SB1';

function hex(step: number): string {
  return Array.from({ length: 64 }, (_, index) => ((index * step + step) % 16).toString(16)).join('');
}
