import { expect, it } from 'vitest';
import { throttlingCode } from '../../../src/exchange/throttling.ts';
import { answer } from './sampleCall.ts';

it.each([
  ['WS_CONCUR_SESSION_DISALLWD', true, 'WS_CONCUR_SESSION_DISALLWD'],
  ['WS_CONCUR_SESSION_DISALLWD', false, undefined],
  ['WS_REQUEST_BLOCKED', true, 'WS_REQUEST_BLOCKED'],
  ['WS_REQUEST_BLOCKED', false, undefined],
  ['WS_CONCUR_SESSION_DISALLWD_X', true, undefined],
])('a SOAP fault of %s (reads: %s) is throttling: %s', (code, isRead, expected) => {
  const fault = `<soapenv:Fault><detail><f:exceededConcurrentRequestLimitFault><f:code>${code}</f:code></f:exceededConcurrentRequestLimitFault></detail></soapenv:Fault>`;
  const envelope = `<soapenv:Envelope><soapenv:Body>${fault}</soapenv:Body></soapenv:Envelope>`;
  expect(throttlingCode(answer(500, envelope), () => isRead)).toBe(expected);
});
