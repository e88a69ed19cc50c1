import type { TokenFacts, ValueName, ValueShape } from './evidence.ts';

/** The four values of a token; what is not known is ''. */
export type TokenValues = Readonly<Record<ValueName, string>>;

/** Another token that is kept, and where. */
export interface KeptValues {
  /** What people know it by. */
  readonly label: string;
  readonly accountId: string;
  readonly values: TokenValues;
}

const valueNames: readonly ValueName[] = ['consumerKey', 'consumerSecret', 'token', 'tokenSecret'];

/** Digits of NetSuite's keys, secrets and tokens. */
const usualLength = 64;

/** The form of a value; nothing of the value itself. */
export function valueShape(value: string): ValueShape {
  if (value === '') {
    return 'missing';
  }
  if (/^[0-9a-f]+$/i.test(value)) {
    return value.length === usualLength
      ? 'as-netsuite-makes-them'
      : value.length < usualLength
        ? 'too-short'
        : 'too-long';
  }
  return /\s/.test(value) ? 'has-blanks' : 'other';
}

/**
 * What can be said of a token's values without telling them: their forms, and which of them are the same as another or
 * kept elsewhere as something else. Values of NetSuite's own form only are compared with others, so that a text such as
 * `todo` is not found everywhere.
 */
export function valueFacts(
  accountId: string,
  values: TokenValues,
  others: readonly KeptValues[],
): Pick<TokenFacts, 'shapes' | 'sameValues' | 'alsoElsewhere' | 'inOtherAccounts' | 'tokenInOtherAccounts'> {
  const same = (one: string, other: string) => one !== '' && one.toLowerCase() === other.toLowerCase();
  const shapes = Object.fromEntries(valueNames.map(name => [name, valueShape(values[name])]));
  const sameValues = valueNames.flatMap((one, at) =>
    valueNames.slice(at + 1).flatMap(other => (same(values[one], values[other]) ? [[one, other] as const] : [])),
  );
  const known = (name: ValueName) => shapes[name] === 'as-netsuite-makes-them';
  const here = others.filter(other => other.accountId === accountId);
  const alsoElsewhere = here.flatMap(({ label, values: kept }) =>
    valueNames
      .filter(known)
      .flatMap(value =>
        valueNames
          .filter(as => same(values[value], kept[as]) && !isShared(value, as, values, kept))
          .map(as => ({ value, as, in: label })),
      ),
  );
  const accountsWith = (...names: readonly ValueName[]) => [
    ...new Set(
      others
        .filter(other => other.accountId !== accountId)
        .filter(({ values: kept }) => names.some(name => known(name) && same(values[name], kept[name])))
        .map(other => other.accountId),
    ),
  ];
  return {
    shapes: shapes as TokenFacts['shapes'],
    sameValues,
    alsoElsewhere,
    inOtherAccounts: accountsWith('consumerKey', 'token'),
    tokenInOtherAccounts: accountsWith('token'),
  };
}

/** Tokens of one application share its key and secret, and one that is kept twice under it is no swap. */
function isShared(value: ValueName, as: ValueName, values: TokenValues, kept: TokenValues): boolean {
  const isSameApplication = values.consumerKey.toLowerCase() === kept.consumerKey.toLowerCase();
  const ofApplication = value === 'consumerKey' || value === 'consumerSecret';
  return value === as && (ofApplication || isSameApplication);
}
