import { describe, expect, it } from 'vitest';
import { tokenLabel } from '../../../src/accounts/labels.ts';
import { checkSecret, cleanSecret } from '../../../src/accounts/secretInput.ts';
import { readTokenInfo } from '../../../src/accounts/tokenInfo.ts';

describe('readTokenInfo', () => {
  it.each([
    [
      '{"companyName":"Acme","companyId":"1","roleName":"Clerk","roleId":3,"entityId":42}',
      { company: 'Acme', role: 'Clerk', entity: '42' },
    ],
    [
      '{"company":{"name":"Acme","id":1},"role":{"name":"Clerk"},"entity":{"id":12345678901234567890}}',
      { company: 'Acme', role: 'Clerk', entity: '12345678901234567890' },
    ],
    ['{"company_name":"A\\n B","role":"Clerk","user":"jane"}', { company: 'A B', role: 'Clerk', entity: 'jane' }],
    ['{"roleId":3}', { role: '3' }],
    ['{}', {}],
  ])('%s', (text, identity) => expect(readTokenInfo(text)).toEqual(identity));

  it.each(['', 'null', '[]', '"x"', '<html>', '{"a":1'])('makes nothing of %j', text => {
    expect(readTokenInfo(text)).toBeUndefined();
  });
});

describe('tokenLabel', () => {
  const token = { id: '1', application: '2', name: 'Token 2b…cc', scheme: 'tba', changed: 0 } as const;

  it('is user and role where they are known, else the name', () => {
    expect(tokenLabel(token)).toBe('Token 2b…cc');
    const identity = { entity: 'jane', role: 'Clerk' };
    expect(tokenLabel({ ...token, identity })).toBe('jane · Clerk');
    expect(tokenLabel({ ...token, identity: {} })).toBe('Token 2b…cc');
    expect(tokenLabel({ ...token, name: 'Nightly run', isNamed: true, identity })).toBe('Nightly run');
  });
});

describe('secrets as they are entered', () => {
  const hex = 'ab'.repeat(32);

  it('lose blanks around them', () => expect(cleanSecret(`\t ${hex}\r\n`)).toBe(hex));

  it.each([
    [hex, [], undefined],
    [hex, [hex], 'same-as-other'],
    [`"${hex}"`, [], 'quoted'],
    [hex.slice(1), [], 'not-64-hex'],
    ['zz'.repeat(32), [], 'not-64-hex'],
  ] as const)('%s', (secret, others, warning) => expect(checkSecret(secret, others)).toBe(warning));
});
