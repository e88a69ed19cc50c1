// The doctor's search through a call that nothing explains, beside as many bare HMACs of the same base string.
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { sign } from '../../contract/support/independentSigner.ts';
import { bareHmac } from '../peers/signers.ts';
import { alternate, timed, type Runs } from './alternate.ts';
import { compare, type Row } from './comparison.ts';
import { accountId, restletUrl, secrets } from './sample.ts';

const candidates = 10_000;

export async function doctorRows(): Promise<Row[]> {
  const { origin, pathname, searchParams } = new URL(restletUrl);
  const credentials = { account: accountId, ...secrets };
  // With a secret that is another, everything is tried and nothing found.
  const { authorization, baseString } = sign({
    method: 'GET',
    baseUri: origin + pathname,
    query: [...searchParams],
    credentials: { ...credentials, tokenSecret: 'e'.repeat(64) },
    timestamp: 1_700_000_000,
  });
  const call = { method: 'GET', url: restletUrl, authorization, credentials };
  const { tried } = await diagnose(call);
  const hmac = bareHmac(baseString, secrets);
  const runs = await alternate({
    here: () => timed(() => diagnose(call)),
    'bare HMACs': () =>
      timed(() => {
        for (let candidate = 0; candidate < tried; candidate += 1) {
          hmac();
        }
      }),
  });
  const perCandidates = (all: Runs): Runs => all.map(milliseconds => (milliseconds / tried) * candidates);
  return compare(
    `doctor, 10,000 candidates (of ${tried.toLocaleString('en')})`,
    'ms',
    { here: perCandidates(runs.here), 'bare HMACs': perCandidates(runs['bare HMACs']) },
    [{ atMost: 1000 }, { atMost: 3, times: 'bare HMACs' }],
  );
}
