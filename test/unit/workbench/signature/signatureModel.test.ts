import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { Canaries } from '../../../ui/support/canaries.ts';
import { signRequest } from '../../../../src/tba/signRequest.ts';
import { passportSteps } from '../../../../src/tba/soapPassport.ts';
import { inspectionOf, type ToInspect } from '../../../../src/workbench/signature/inspection.ts';
import { SignatureModel } from '../../../../src/workbench/signature/signatureModel.ts';
import { signatureReport } from '../../../../src/workbench/signature/signatureReport.ts';

vi.mock('vscode', () => ({
  l10n: {
    t: (message: string, ...values: unknown[]) =>
      message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
  workspace: { isTrusted: true },
}));

const hex = () => randomBytes(32).toString('hex');
const secrets = { consumerKey: hex(), consumerSecret: hex(), token: hex(), tokenSecret: hex() };
const variable = `pass & word ${randomBytes(4).toString('hex')}`;
const request = {
  method: 'GET',
  url: `https://1234567.restlets.api.netsuite.com/app/x?id=1&password=${encodeURIComponent(variable)}`,
  realm: '1234567',
  nonce: 'n1n1n1n1',
  timestamp: '1700000000',
};
const source = { nonce: () => 'fresh1', timestamp: () => '1700000001' };

async function modelOf(changes: Partial<ToInspect> = {}, url = request.url): Promise<SignatureModel> {
  const inspection = await inspectionOf(
    {
      title: 'Orders',
      accountName: 'Acme',
      credentialLabel: 'jane',
      sent: false,
      steps: signRequest({ ...request, url }, secrets),
      secrets: [secrets.consumerSecret, secrets.tokenSecret, variable],
      signer: () => Promise.resolve(secrets),
      ...changes,
    },
    source,
  );
  return new SignatureModel(inspection);
}

const canaries = new Canaries();
canaries.add('consumer secret', secrets.consumerSecret);
canaries.add('token secret', secrets.tokenSecret);
canaries.add('secret variable', variable);
canaries.add('secret variable, encoded twice', encodeURIComponent(encodeURIComponent(variable)));
const leaks = (model: SignatureModel) =>
  canaries.in(JSON.stringify(model.state(true)) + signatureReport(model.state(true)));

describe('what the panel and the report are given', () => {
  it('is signed with the real values and holds no secret, whatever is changed', async () => {
    const model = await modelOf();
    expect(leaks(model)).toEqual([]);
    expect(model.state(true).hidden).toBe(true);
    const { draft, view } = model.state(true);
    expect(view.steps.normalizedParameters).toContain('password=%E2%80%A2%E2%80%A2%E2%80%A2');
    expect(view.steps.signature).toBe(signRequest(request, secrets).signature);
    await model.edit({ ...draft, nonce: 'n2n2n2n2' });
    expect(leaks(model)).toEqual([]);
    expect(model.steps.signature).toBe(signRequest({ ...request, nonce: 'n2n2n2n2' }, secrets).signature);
    const query = model
      .state(true)
      .view.steps.url.query.map(pair => (pair.name === 'id' ? { ...pair, value: '2' } : pair));
    await model.edit({ ...model.state(true).draft, query });
    expect(leaks(model)).toEqual([]);
    expect(model.steps.url.wire).toBe(request.url.replace('id=1', 'id=2').replace(/%20/g, '%20'));
    const url = model.state(true).draft.url.replace('/app/x', '/app/y');
    await model.edit({ ...model.state(true).draft, url });
    expect(leaks(model)).toEqual([]);
    expect(model.steps.url.wire).toContain(encodeURIComponent(variable));
    model.compare(model.state(true).view.steps.baseString.text.replace('id%3D2', 'id%3D3'), 'header');
    expect(model.state(true).comparison?.verdict).toBe('First difference: parameter id has another value in theirs');
    expect(leaks(model)).toEqual([]);
  });

  it('leaves the signature out of the report', async () => {
    const model = await modelOf({}, 'https://1234567.suitetalk.api.netsuite.com/services/NetSuitePort_2025_2');
    const { view, passport } = model.state(true);
    const report = signatureReport(model.state(true));
    for (const signature of [view.steps.signature, passport?.steps.signature ?? expect.fail()]) {
      expect(report).not.toContain(signature);
      expect(report).not.toContain(encodeURIComponent(signature));
    }
    expect(report).toContain(view.steps.baseString.text);
    expect(report).toContain('oauth_signature="•••"');
    expect(report).toContain('consumer secret (64 characters) & token secret (64 characters)');
    expect(report).not.toContain(secrets.consumerSecret.slice(0, 2) + '…');
  });

  it('is no Markdown of somebody else', async () => {
    const model = await modelOf(
      { title: '# [x](y) `z`' },
      'https://1234567.restlets.api.netsuite.com/?a=%60%60|%0A%23%20b',
    );
    const report = signatureReport(model.state(true));
    expect(report.split('\n')[0]).toBe('# Signature: \\# \\[x\\](y) \\`z\\`');
    expect(report).toContain('| `` a ``'.replaceAll('``', '`').replace('` a `', '`a`'));
    expect(report.split('\n').filter(line => line.startsWith('# '))).toHaveLength(1);
  });
});

describe('changes', () => {
  it('come to the signature that was made at first when all is put back', async () => {
    const sent = signRequest({ ...request, url: 'https://1234567.restlets.api.netsuite.com/?id=1' }, secrets);
    // As the history has it.
    const model = await modelOf({ sent: true, secrets: [], steps: { ...sent, signature: '•••' } });
    const { original, draft } = model.state(true);
    await model.edit({ ...draft, method: 'PUT' });
    expect(model.state(true).changes).toMatchObject({ count: 1, method: 'GET' });
    await model.edit(original);
    expect(model.steps.signature).toBe('•••');
    expect(model.state(true).changes.count).toBe(0);
  });

  it('that cannot be signed leave all as it is', async () => {
    const model = await modelOf();
    const before = model.state(true);
    await expect(model.edit({ ...before.draft, timestamp: 'soon' })).rejects.toMatchObject({
      code: 'timestamp-invalid',
    });
    expect(model.state(true)).toEqual(before);
    const gone = await modelOf({ signer: () => Promise.reject(new Error('gone')) });
    await expect(gone.edit({ ...before.draft, method: 'PUT' })).rejects.toThrow('gone');
    expect(gone.state(true).changes.count).toBe(0);
  });
});

describe('the TokenPassport of a SOAP request', () => {
  const url = 'https://1234567.suitetalk.api.netsuite.com/services/NetSuitePort_2025_2';

  it('is one that it could carry, or the one that it carries', async () => {
    const bare = await modelOf({ body: '<Envelope/>' }, url);
    // An envelope that sending can put one into.
    const envelope = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>';
    expect((await modelOf({ body: envelope }, url)).state(true).passport?.carried).toEqual({
      matches: true,
      text: expect.stringContaining('sending puts one into it') as string,
    });
    const sentPassport = passportSteps({ ...bare.state(true).passport!.draft, nonce: 'sent01' }, secrets);
    expect((await modelOf({ body: envelope, sentPassport }, url)).state(true).passport).toMatchObject({
      draft: { nonce: 'sent01' },
      carried: { matches: true, text: expect.stringContaining('the right one') as string },
    });
    expect(bare.state(true).passport).toMatchObject({
      draft: { account: '1234567', consumerKey: secrets.consumerKey, nonce: 'fresh1', timestamp: '1700000001' },
      carried: { matches: false, text: expect.stringContaining('no TokenPassport') as string },
    });
    const carrying = (xml: string) => modelOf({ body: `<Envelope><Header>${xml}</Header></Envelope>` }, url);
    expect((await carrying(bare.xml)).state(true).passport).toMatchObject({ carried: { matches: true } });
    const wrong = await carrying(bare.xml.replace('fresh1', 'other1'));
    expect(wrong.state(true).passport).toMatchObject({ draft: { nonce: 'other1' }, carried: { matches: false } });
    await wrong.editPassport({ ...wrong.state(true).passport!.draft, nonce: 'fresh1' });
    expect(wrong.xml).toBe(bare.xml);
    expect(leaks(wrong)).toEqual([]);
  });

  it('is no business of any other request', async () => {
    expect((await modelOf({ body: '<tokenPassport></tokenPassport>' })).state(true).passport).toBeUndefined();
  });
});
