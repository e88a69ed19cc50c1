import type { AccountBook } from '../../accounts/accountBook.ts';
import type { Log } from '../log.ts';
import type { Network } from '../network/network.ts';
import type { PracticeAccount } from '../practice/practiceAccount.ts';
import type { ActiveToken } from './activeToken.ts';
import type { Callers } from './callers/callers.ts';

/** What the commands on accounts, applications and tokens work with. */
export interface AccountServices {
  readonly book: AccountBook;
  readonly active: ActiveToken;
  readonly practice: PracticeAccount;
  readonly network: Network;
  readonly callers: Callers;
  readonly log: Log;
}
