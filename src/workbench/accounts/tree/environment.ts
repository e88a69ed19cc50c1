import type { AccountRecord } from '../../../accounts/records.ts';
import { isCoded } from '../../../codedError.ts';
import { isGuardedKind } from '../../../exchange/guards/guardedAccount.ts';
import { parseAccountId, type AccountKind } from '../../../tba/accountId.ts';

/** What an account is for, as far as its record and the shape of its ID tell. */
export type Environment = AccountKind | 'practice';

type Placed = Pick<AccountRecord, 'accountId' | 'practice'>;

export function environmentOf({ accountId, practice }: Placed): Environment {
  if (practice) {
    return 'practice';
  }
  try {
    return parseAccountId(accountId).kind;
  } catch (error) {
    if (isCoded(error)) {
      return 'unknown';
    }
    throw error;
  }
}

/** Whether care is needed: production, and any account whose ID does not say that it is something else. */
export function countsAsProduction(account: Placed): boolean {
  const environment = environmentOf(account);
  return environment !== 'practice' && isGuardedKind(environment);
}
