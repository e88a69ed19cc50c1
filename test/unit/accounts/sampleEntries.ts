import type { NewCredential } from '../../../src/accounts/newRecords.ts';

export const entry = (n: number): NewCredential => ({
  accountName: 'Acme',
  accountId: '1234567',
  applicationName: 'Orders hub',
  tokenName: `Token ${n}`,
  secrets: { consumerKey: 'ck', consumerSecret: 'cs', token: `t${n}`, tokenSecret: `ts${n}` },
});

export const newSecret = { token: 'new', tokenSecret: 'new' };
