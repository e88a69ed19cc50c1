import { expect, it, vi } from 'vitest';
import { wireFault } from '../../../../src/wireFault.ts';
import { wireFaultText } from '../../../../src/workbench/network/wireFaultText.ts';

vi.mock('vscode', () => import('../treeVscode.ts'));

const faults = [
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

it('every fault has a text of its own, which says which it was', () => {
  expect(new Set(faults.map(wireFault)).size).toBe(faults.length);
  const texts = faults.map(wireFaultText);
  expect(new Set(texts).size).toBe(faults.length);
  texts.forEach((text, at) => {
    const { reason, proxy } = faults[at] ?? expect.fail();
    expect(text).toMatch(new RegExp(proxy ?? reason));
    expect(text).not.toContain('undefined');
  });
});
