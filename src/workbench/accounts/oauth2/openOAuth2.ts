import type * as vscode from 'vscode';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { secretVault } from '../bookStorage.ts';
import { addOAuth2 } from './addOAuth2.ts';
import { CodeSignIn } from './codeSignIn.ts';
import { PendingKeys } from './pendingKeys.ts';
import { RedirectDesk } from './redirectDesk.ts';

/** What a window does about credentials of OAuth 2.0: it holds the one sign-in that is under way. */
export interface OAuth2Window {
  readonly add: (node: AccountNode | undefined) => Promise<void>;
  /** Takes an address that VS Code was opened with. */
  readonly deliver: (uri: vscode.Uri) => Promise<void>;
}

export function openOAuth2(
  services: AccountServices,
  secrets: vscode.SecretStorage,
  extensionId: string,
): OAuth2Window {
  const desk = new RedirectDesk(secrets);
  const codeSignIn = new CodeSignIn(services, desk, extensionId);
  const pendingKeys = new PendingKeys(secretVault(secrets));
  return {
    add: node => addOAuth2({ ...services, codeSignIn, pendingKeys }, node),
    // Not encoded once more than it came.
    deliver: uri => desk.deliver(uri.toString(true)),
  };
}
