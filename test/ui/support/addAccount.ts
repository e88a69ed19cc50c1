// Fills in the Add Account wizard as a person does.
import type { PracticeAccount } from '../../host/practice.ts';
import type { Workbench } from './workbench.ts';

export interface AccountToAdd {
  readonly name: string;
  readonly accountId: string;
  readonly baseUrl?: string;
  readonly application: string;
  readonly secrets: Pick<PracticeAccount, 'consumerKey' | 'consumerSecret' | 'token' | 'tokenSecret'>;
}

/** Answers every step up to the question whether to test the token. */
export async function fillInAccount({ runCommand, quickInput }: Workbench, account: AccountToAdd): Promise<void> {
  await runCommand('NetSuite TBA: Add Account');
  await quickInput.pick('NetSuite account');
  const enter = async (step: number, text: string): Promise<void> => {
    await quickInput.waitFor(`Add NetSuite Account (${step}/9)`);
    await quickInput.type(text);
    await quickInput.accept();
  };
  await enter(2, account.name);
  await quickInput.waitFor('Add NetSuite Account (3/9)');
  if (account.baseUrl !== undefined) {
    await quickInput.type(account.accountId);
    await quickInput.button(/base URL/);
    await quickInput.waitForMessage(/stands in for/);
    await quickInput.type(account.baseUrl);
    await quickInput.accept();
    // Back at the account ID, which the base URL's own box does not mention.
    await quickInput.waitForMessage('realm');
  }
  await enter(3, account.accountId);
  await enter(4, account.application);
  await enter(5, account.secrets.consumerKey);
  await enter(6, account.secrets.consumerSecret);
  await enter(7, account.secrets.token);
  await enter(8, account.secrets.tokenSecret);
  await quickInput.waitFor('Add NetSuite Account (9/9)');
}

/** The practice account of the test run as an account of one's own, behind a base URL. */
export function asAccount(practice: PracticeAccount, changes: Partial<AccountToAdd['secrets']> = {}): AccountToAdd {
  return {
    name: 'Acme Sandbox',
    accountId: practice.account.toLowerCase().replace('_', '-'),
    baseUrl: practice.baseUrl,
    application: 'Orders hub',
    secrets: { ...practice, ...changes },
  };
}
