import type { PracticeAccount } from './account.ts';
import { forgetCodes } from './oauth2/authorizationCodes.ts';
import { forgetShownOnce } from './pages/sessions.ts';
import type { PracticeState } from './state/model.ts';
import { refreshSandbox } from './state/refresh.ts';
import { scratchState, seedState } from './state/seed.ts';

/** Both accounts anew, with nothing enabled and nothing set up. Ports and workspace stay; the trail and the logs go. */
export function startFromScratch(account: PracticeAccount): Promise<void> {
  return replaceBoth(account, scratchState());
}

/** Both accounts anew and ready to use, with new credentials. Ports and workspace stay; the trail and the logs go. */
export function resetToReady(account: PracticeAccount): Promise<void> {
  return replaceBoth(account, seedState());
}

/**
 * Refreshes the sandbox from production. Its trail and its logs go with what it was: a refresh replaces the account
 * (ORA:bridgehead_4573924948); that this holds for the trail is assumed.
 */
export async function refreshSandboxOf(account: PracticeAccount): Promise<void> {
  await account.world.update(state => [refreshSandbox(state), undefined]);
  account.pair.filter(({ kind }) => kind === 'sandbox').forEach(forget);
}

async function replaceBoth(account: PracticeAccount, fresh: PracticeState): Promise<void> {
  await account.world.update(({ workspace, production, sandbox }) => [
    {
      ...fresh,
      workspace,
      production: { ...fresh.production, port: production.port },
      sandbox: { ...fresh.sandbox, port: sandbox.port },
    },
    undefined,
  ]);
  account.pair.forEach(forget);
}

/** What an account remembers beside its state. Used nonces stay used: forgetting them could let a request in twice. */
function forget(account: PracticeAccount): void {
  const { loginAudit, scriptNotes, failures } = account;
  forgetShownOnce(account);
  forgetCodes(account);
  loginAudit.clear();
  scriptNotes.clear();
  failures.clear();
}
