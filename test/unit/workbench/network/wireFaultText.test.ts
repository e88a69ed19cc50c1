import { describe, expect, it, vi } from 'vitest';
import { errorText } from '../../../../src/cli/errorText.ts';
import { wireFaultAdvice as cliAdvice, wireFaultText as cliText } from '../../../../src/cli/wireFaultText.ts';
import { CodedError } from '../../../../src/codedError.ts';
import { wireFault, type WireFaultData } from '../../../../src/wireFault.ts';
import { explainCode } from '../../../../src/workbench/errorText.ts';
import { wireFaultAdvice, wireFaultText } from '../../../../src/workbench/network/wireFaultText.ts';

vi.mock('vscode', () => import('../treeVscode.ts'));

const faults: readonly WireFaultData[] = [
  { reason: 'ENOTFOUND' },
  { reason: 'ECONNREFUSED' },
  { reason: 'EHOSTUNREACH' },
  { reason: 'UND_ERR_SOCKET' },
  { reason: 'UND_ERR_CONNECT_TIMEOUT' },
  { reason: 'UND_ERR_ABORTED', proxy: 'proxy.example:3128', proxyStatus: 407 },
  { reason: 'UND_ERR_ABORTED', proxy: 'proxy.example:3128', proxyStatus: 502 },
  { reason: 'ECONNREFUSED', proxy: 'proxy.example:3128' },
  { reason: 'CERT_HAS_EXPIRED' },
  { reason: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  { reason: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
  { reason: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' },
  { reason: 'ERR_SSL_WRONG_VERSION_NUMBER' },
  { reason: 'HTTPParserError' },
  { reason: 'UND_ERR_HEADERS_OVERFLOW' },
  { reason: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' },
  { reason: 'EWHATEVER' },
];
/** What a person can set or do, of which each advice names something. */
const somethingToDo =
  /[Cc]heck|[Cc]onnect to|ask who runs|set http|^Put |Correct|Set |trust its|NODE_EXTRA|has to|mended/;

describe.each([
  ['the workbench', wireFaultText, wireFaultAdvice],
  ['the command line', cliText, cliAdvice],
])('in %s every fault', (_, text, advice) => {
  it('has a text of its own, which says which it was', () => {
    expect(new Set(faults.map(wireFault)).size).toBe(faults.length);
    const texts = faults.map(text);
    expect(new Set(texts).size).toBe(faults.length);
    texts.forEach((each, at) => {
      const { reason, proxy } = faults[at] ?? expect.fail();
      expect(each).toMatch(new RegExp(String(proxy ?? reason)));
      expect(each).not.toContain('undefined');
    });
  });

  it('has advice of its own, in whole sentences', () => {
    const all = faults.map(advice);
    expect(new Set(all).size).toBe(faults.length);
    for (const each of all) {
      expect(each).toMatch(/^[A-Z].*\.$/);
      expect(each).toMatch(somethingToDo);
      expect(each).not.toMatch(/undefined|\{\d\}/);
    }
  });
});

it.each(faults)('the advice for %j stands in what people read, whatever was sent', data => {
  for (const [code, sent] of [
    ['connect-failed', /nothing was sent/i],
    ['connection-broken', /may have carried the request out/],
  ] as const) {
    const { reason, next } = explainCode(code, data as Record<string, string>);
    expect([reason, next]).toEqual([wireFaultText(data), expect.stringContaining(wireFaultAdvice(data))]);
    expect(next).toMatch(sent);
    const line = errorText(new CodedError(code, data as Record<string, string>));
    expect(line).toContain(cliText(data));
    expect(line).toContain(cliAdvice(data));
    expect(line).toMatch(sent);
  }
});

it('both reasons are told where VS Code’s own way failed as well', () => {
  const { reason, next } = explainCode('connect-failed', { reason: 'ENOTFOUND', hostReason: 'ECONNREFUSED' });
  expect(reason).toMatch(/name could not be found \(ENOTFOUND\)\. VS Code’s own .* tried too .*\(ECONNREFUSED\)\./);
  expect(next).toContain('Nothing was sent.');
});

it('both reasons are told where VS Code’s own way may have sent it', () => {
  const { reason, next } = explainCode('connection-broken', { reason: 'ECONNRESET', directReason: 'ENOTFOUND' });
  expect(reason).toMatch(/closed the connection \(ECONNRESET\)\. It was sent through VS Code’s own .*\(ENOTFOUND\)\./);
  expect(next).toContain('NetSuite may have carried the request out.');
});

it('a limit that can be raised is said to be, and none that cannot', () => {
  const megabyte = 1024 * 1024;
  const error = (limit: number) => new CodedError('response-too-large', { limit: limit * megabyte });
  expect(errorText(error(5))).toMatch(/larger than 5 MB .* is shown\. .*raise --max-size\.$/);
  expect(errorText(error(512))).toMatch(/Ask for less at once\.$/);
  expect(explainCode('response-too-large', error(5).data as Record<string, number>).next).toContain('maximumSize');
  expect(explainCode('response-too-large', error(512).data as Record<string, number>).next).not.toContain(
    'maximumSize',
  );
});
