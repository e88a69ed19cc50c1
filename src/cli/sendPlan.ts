import { randomUUID } from 'node:crypto';
import { CodedError, isCoded } from '../codedError.ts';
import { callOf } from '../exchange/requestCall.ts';
import { checkCall, type Call, type Caller } from '../exchange/send.ts';
import type { RequestFile } from '../requests/nodes.ts';
import { bodyFileOf, resolveRequest, type BodyFile, type ResolvedRequest } from '../requests/resolve.ts';
import { parseAccountId } from '../tba/accountId.ts';
import type { ChosenRequest } from './requestFile.ts';

/** A request that can be sent. */
export interface Prepared {
  readonly label: string;
  readonly name: string | undefined;
  /** With the URL that it will be sent to. */
  readonly call: Call;
  readonly caller: Caller;
}

/** A request that cannot, and why. */
export interface Refusal {
  readonly label: string;
  readonly error: CodedError;
}

/** Resolves and checks every request, and sends none: what can be known beforehand is told of all of them at once. */
export async function prepareAll(
  file: RequestFile,
  chosen: readonly ChosenRequest[],
  caller: Caller,
  readBody: (file: BodyFile) => Promise<string>,
): Promise<{ readonly prepared: readonly Prepared[]; readonly refusals: readonly Refusal[] }> {
  const prepared: Prepared[] = [];
  const refusals: Refusal[] = [];
  const sources = { now: Date.now, random: Math.random, uuid: randomUUID };
  for (const { node, label } of chosen) {
    try {
      const bodyFile = bodyFileOf(file, node, sources);
      const resolved = resolveRequest(file, node, sources, undefined, bodyFile && (await readBody(bodyFile)));
      checkAccount(resolved, caller);
      const call = checkCall(callOf(resolved, caller.account), caller);
      prepared.push({ label, name: node.name, call, caller });
    } catch (error) {
      if (!isCoded(error)) {
        throw error;
      }
      refusals.push({ label, error });
    }
  }
  return { prepared, refusals };
}

/** A request that names its account goes to no other. Names of one's own are not known here, so they match nothing. */
function checkAccount({ account: wanted }: ResolvedRequest, { account: { accountId } }: Caller): void {
  if (wanted !== undefined && normalised(wanted) !== accountId) {
    throw new CodedError('account-differs', { wanted: wanted.slice(0, 80), account: accountId });
  }
}

function normalised(account: string): string | undefined {
  try {
    return parseAccountId(account).id;
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}
