// What a practice account has acknowledged, to be held against what it knows after it was killed.
import type { AccountKind, PracticeState } from '../../../../src/practice/state/model.ts';

/** Where something that was deleted is. */
export const gone = 'gone';

export type Kind = 'customer' | 'order' | 'application' | 'token' | 'role' | 'employee' | 'limit';

/** How a thing is named in the ledger, such as `sandbox customer 108`. */
export type Key = `${AccountKind} ${Kind} ${string}`;

interface Entry {
  /** The value last acknowledged. */
  known: string;
  /** A change that was sent and not answered: it may have been made or not. */
  asked: string | undefined;
}

export interface Ledger {
  /** Something new was acknowledged. */
  readonly made: (key: Key, value: string) => void;
  /** Makes a change; it counts once `act` resolves. */
  readonly change: (key: Key, value: string, act: () => Promise<void>) => Promise<void>;
  /** What does not agree with a state; after that, changes left open count as what they became. */
  readonly settle: (state: PracticeState) => readonly string[];
  readonly counts: () => Readonly<Record<string, number>>;
}

export function createLedger(): Ledger {
  const entries = new Map<Key, Entry>();
  const problems: string[] = [];
  return {
    made: (key, value) => {
      if (entries.has(key)) {
        problems.push(`${key} was given twice`);
      }
      entries.set(key, { known: value, asked: undefined });
    },
    change: async (key, value, act) => {
      const entry = entries.get(key) ?? { known: value, asked: undefined };
      entries.set(key, entry);
      entry.asked = value;
      await act();
      entry.known = value;
      entry.asked = undefined;
    },
    settle: state => {
      const actual = contentOf(state);
      for (const [key, entry] of entries) {
        const value = actual.get(key) ?? gone;
        if (value !== entry.known && value !== entry.asked) {
          problems.push(`${key} should be "${entry.known}" (or "${entry.asked}"), but is "${value}"`);
        }
        entry.known = value;
        entry.asked = undefined;
      }
      return problems.splice(0);
    },
    counts: () => {
      const kinds = [...entries].map(([key]) => key.split(' ').slice(0, 2).join(' '));
      return Object.fromEntries([...new Set(kinds)].map(kind => [kind, kinds.filter(each => each === kind).length]));
    },
  };
}

/** A state in the ledger's words. */
function contentOf(state: PracticeState): ReadonlyMap<string, string> {
  return new Map(
    (['production', 'sandbox'] as const).flatMap(kind => {
      const { customers, salesOrders, applications, tokens, roles, employees, preferences } = state[kind];
      const rows = <Row>(
        what: Kind,
        all: readonly Row[],
        id: (row: Row) => number | string,
        value: (row: Row) => string,
      ) => all.map(row => [`${kind} ${what} ${id(row)}`, value(row)] as const);
      return [
        ...rows(
          'customer',
          customers,
          each => each.id,
          each => each.companyName,
        ),
        ...rows(
          'order',
          salesOrders,
          each => each.id,
          each => each.memo,
        ),
        ...rows(
          'application',
          applications,
          each => each.id,
          each => each.name,
        ),
        ...rows(
          'token',
          tokens,
          each => each.id,
          each => each.state,
        ),
        // The endpoints name a token by its value, the pages by its id.
        ...rows(
          'token',
          tokens,
          each => each.token,
          each => each.state,
        ),
        ...rows(
          'role',
          roles,
          each => each.id,
          each => each.name,
        ),
        ...rows(
          'employee',
          employees,
          each => each.id,
          each => each.lastName,
        ),
        ...rows(
          'limit',
          [preferences],
          () => '',
          each => String(each.concurrencyLimit),
        ),
      ];
    }),
  );
}
