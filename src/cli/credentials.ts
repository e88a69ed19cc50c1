import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { CodedError } from '../codedError.ts';
import { parseAccountId, type AccountId } from '../tba/accountId.ts';
import type { TbaSecrets } from '../tba/signRequest.ts';

/** Whose calls the command line signs. */
export interface Credentials {
  readonly account: AccountId;
  readonly secrets: TbaSecrets;
}

/**
 * Reads credentials from the environment, or from a file that takes its place.
 *
 * @throws CodedError `credential-missing` (data: name), `env-file-unreadable` (data: path, reason), `account-id-…`
 */
export async function readCredentials(envFile: string | undefined): Promise<Credentials> {
  const environment = envFile === undefined ? process.env : await readEnvFile(envFile);
  const take = (name: string): string => {
    const value = environment[name]?.trim();
    if (value === undefined || value === '') {
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

async function readEnvFile(path: string): Promise<NodeJS.Dict<string>> {
  try {
    return parseEnv((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new CodedError(
      'env-file-unreadable',
      { path, reason: (cause as NodeJS.ErrnoException).code ?? 'unknown' },
      { cause },
    );
  }
}
