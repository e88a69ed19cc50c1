import type { AccountBook } from '../../accounts/accountBook.ts';
import type { Log } from '../log.ts';
import type { Network } from '../network/network.ts';
import type { PracticeAccount } from '../practice/practiceAccount.ts';
import type { ActiveToken } from './activeToken.ts';

/** What the commands on accounts, applications and tokens work with. */
export interface AccountServices {
  readonly book: AccountBook;
  readonly active: ActiveToken;
  readonly practice: PracticeAccount;
  readonly network: Network;
  readonly log: Log;
}
