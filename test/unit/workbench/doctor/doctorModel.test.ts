import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { CodedError } from '../../../../src/codedError.ts';
import type { Diagnosis, SentCall } from '../../../../src/diagnosis/diagnosis.ts';
import { Canaries } from '../../../ui/support/canaries.ts';
import { DoctorModel, type RunDoctor } from '../../../../src/workbench/doctor/doctorModel.ts';
import { doctorReport } from '../../../../src/workbench/doctor/doctorReport.ts';

vi.mock('vscode', () => ({
  l10n: {
    t: (message: string, ...values: unknown[]) =>
      typeof values[0] === 'object'
        ? message.replace('{detail}', () => (values[0] as { detail: string }).detail)
        : message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
}));

const hex = () => randomBytes(32).toString('hex');
const secrets = { consumerKey: hex(), consumerSecret: hex(), token: hex(), tokenSecret: hex() };
const signer = { accountId: '1234567_SB1', accountName: 'Acme', label: 'jane', secrets };
const header = 'OAuth realm="1234567_SB1", oauth_consumer_key="ck", oauth_signature="c2lnbmF0dXJl"';
const key = {
  first: 'consumer-secret',
  second: 'token-secret',
  ampersand: true,
  encoding: 'percent-encoded',
  whitespace: false,
} as const;
const proven: Diagnosis = {
  valid: false,
  causes: [{ code: 'query-param-missing', detail: 'deploy', proof: 'search' }],
  signature: 'reproduced',
  expected: { baseString: 'GET&u&a%3D1%26deploy%3D1', key, algorithm: 'HMAC-SHA256', signature: 'rightsignature=' },
  theirs: { baseString: 'GET&u&a%3D1', key, algorithm: 'HMAC-SHA256' },
  client: 'postman',
  tried: 4312,
  ruledOut: [],
  open: [],
};
const unknown: Diagnosis = {
  ...proven,
  causes: [{ code: 'unknown', proof: 'none' }],
  signature: 'not-reproduced',
  ruledOut: ['query-omitted', 'sha1-used'],
  open: ['other-secret', 'changed-on-the-way'],
};

function modelOf(run: RunDoctor = () => Promise.resolve(proven)) {
  const calls: SentCall[] = [];
  const changes: unknown[] = [];
  const model = new DoctorModel(
    (call, onProgress, signal) => {
      calls.push(call);
      return run(call, onProgress, signal);
    },
    () => changes.push(model.state),
  );
  return { model, calls, changes };
}

describe('what was pasted', () => {
  it('is read, and what it lacks is asked for', async () => {
    const { model, calls } = modelOf();
    model.read('hello');
    expect(model.state.input).toMatchObject({
      readAs: '',
      lacking: expect.stringContaining('No call was found') as string,
    });
    model.read(header);
    expect(model.state.input).toMatchObject({
      method: '',
      url: '',
      needsTarget: true,
      lacking: expect.stringContaining('Add the method') as string,
    });
    model.useSigner(signer);
    await model.diagnose();
    expect(calls).toEqual([]);
    model.correct('GET', 'https://a.example/x');
    expect(model.state.input.lacking).toBe('');
    await model.diagnose();
    expect(calls).toEqual([
      {
        method: 'GET',
        url: 'https://a.example/x',
        authorization: header,
        credentials: { account: '1234567_SB1', ...secrets },
      },
    ]);
    expect(model.state.signer).toBe('Acme · jane');
  });

  it('may be an envelope, which no URL has a say in', async () => {
    const { model, calls } = modelOf();
    model.read('<Envelope><tokenPassport><account>1</account></tokenPassport></Envelope>');
    model.useSigner(signer);
    expect(model.state.input).toMatchObject({ needsTarget: false, lacking: '' });
    await model.diagnose();
    expect(calls[0]?.url).toBe('https://1234567-sb1.suitetalk.api.netsuite.com/services/NetSuitePort_2025_2');
    model.read('<Envelope/>');
    expect(model.state.input.lacking).toContain('no Authorization header and no TokenPassport');
  });
});

describe('a diagnosis', () => {
  const diagnosed = async (diagnosis: Diagnosis) => {
    const { model } = modelOf(() => Promise.resolve(diagnosis));
    model.read(`GET https://a.example/x\n${header}`);
    model.useSigner(signer);
    await model.diagnose();
    return model.state.outcome ?? expect.fail();
  };

  it('is told as proof, with both base strings', async () => {
    const outcome = await diagnosed(proven);
    expect(outcome).toMatchObject({
      kind: 'proven',
      summary: 'Proven: signing with this bug gives exactly the signature that was sent.',
      place: 'First difference at character 12.',
      rightKey: 'consumer secret & token secret · HMAC-SHA256',
    });
    expect(outcome.right?.filter(({ same }) => !same)).toEqual([{ text: '%26deploy%3D1', same: false }]);
    expect(outcome.causes[0]).toMatchObject({ code: 'query-param-missing', isProven: true });
  });

  it('says plainly that nothing reproduces it', async () => {
    const outcome = await diagnosed(unknown);
    expect(outcome.kind).toBe('unknown');
    expect(outcome.causes).toEqual([]);
    expect(outcome.ruledOut).toHaveLength(2);
    expect(outcome.open[0]).toContain('a wrong one cannot be told from a different one');
  });

  it('of a right call says so, and of a wrong header around a right signature too', async () => {
    const right = { ...proven, valid: true, causes: [], signature: 'right' } as const;
    expect(await diagnosed(right)).toMatchObject({ kind: 'valid' });
    const realm = { ...right, valid: false, causes: [{ code: 'realm-wrong', proof: 'header' }] } as const;
    expect(await diagnosed(realm)).toMatchObject({
      kind: 'faults',
      title: 'The signature is right, but the call is not.',
    });
  });

  it('never holds a secret or a signature, in the panel and in the report', async () => {
    const canaries = new Canaries();
    canaries.add('consumer secret', secrets.consumerSecret);
    canaries.add('token secret', secrets.tokenSecret);
    canaries.add('right signature', 'rightsignature=');
    const leaky: Diagnosis = {
      ...proven,
      causes: [{ code: 'query-param-extra', detail: secrets.tokenSecret, proof: 'search' }],
      theirs: { ...proven.theirs!, baseString: `GET&u&secret%3D${secrets.consumerSecret}` },
    };
    const outcome = await diagnosed(leaky);
    expect(canaries.in(JSON.stringify(outcome) + doctorReport(outcome))).toEqual([]);
    expect(doctorReport(outcome)).toContain('GET&u&secret%3D•••');
  });
});

describe('a search', () => {
  it('tells how far it is, can be cancelled, and ends with what is pasted anew', async () => {
    const signals: AbortSignal[] = [];
    const started = () =>
      modelOf((_, onProgress, signal) => {
        signals.push(signal);
        onProgress({ tried: 100, depth: 2, share: 0.5 });
        return new Promise(done => signal.addEventListener('abort', () => done(undefined)));
      });
    const { model, changes } = started();
    model.read(`GET https://a.example/x\n${header}`);
    model.useSigner(signer);
    const running = model.diagnose();
    expect(model.state.progress).toEqual({ text: 'Two bugs at once… 100 signatures tried', share: 0.5 });
    expect(changes).toHaveLength(2);
    model.cancel();
    await running;
    expect([model.state.progress, model.state.outcome, signals[0]?.aborted]).toEqual([undefined, undefined, true]);
    const again = model.diagnose();
    model.read('something else');
    await again;
    expect(signals[1]?.aborted).toBe(true);
    expect(model.state).not.toHaveProperty('outcome');
  });

  it('that fails says why, without what it read', async () => {
    const { model } = modelOf(() => Promise.reject(new CodedError('url-scheme', { scheme: 'ftp' })));
    model.read(`GET https://a.example/x\n${header}`);
    model.useSigner(signer);
    await model.diagnose();
    expect(model.state.failure).toContain('“ftp” is not https');
    const broken = modelOf(() => Promise.reject(new Error(secrets.tokenSecret)));
    broken.model.read(`GET https://a.example/x\n${header}`);
    broken.model.useSigner(signer);
    await broken.model.diagnose();
    expect(broken.model.state.failure).not.toContain(secrets.tokenSecret);
  });
});
