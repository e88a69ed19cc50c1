import { describe, expect, it } from 'vitest';
import { judgeAudit } from '../../host/audit.ts';

const metadata = (total: number) => ({ vulnerabilities: { total }, dependencies: { total: 260 } });

describe('an audit before a release', () => {
  it('goes on with nothing found', () => {
    expect(judgeAudit(JSON.stringify({ vulnerabilities: {}, metadata: metadata(0) }))).toBe(
      'npm audit finds nothing in 260 packages.',
    );
  });

  it('fails on what is found, of any severity', () => {
    const vulnerabilities = { undici: { severity: 'low' }, lit: { severity: 'high' } };
    expect(() => judgeAudit(JSON.stringify({ vulnerabilities, metadata: metadata(2) }))).toThrow(
      'npm audit finds something in undici (low), lit (high): see npm audit.',
    );
  });

  it('says where the registry gives none, and goes on', () => {
    expect(judgeAudit(JSON.stringify({ message: '405 Method Not Allowed', statusCode: 405 }))).toBe(
      'Not audited: 405 Method Not Allowed',
    );
    expect(judgeAudit('npm: not found')).toBe('Not audited: npm: not found');
    expect(judgeAudit('')).toBe('Not audited: npm said nothing');
  });
});
