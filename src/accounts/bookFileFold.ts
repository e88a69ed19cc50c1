import { tokenSecretId, type FileAccount, type FileApplication, type FileToken } from './bookFile.ts';

/** The accounts of a file, each once, with what contradicts itself in the file left out and named. */
export interface FoldedFile {
  readonly accounts: readonly FileAccount[];
  /** Names of applications and tokens that stand in the file twice, with different secrets; the first counts. */
  readonly contradicting: readonly string[];
}

/**
 * Makes one of what stands in a file more than once: accounts by account ID and base URL, applications by consumer key,
 * tokens by token ID, or client ID and certificate. Of the fields of each the first count.
 */
export function foldBookFile(accounts: readonly FileAccount[]): FoldedFile {
  const contradicting: string[] = [];
  const folded = fold(
    accounts,
    ({ accountId, baseUrl }) => `${accountId} ${baseUrl ?? ''}`,
    (one, other) => ({ ...one, applications: [...one.applications, ...other.applications] }),
  );
  const tokensOf = (tokens: readonly FileToken[]) =>
    fold(
      tokens,
      token => idOf(token)?.id,
      (one, other) => {
        noteDifference(idOf(one)?.value, idOf(other)?.value, other.name);
        return one;
      },
    );
  const applicationsOf = (applications: readonly FileApplication[]) =>
    fold(
      applications,
      ({ secret }) => secret?.consumerKey,
      (one, other) => {
        noteDifference(one.secret?.consumerSecret, other.secret?.consumerSecret, other.name);
        return { ...one, tokens: [...one.tokens, ...other.tokens] };
      },
    ).map(application => ({ ...application, tokens: tokensOf(application.tokens) }));
  const noteDifference = (one: string | undefined, other: string | undefined, name: string) => {
    if (one !== other) {
      contradicting.push(name);
    }
  };
  return {
    accounts: folded.map(account => ({ ...account, applications: applicationsOf(account.applications) })),
    contradicting,
  };
}

function idOf(token: FileToken) {
  return token.secret && tokenSecretId(token.secret, token);
}

/** What has no key is like nothing else. */
function fold<T>(list: readonly T[], keyOf: (each: T) => string | undefined, join: (one: T, other: T) => T): T[] {
  const folded: T[] = [];
  const places = new Map<string, number>();
  for (const each of list) {
    const key = keyOf(each);
    const place = key === undefined ? undefined : places.get(key);
    const first = place === undefined ? undefined : folded[place];
    if (place !== undefined && first !== undefined) {
      folded[place] = join(first, each);
    } else {
      if (key !== undefined) {
        places.set(key, folded.length);
      }
      folded.push(each);
    }
  }
  return folded;
}
