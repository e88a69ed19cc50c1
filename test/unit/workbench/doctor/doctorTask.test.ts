import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DoctorProgress, SentCall } from '../../../../src/diagnosis/diagnosis.ts';
import { signRequest } from '../../../../src/tba/signRequest.ts';
import { runDoctorTask } from '../../../../src/workbench/doctor/doctorTask.ts';

const worker = new URL('../../../../src/workbench/doctor/doctorWorker.ts', import.meta.url);
const hex = () => randomBytes(32).toString('hex');
const secrets = { consumerKey: hex(), consumerSecret: hex(), token: hex(), tokenSecret: hex() };
const url = 'https://1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=2&a=b%20c';

function sent(signedUrl: string, signedWith = secrets): SentCall {
  const { authorization } = signRequest(
    { method: 'GET', url: signedUrl, realm: '1234567', nonce: 'n1n1n1n1', timestamp: '1700000000' },
    signedWith,
  );
  return { method: 'GET', url, authorization, credentials: { account: '1234567', ...secrets } };
}

describe('the doctor’s thread', { timeout: 30_000 }, () => {
  it('says what is wrong', async () => {
    const never = new AbortController().signal;
    expect(await runDoctorTask(worker, sent(url.replace('&deploy=2', '')), () => undefined, never)).toMatchObject({
      valid: false,
      signature: 'reproduced',
      causes: [{ code: 'query-param-missing', detail: 'deploy', proof: 'search' }],
    });
  });

  it('tells how far it is, ends when it is cancelled, and need not have begun', async () => {
    const stop = new AbortController();
    const wrongSecret = sent(url, { ...secrets, tokenSecret: hex() });
    const progress: DoctorProgress[] = [];
    const cancel = (told: DoctorProgress) => {
      progress.push(told);
      stop.abort();
    };
    expect(await runDoctorTask(worker, wrongSecret, cancel, stop.signal)).toBeUndefined();
    expect(progress[0]?.tried).toBeGreaterThan(0);
    expect(await runDoctorTask(worker, wrongSecret, () => expect.fail(), stop.signal)).toBeUndefined();
  });

  it('passes on why a call cannot be read, and no more than that', async () => {
    const never = new AbortController().signal;
    await expect(
      runDoctorTask(worker, { ...sent(url), url: 'no address' }, () => undefined, never),
    ).rejects.toMatchObject({ code: 'url-invalid' });
    const missing = new URL('nowhere.ts', worker);
    await expect(runDoctorTask(missing, sent(url), () => undefined, never)).rejects.toMatchObject({
      code: 'doctor-worker',
    });
  });
});
