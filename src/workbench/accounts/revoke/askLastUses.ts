import * as vscode from 'vscode';
import type { Credential, Verification } from '../../../accounts/records.ts';
import { originsOf } from '../../../exchange/callAccount.ts';
import { readLoginFailure } from '../../../exchange/loginFailure.ts';
import type { TbaSecrets } from '../../../tba/signRequest.ts';
import type { Network } from '../../network/network.ts';
import { lastUsesQuery, readLastUses, type LastUse } from './lastUses.ts';
import { callerOf } from './revokeCall.ts';

/** What NetSuite says of the last uses; `uses` is absent where it cannot be read with this token. */
export interface LastUsesAnswer {
  readonly uses?: readonly LastUse[];
  /** The login was refused: the token does not work any more. */
  readonly refusal?: Extract<Verification, { outcome: 'refused' }>;
}

/** Milliseconds that the answer may take; the person waits to go on. */
const patience = 20_000;
/** Rows of the trail that are looked through. */
const rows = 200;

/**
 * Asks the Login Audit Trail with the token itself, by SuiteQL. Many roles may not see it, and then there is no answer.
 *
 * @throws CodedError those of send; or the signal's reason
 */
export async function askLastUses(
  network: Pick<Network, 'send'>,
  credential: Credential,
  secrets: TbaSecrets,
  signal: AbortSignal,
): Promise<LastUsesAnswer> {
  const { record, body } = await network.send(
    {
      title: vscode.l10n.t('Last uses of tokens'),
      method: 'POST',
      url: `${originsOf(credential.account).suiteTalk}/services/rest/query/v1/suiteql?limit=${rows}`,
      headers: [
        { name: 'Accept', value: 'application/json' },
        { name: 'Content-Type', value: 'application/json' },
        { name: 'Prefer', value: 'transient' },
      ],
      body: JSON.stringify({ q: lastUsesQuery }),
    },
    callerOf(credential, secrets, false),
    AbortSignal.any([signal, AbortSignal.timeout(patience)]),
  );
  signal.throwIfAborted();
  if (!record.response) {
    return {};
  }
  const { status } = record.response;
  const code = readLoginFailure(status, body);
  if (code !== undefined) {
    return { refusal: { outcome: 'refused', at: Date.now(), status, code } };
  }
  const uses = status === 200 ? readLastUses(new TextDecoder().decode(body.subarray(0, 500_000))) : undefined;
  return uses ? { uses } : {};
}
