import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { netSuiteHosts } from '../accounts/records.ts';
import { CodedError, isCoded } from '../codedError.ts';
import type { DoctorCredentials } from '../diagnosis/diagnosis.ts';
import { parseAccountId, type AccountId } from '../tba/accountId.ts';
import { readRequestUrl } from '../tba/requestUrl.ts';
import type { TbaSecrets } from '../tba/signRequest.ts';

export type Environment = NodeJS.Dict<string>;

/** Whose calls the command line signs. */
export interface Credentials {
  readonly account: AccountId;
  readonly secrets: TbaSecrets;
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

/**
 * Reads account ID, keys and secrets.
 *
 * @throws CodedError `credential-missing` (data: name), `account-id-…`
 */
export function readCredentials(environment: Environment): Credentials {
  const take = (name: string): string => {
    const value = valueOf(environment, name);
    if (value === undefined) {
      throw new CodedError('credential-missing', { name });
    }
    return value;
  };
  return {
    account: parseAccountId(take('NETSUITE_ACCOUNT_ID')),
    secrets: {
      consumerKey: take('NETSUITE_CONSUMER_KEY'),
      consumerSecret: take('NETSUITE_CONSUMER_SECRET'),
      token: take('NETSUITE_TOKEN_ID'),
      tokenSecret: take('NETSUITE_TOKEN_SECRET'),
    },
  };
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

function valueOf(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}
