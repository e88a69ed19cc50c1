// How long the doctor takes for a call with three query parameters.
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { sign, type ToSign } from '../../contract/support/independentSigner.ts';
import { measureLater } from './measure.ts';
import type { Figure } from './measure.ts';

const credentials = {
  account: '1234567_SB1',
  consumerKey: 'a'.repeat(64),
  consumerSecret: 'b'.repeat(64),
  token: 'c'.repeat(64),
  tokenSecret: 'd'.repeat(64),
};
const baseUri = 'https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl';
const query = [
  ['script', '42'],
  ['deploy', '1'],
  ['id', '10421'],
] as const;

export async function doctorFigures(): Promise<Figure[]> {
  const swapped = { ...credentials, consumerSecret: credentials.tokenSecret, tokenSecret: credentials.consumerSecret };
  const changes: readonly (readonly [string, Partial<ToSign>])[] = [
    ['diagnose a call with nothing wrong', {}],
    ['diagnose a call with one bug', { query: [] }],
    ['diagnose a call with two bugs', { query: [], credentials: swapped }],
    ['diagnose a call with a secret that is another', { credentials: { ...credentials, tokenSecret: 'e'.repeat(64) } }],
  ];
  const figures: Figure[] = [];
  for (const [what, change] of changes) {
    const { authorization } = sign({ method: 'GET', baseUri, query, credentials, timestamp: 1_700_000_000, ...change });
    const call = { method: 'GET', url: `${baseUri}?script=42&deploy=1&id=10421`, authorization, credentials };
    await diagnose(call);
    figures.push(await measureLater(what, 5, () => diagnose(call)));
  }
  return figures;
}
