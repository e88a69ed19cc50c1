import type { Scheme } from '../accounts/records.ts';
import { tbaAuthenticator } from '../exchange/authenticate.ts';
import type { Caller, CallerAccount } from '../exchange/send.ts';
import type { AccountId } from '../tba/accountId.ts';
import { systemNonceSource } from '../tba/nonce.ts';
import { readClientSettings, readCredentials, readGateway, usualScheme, type Environment } from './credentials.ts';
import { OutputMask } from './outputMask.ts';

/** On whose behalf a run calls, and what of it may be neither a value of a request nor printed. */
export interface Sender {
  readonly caller: Caller;
  /** What proves who calls, and is never part of a call. */
  readonly secrets: readonly string[];
  readonly mask: OutputMask;
}

/**
 * Reads who calls from the environment.
 *
 * @param scheme undefined: the scheme that there are credentials for
 * @throws CodedError those of readCredentials, readClientSettings and readGateway
 */
export async function readSender(environment: Environment, scheme: Scheme | undefined): Promise<Sender> {
  return (scheme ?? usualScheme(environment)) === 'tba' ? tbaSender(environment) : oauth2Sender(environment);
}

function tbaSender(environment: Environment): Sender {
  const { account, secrets } = readCredentials(environment);
  const signing = [secrets.consumerSecret, secrets.tokenSecret];
  return {
    caller: {
      ...called(accountOf(account, environment)),
      authenticate: tbaAuthenticator(account.realm, secrets, systemNonceSource()),
    },
    secrets: signing,
    mask: new OutputMask(signing),
  };
}

async function oauth2Sender(environment: Environment): Promise<Sender> {
  const { account, client, privateKey } = await readClientSettings(environment);
  const mask = new OutputMask([privateKey]);
  // Token-based authentication does without the library that signs assertions, and does not run it.
  const { clientLogin } = await import('../exchange/oauth2/clientCredentials.ts');
  return {
    caller: {
      ...called(accountOf(account, environment)),
      ...clientLogin(client, Date.now, token => mask.add(token)),
    },
    secrets: [privateKey],
    mask,
  };
}

function accountOf({ id }: AccountId, environment: Environment): CallerAccount {
  return { accountId: id, name: id, ...readGateway(environment) };
}

function called(account: CallerAccount): Pick<Caller, 'account' | 'credentialId' | 'credentialLabel'> {
  return { account, credentialId: 'environment', credentialLabel: account.accountId };
}
