import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { netSuiteHosts, type Scheme } from '../accounts/records.ts';
import { CodedError, isCoded } from '../codedError.ts';
import type { DoctorCredentials } from '../diagnosis/diagnosis.ts';
import type { Client } from '../exchange/oauth2/clientCredentials.ts';
import { readScopes } from '../oauth2/scopes.ts';
import { readSigningKey } from '../oauth2/signingKey.ts';
import { parseAccountId, type AccountId } from '../tba/accountId.ts';
import { readRequestUrl } from '../tba/requestUrl.ts';
import type { TbaSecrets } from '../tba/signRequest.ts';

export type Environment = NodeJS.Dict<string>;

/** Whose calls the command line signs. */
export interface Credentials {
  readonly account: AccountId;
  readonly secrets: TbaSecrets;
}

/** Who logs in by OAuth 2.0 client credentials, as far as the environment tells. */
export interface ClientSettings {
  readonly account: AccountId;
  readonly client: Client;
  /** The private key in PEM as it stands in its file. */
  readonly privateKey: string;
}

/** Where calls go and what they are signed as; see AccountRecord. */
export interface Gateway {
  readonly baseUrl?: string;
  readonly signedAs?: string;
}

/**
 * The environment, or a file that takes its place.
 *
 * @throws CodedError `env-file-unreadable` (data: path, reason)
 */
export async function readEnvironment(envFile: string | undefined): Promise<Environment> {
  if (envFile === undefined) {
    return process.env;
  }
  try {
    return parseEnv((await readFile(envFile, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new CodedError(
      'env-file-unreadable',
      { path: envFile, reason: (cause as NodeJS.ErrnoException).code ?? 'unknown' },
      { cause },
    );
  }
}

/** @throws CodedError `credential-missing` (data: name), `account-id-…` */
export function readAccount(environment: Environment): AccountId {
  return parseAccountId(requireValue(environment, 'NETSUITE_ACCOUNT_ID'));
}

/**
 * Reads account ID, keys and secrets.
 *
 * @throws CodedError `credential-missing` (data: name), `account-id-…`
 */
export function readCredentials(environment: Environment): Credentials {
  const take = (name: string): string => requireValue(environment, name);
  return {
    account: readAccount(environment),
    secrets: {
      consumerKey: take('NETSUITE_CONSUMER_KEY'),
      consumerSecret: take('NETSUITE_CONSUMER_SECRET'),
      token: take('NETSUITE_TOKEN_ID'),
      tokenSecret: take('NETSUITE_TOKEN_SECRET'),
    },
  };
}

/** OAuth 2.0 where only its variables are there; token-based authentication otherwise. */
export function usualScheme(environment: Environment): Scheme {
  const has = (name: string) => valueOf(environment, name) !== undefined;
  return has('NETSUITE_CLIENT_ID') && !has('NETSUITE_TOKEN_ID') ? 'oauth2' : 'tba';
}

/**
 * Reads account ID, client, certificate and private key of OAuth 2.0 client credentials. Without NETSUITE_OAUTH2_SCOPE
 * RESTlets and REST web services are asked for.
 *
 * @throws CodedError `credential-missing` (data: name), `private-key-file-unreadable` (data: path, reason), `account-id-…`,
 *   `oauth2-scope-…`, `private-key-…`
 */
export async function readClientSettings(environment: Environment): Promise<ClientSettings> {
  const account = readAccount(environment);
  const path = requireValue(environment, 'NETSUITE_PRIVATE_KEY_FILE');
  const clientId = requireValue(environment, 'NETSUITE_CLIENT_ID');
  const certificateId = requireValue(environment, 'NETSUITE_CERTIFICATE_ID');
  const scopes = readScopes(valueOf(environment, 'NETSUITE_OAUTH2_SCOPE') ?? 'restlets rest_webservices');
  const privateKey = await readPrivateKey(path);
  return { account, client: { clientId, certificateId, scopes, key: readSigningKey(privateKey) }, privateKey };
}

async function readPrivateKey(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new CodedError('private-key-file-unreadable', { path, reason }, { cause });
  }
}

/** The same for a call that is only looked at: what is missing is empty. */
export function readKnownCredentials(environment: Environment): DoctorCredentials {
  const take = (name: string): string => valueOf(environment, name) ?? '';
  return {
    account: take('NETSUITE_ACCOUNT_ID'),
    consumerKey: take('NETSUITE_CONSUMER_KEY'),
    consumerSecret: take('NETSUITE_CONSUMER_SECRET'),
    token: take('NETSUITE_TOKEN_ID'),
    tokenSecret: take('NETSUITE_TOKEN_SECRET'),
  };
}

/**
 * Reads `NETSUITE_BASE_URL` and `NETSUITE_SIGNED_AS`: another URL, or `netsuite` for NetSuite's own hosts.
 *
 * @throws CodedError `base-url-invalid` (data: name), `signed-as-alone`
 */
export function readGateway(environment: Environment): Gateway {
  const baseUrl = valueOf(environment, 'NETSUITE_BASE_URL');
  const signedAs = valueOf(environment, 'NETSUITE_SIGNED_AS');
  if (baseUrl === undefined) {
    if (signedAs !== undefined) {
      throw new CodedError('signed-as-alone');
    }
    return {};
  }
  return {
    baseUrl: readBaseUrl('NETSUITE_BASE_URL', baseUrl),
    ...(signedAs === undefined
      ? {}
      : { signedAs: signedAs === netSuiteHosts ? signedAs : readBaseUrl('NETSUITE_SIGNED_AS', signedAs) }),
  };
}

function readBaseUrl(name: string, text: string): string {
  try {
    const { baseUri, query } = readRequestUrl(text);
    if (query.length === 0 && !/[?#]/.test(text)) {
      return baseUri.replace(/\/+$/, '');
    }
  } catch (error) {
    if (!isCoded(error)) {
      throw error;
    }
  }
  // Without its value: a password may stand in it.
  throw new CodedError('base-url-invalid', { name });
}

function requireValue(environment: Environment, name: string): string {
  const value = valueOf(environment, name);
  if (value === undefined) {
    throw new CodedError('credential-missing', { name });
  }
  return value;
}

function valueOf(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}
