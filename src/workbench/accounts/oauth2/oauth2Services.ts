import type { AccountServices } from '../accountServices.ts';
import type { PendingKeys } from './pendingKeys.ts';
import type { CodeSignIn } from './codeSignIn.ts';

/** What adding a credential of OAuth 2.0 works with. */
export interface OAuth2Services extends AccountServices {
  readonly pendingKeys: PendingKeys;
  readonly codeSignIn: CodeSignIn;
}
