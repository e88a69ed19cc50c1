import type { CredentialField, NoteCode } from '../../../formats/foundCredentials.ts';
import { parseAccountId } from '../../../tba/accountId.ts';
import { isCoded } from '../../../codedError.ts';
import { keyFields, type Candidate } from './combineFindings.ts';

/** What can be made of a candidate. */
export type Assessment =
  /** `missing` is asked for; `isSafe` when nothing about it is odd. */
  | { readonly kind: 'usable'; readonly missing: readonly CredentialField[]; readonly isSafe: boolean }
  | { readonly kind: 'unusable'; readonly why: 'nothing-there' | 'too-little' | 'same-value' };

/** Notes that say that a value is probably not the right one. */
const doubts: readonly NoteCode[] = [
  'looks-cut',
  'not-64-hex',
  'looks-swapped',
  'several-values',
  'disabled',
  'account-differs-from-host',
];

/**
 * A candidate is usable when it names a whole application or token (key and secret), or both key and token ID; the
 * rest can be asked for. The account is asked for as well when the text contradicts itself about it.
 */
export function assessCandidate({ values, notes }: Candidate): Assessment {
  const has = (field: CredentialField) => values[field] !== undefined;
  if (!keyFields.some(has)) {
    return { kind: 'unusable', why: 'nothing-there' };
  }
  if (notes.some(({ code }) => code === 'same-value')) {
    return { kind: 'unusable', why: 'same-value' };
  }
  const isEnough =
    (has('consumerKey') && (has('consumerSecret') || has('token'))) || (has('token') && has('tokenSecret'));
  if (!isEnough) {
    return { kind: 'unusable', why: 'too-little' };
  }
  const isAccountClear =
    readAccountId(values.accountId) !== undefined && !notes.some(({ code }) => code === 'account-differs-from-host');
  return {
    kind: 'usable',
    missing: [...(isAccountClear ? [] : ['accountId' as const]), ...keyFields.filter(field => !has(field))],
    isSafe: !notes.some(({ code }) => doubts.includes(code)),
  };
}

/** The account ID as NetSuite spells it; undefined for what cannot be one, or is rather a secret in the wrong place. */
export function readAccountId(text: string | undefined): string | undefined {
  if (text === undefined || /[0-9a-f]{32}/i.test(text)) {
    return undefined;
  }
  try {
    return parseAccountId(text).id;
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}
