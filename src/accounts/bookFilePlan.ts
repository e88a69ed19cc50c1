import { readRequestUrl } from '../tba/requestUrl.ts';
import type { AccountBook } from './accountBook.ts';
import {
  applicationSecretId,
  tokenSecretId,
  type FileAccount,
  type FileApplication,
  type FileToken,
  type KnownSecret,
} from './bookFile.ts';
import { inTurn } from './inTurn.ts';
import type { AccountRecord, TokenRecord } from './records.ts';
import { isSecretTrouble } from './secretShelf.ts';

/**
 * What becomes of a record of a file: it is made, or its counterpart is here already, or that takes the secret that it
 * lacks, or that has another secret, which stays.
 */
export type ImportState = 'new' | 'here' | 'filled' | 'differs';

/** `here` is the ID of its counterpart. */
export interface TokenPlan {
  readonly file: FileToken;
  readonly state: ImportState;
  readonly here?: string;
}

export interface ApplicationPlan {
  readonly file: FileApplication;
  readonly state: ImportState;
  readonly here?: string;
  readonly tokens: readonly TokenPlan[];
}

export interface AccountPlan {
  readonly file: FileAccount;
  readonly here?: AccountRecord;
  /** It is here with its base URL, signed as something else; that stays. */
  readonly signedAsDiffers: boolean;
  readonly applications: readonly ApplicationPlan[];
}

/** A record here with its secret; undefined where that is missing, null where it is here and cannot be read. */
interface Known {
  readonly id: string;
  readonly name: string;
  readonly secret: KnownSecret | undefined | null;
}

type Book = Pick<AccountBook, 'index' | 'applicationSecret' | 'tokenSecret' | 'oauth2Secret'>;

/**
 * Finds out what importing an account would do. Accounts are the same by account ID and base URL, applications by consumer
 * key, tokens by token ID, or client ID and certificate; without secrets, in the file or here, by name.
 *
 * @throws CodedError `index-newer`, `index-unreadable`, `vault-unavailable`
 */
export async function planImport(book: Book, file: FileAccount): Promise<AccountPlan> {
  const { accounts, applications, tokens } = book.index();
  const here = accounts.find(account => isSameAccount(account, file));
  const known = await inTurn(
    applications.filter(application => here && application.account === here.id),
    async ({ id, name }) => ({
      id,
      name,
      secret: await secretHere(book.applicationSecret(id).then(applicationSecretId)),
    }),
  );
  const pool = new Pool(known);
  const plans = await inTurn(file.applications, async (application): Promise<ApplicationPlan> => {
    const { secret } = application;
    const match = pool.match(application.name, secret && applicationSecretId(secret));
    const below = await inTurn(
      tokens.filter(token => token.application === match.here),
      async token => ({ id: token.id, name: token.name, secret: await secretHere(secretOf(book, token)) }),
    );
    const tokenPool = new Pool(below);
    const tokenPlans = application.tokens.map((token): TokenPlan => {
      const wanted = token.secret && tokenSecretId(token.secret, token);
      return { file: token, ...tokenPool.match(token.name, wanted) };
    });
    return { file: application, ...match, tokens: tokenPlans };
  });
  return {
    file,
    ...(here ? { here } : {}),
    signedAsDiffers: here !== undefined && !isSameUrl(here.signedAs, file.signedAs),
    applications: plans,
  };
}

/** The records of one place, each of which has one counterpart in a file at most. */
class Pool {
  readonly #free: Known[];

  constructor(known: readonly Known[]) {
    this.#free = [...known];
  }

  match(
    name: string,
    secret: KnownSecret | undefined,
  ): {
    readonly state: ImportState;
    readonly here?: string;
  } {
    if (!secret) {
      return this.#take('here', each => each.name === name);
    }
    const same = (each: Known) => each.secret?.id === secret.id;
    const known = this.#free.find(same);
    return known
      ? this.#take(known.secret?.value === secret.value ? 'here' : 'differs', same)
      : this.#take('filled', each => each.name === name && each.secret === undefined);
  }

  #take(state: ImportState, isIt: (each: Known) => boolean): { state: ImportState; here?: string } {
    const at = this.#free.findIndex(isIt);
    const [taken] = at < 0 ? [] : this.#free.splice(at, 1);
    return taken ? { state, here: taken.id } : { state: 'new' };
  }
}

async function secretOf(book: Book, { id, oauth2 }: TokenRecord): Promise<KnownSecret | undefined> {
  return oauth2
    ? tokenSecretId(await book.oauth2Secret(id), { oauth2 })
    : tokenSecretId(await book.tokenSecret(id), {});
}

/** The practice account of this machine is never the one that a file means. */
function isSameAccount(account: AccountRecord, file: FileAccount): boolean {
  return account.practice !== true && account.accountId === file.accountId && isSameUrl(account.baseUrl, file.baseUrl);
}

function isSameUrl(one: string | undefined, other: string | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && spelled(one) === spelled(other));
}

function spelled(url: string): string {
  try {
    return readRequestUrl(url).baseUri.replace(/\/+$/, '');
  } catch {
    return url;
  }
}

/** Null where there is one that cannot be read: nothing may be filled in there. */
async function secretHere<T>(secret: Promise<T>): Promise<T | undefined | null> {
  try {
    return await secret;
  } catch (error) {
    if (isSecretTrouble(error)) {
      return error.code === 'secret-missing' ? undefined : null;
    }
    throw error;
  }
}
