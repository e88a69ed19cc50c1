import type { Scheme } from '../../accounts/records.ts';
import { CodedError, isCoded } from '../../codedError.ts';
import { tbaAuthenticator } from '../../exchange/authenticate.ts';
import type { Caller, CallerAccount } from '../../exchange/send.ts';
import { systemNonceSource } from '../../tba/nonce.ts';
import {
  readAccount,
  readClientSettings,
  readCredentials,
  readGateway,
  readKnownCredentials,
  usualScheme,
  type Environment,
} from '../credentials.ts';
import { OutputMask } from '../streams/outputMask.ts';

/** On whose behalf a run calls, and what of it may be neither a value of a request nor printed. */
export interface Sender {
  readonly account: CallerAccount;
  /**
   * Who makes the calls of requests that name a scheme (`# @auth`), or none; read when it is first asked for, and kept.
   *
   * @throws CodedError those of readCredentials and readClientSettings; `auth-not-configured` (data: auth, name) where a
   *   request names the scheme and its values are not set
   */
  readonly callerFor: (scheme: Scheme | undefined) => Promise<Caller>;
  /** What proves who calls, and is never part of a call; grows with what is read. */
  readonly secrets: ReadonlySet<string>;
  readonly mask: OutputMask;
}

/**
 * Reads who calls from the environment.
 *
 * @param usual the scheme of requests that name none; undefined: the scheme that there are credentials for
 * @throws CodedError those of readAccount and readGateway
 */
export function readSender(environment: Environment, usual: Scheme | undefined): Sender {
  const { id } = readAccount(environment);
  const account = { accountId: id, name: id, ...readGateway(environment) };
  const { consumerSecret, tokenSecret } = readKnownCredentials(environment);
  const secrets = new Set([consumerSecret, tokenSecret].filter(secret => secret !== ''));
  const mask = new OutputMask([...secrets]);
  const called = { account, credentialId: 'environment', credentialLabel: id };
  const logInWithOAuth2 = async (): Promise<Caller> => {
    const { client, privateKey } = await readClientSettings(environment);
    secrets.add(privateKey);
    mask.add(privateKey);
    // Token-based authentication does without the library that signs assertions, and does not run it.
    const { clientLogin } = await import('../../exchange/oauth2/clientCredentials.ts');
    return { ...called, ...clientLogin(client, Date.now, token => mask.add(token)) };
  };
  const sign = (): Caller => {
    const { account: signed, secrets: signing } = readCredentials(environment);
    return { ...called, authenticate: tbaAuthenticator(signed.realm, signing, systemNonceSource()) };
  };
  const made = new Map<Scheme, Promise<Caller>>();
  const callerOf = (scheme: Scheme) => {
    const caller = made.get(scheme) ?? (scheme === 'tba' ? Promise.resolve(sign()) : logInWithOAuth2());
    made.set(scheme, caller);
    return caller;
  };
  return {
    account,
    callerFor: async scheme => {
      try {
        return await callerOf(scheme ?? usual ?? usualScheme(environment));
      } catch (error) {
        throw scheme !== undefined && isCoded(error, 'credential-missing')
          ? new CodedError('auth-not-configured', { auth: scheme, ...error.data })
          : error;
      }
    },
    secrets,
    mask,
  };
}
