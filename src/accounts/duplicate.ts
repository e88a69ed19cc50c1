import { CodedError } from '../codedError.ts';
import { parseAccountId } from '../tba/accountId.ts';
import type { AccountRecord, ApplicationRecord } from './records.ts';
import type { ApplicationSecret } from './vault.ts';

/** `2`, `SB2` or `sb2` → 2. Undefined for anything else. */
export function readSandboxNumber(text: string): number | undefined {
  const match = /^(?:_?SB)?([1-9]\d{0,3})$/i.exec(text.trim());
  return match ? Number(match[1]) : undefined;
}

/**
 * The account ID of a sandbox: that of production with `_SB1`, `_SB2` and so on (ORA:section_4609939018). A release
 * preview is a copy of production, whose own ID comes before `_RP`. That a test drive has sandboxes of this shape is
 * assumed.
 *
 * @throws CodedError `account-is-sandbox` (data: id): one sandbox is not copied from another
 */
export function sandboxIdOf(accountId: string, sandbox: number): string {
  const { id, kind } = parseAccountId(accountId);
  if (kind === 'sandbox') {
    throw new CodedError('account-is-sandbox', { id });
  }
  const production = kind === 'release-preview' ? id.replace(/_RP\d*$/, '') : id;
  return `${production}_SB${sandbox}`;
}

/** The account of the tree that an account ID means, at NetSuite's own hosts. */
export function accountAtNetSuite(accounts: readonly AccountRecord[], accountId: string): AccountRecord | undefined {
  return accounts.find(record => record.accountId === accountId && record.baseUrl === undefined && !record.practice);
}

/** The number of the first sandbox that is not in the tree. */
export function firstFreeSandbox(accountId: string, accounts: readonly AccountRecord[]): number {
  let sandbox = 1;
  while (accountAtNetSuite(accounts, sandboxIdOf(accountId, sandbox))) {
    sandbox++;
  }
  return sandbox;
}

/** An application with its consumer key and secret, where these are here. */
export interface ApplicationToCopy {
  readonly application: ApplicationRecord;
  readonly secret: ApplicationSecret | undefined;
}

export interface CopyPlan {
  readonly copies: readonly { readonly name: string; readonly secret: ApplicationSecret }[];
  /** The sandbox has their consumer keys already. */
  readonly there: readonly ApplicationRecord[];
  /** Without their consumer keys there is nothing to copy. */
  readonly withoutSecret: readonly ApplicationRecord[];
}

/**
 * Which applications come into the sandbox: production's integration records are copied into it when it is refreshed,
 * tokens never are (ORA:section_1515141510, ORA:section_1515139626). An application is known by its consumer key.
 *
 * @param keysThere consumer keys of the sandbox's applications
 */
export function planCopies(chosen: readonly ApplicationToCopy[], keysThere: Iterable<string>): CopyPlan {
  const keys = new Set(keysThere);
  const copies: { name: string; secret: ApplicationSecret }[] = [];
  const there: ApplicationRecord[] = [];
  const withoutSecret: ApplicationRecord[] = [];
  for (const { application, secret } of chosen) {
    if (!secret) {
      withoutSecret.push(application);
    } else if (keys.has(secret.consumerKey)) {
      there.push(application);
    } else {
      keys.add(secret.consumerKey);
      copies.push({ name: application.name, secret });
    }
  }
  return { copies, there, withoutSecret };
}
