import { isSameAccount } from '../../../formats/accountHost.ts';
import type {
  CredentialField,
  CredentialSource,
  FieldSpan,
  FoundCredentials,
  FoundNote,
  NoteCode,
} from '../../../formats/foundCredentials.ts';

export const keyFields = ['consumerKey', 'consumerSecret', 'token', 'tokenSecret'] as const;
const allFields = ['accountId', ...keyFields] as const;

/** One token with its application, as far as a text tells, put together from one or several findings. */
export interface Candidate {
  readonly sources: readonly CredentialSource[];
  /** Name of the environment or request, where it is neither the application's nor the token's. */
  readonly label?: string;
  readonly applicationLabel?: string;
  readonly tokenLabel?: string;
  readonly values: CandidateValues;
  readonly spans: readonly FieldSpan[];
  readonly notes: readonly FoundNote[];
}

export type CandidateValues = Readonly<Partial<Record<CredentialField, string>>>;

/**
 * Puts together what belongs together: an Authorization header and the lines with its secrets, the page of an
 * integration and the page of its token.
 *
 * Two findings belong together when they hold the same consumer key or the same token ID, or when the whole text has
 * no more than one value for every field. Nothing is put together across different accounts or applications, and
 * whatever contradicts itself stays apart: a wrong pair would be a failed login, and five of these lock a user.
 */
export function combineFindings(found: readonly FoundCredentials[]): Candidate[] {
  const candidates = found.map(candidateOf);
  const completed = withoutSubsets(candidates.map(each => complete(each, candidates)));
  const [first, ...others] = completed;
  return first && others.length > 0 && isOne(completed) ? [others.reduce(merge, first)] : completed;
}

function candidateOf(found: FoundCredentials): Candidate {
  const { source, label, spans, notes } = found;
  const values = Object.fromEntries(
    allFields.flatMap(field => (found[field] === undefined ? [] : [[field, found[field]]])),
  ) as CandidateValues;
  const name =
    label === undefined
      ? {}
      : source === 'integration-page'
        ? { applicationLabel: label }
        : source === 'token-page'
          ? { tokenLabel: label }
          : { label };
  return { sources: [source], ...name, values, spans, notes };
}

/** Fills what is missing from findings of the same consumer key or token, where all of these agree. */
function complete(candidate: Candidate, all: readonly Candidate[]): Candidate {
  const { consumerKey, token } = candidate.values;
  const others = all.filter(other => other !== candidate && agree('accountId', [candidate, other]));
  const sameKey = others.filter(({ values }) => consumerKey !== undefined && values.consumerKey === consumerKey);
  const sameToken = others.filter(
    other => token !== undefined && other.values.token === token && agree('consumerKey', [candidate, other]),
  );
  const ways: readonly (readonly [CredentialField, readonly Candidate[]])[] = [
    // An application that was bundled or copied to a sandbox may keep its key (assumed), so a key tells no account.
    ['accountId', sameToken],
    ['consumerKey', sameToken],
    ['consumerSecret', [...sameKey, ...sameToken]],
    ['tokenSecret', sameToken],
  ];
  return ways.reduce((result, [field, kin]) => {
    const giving = kin.filter(({ values }) => values[field] !== undefined);
    const [giver] = giving;
    return candidate.values[field] === undefined && giver && agree(field, giving)
      ? merge(result, partOf(giver, field))
      : result;
  }, candidate);
}

/** One value of a candidate, with what was said of it. */
function partOf({ sources, applicationLabel, tokenLabel, values, spans, notes }: Candidate, field: CredentialField) {
  const isOfToken = field === 'token' || field === 'tokenSecret';
  return {
    sources,
    ...(applicationLabel === undefined || isOfToken ? {} : { applicationLabel }),
    ...(tokenLabel === undefined || !isOfToken ? {} : { tokenLabel }),
    values: Object.fromEntries([[field, values[field]]]) as CandidateValues,
    spans: spans.filter(span => span.field === field),
    notes: notes.filter(({ data }) => data?.['field'] === field),
  };
}

/** Whether no two hold different values of a field; accounts count by what they mean. */
function agree(field: CredentialField, candidates: readonly Candidate[]): boolean {
  const values = candidates.flatMap(each => each.values[field] ?? []);
  const [first] = values;
  return (
    first === undefined ||
    values.every(value => (field === 'accountId' ? isSameAccount(value, first) : value === first))
  );
}

/** Drops what another one holds as well. */
function withoutSubsets(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const each of [...candidates].sort((a, b) => countOf(b) - countOf(a))) {
    const at = kept.findIndex(whole =>
      allFields.every(field => each.values[field] === undefined || isHeldBy(each, whole, field)),
    );
    const whole = kept[at];
    if (whole) {
      kept[at] = merge(whole, each);
    } else {
      kept.push(each);
    }
  }
  // In the order of the text.
  return kept.sort((a, b) => startOf(a) - startOf(b));
}

function isHeldBy(part: Candidate, whole: Candidate, field: CredentialField): boolean {
  return whole.values[field] !== undefined && agree(field, [part, whole]);
}

function countOf({ values }: Candidate): number {
  return Object.keys(values).length;
}

function startOf({ spans }: Candidate): number {
  return spans.reduce((least, { start }) => Math.min(least, start), Infinity);
}

/** Whether the whole text has one application, token, account and name at most, and no value under two names. */
function isOne(candidates: readonly Candidate[]): boolean {
  const fields = keyFields.filter(field => candidates.some(({ values }) => values[field] !== undefined));
  const distinct = new Set(fields.flatMap(field => candidates.flatMap(({ values }) => values[field] ?? [])));
  const labels = new Set(candidates.flatMap(({ label }) => label ?? []));
  return allFields.every(field => agree(field, candidates)) && distinct.size === fields.length && labels.size <= 1;
}

function merge(a: Candidate, b: Candidate): Candidate {
  const values = { ...b.values, ...a.values };
  const label = a.label ?? b.label;
  const applicationLabel = a.applicationLabel ?? b.applicationLabel;
  const tokenLabel = a.tokenLabel ?? b.tokenLabel;
  return {
    sources: [...new Set([...a.sources, ...b.sources])],
    ...(label === undefined ? {} : { label }),
    ...(applicationLabel === undefined ? {} : { applicationLabel }),
    ...(tokenLabel === undefined ? {} : { tokenLabel }),
    values,
    spans: unique([...a.spans, ...b.spans]).sort((one, other) => one.start - other.start),
    notes: unique([...a.notes, ...notesBeside(a, b)]).filter(note => !isSettled(note, values)),
  };
}

/** What is said of b beside a, whose account counts: how b came by its own does not matter then. */
function notesBeside(a: Candidate, b: Candidate): readonly FoundNote[] {
  return a.values.accountId === undefined
    ? b.notes
    : b.notes.filter(({ code }) => code !== 'account-from-host' && code !== 'account-from-elsewhere');
}

const absences: readonly NoteCode[] = [
  'secret-missing',
  'key-missing',
  'value-empty',
  'placeholder',
  'variable-unresolved',
];

/** What one finding missed, the other one had. */
function isSettled({ code, data }: FoundNote, values: CandidateValues): boolean {
  return absences.includes(code) && allFields.some(field => field === data?.['field'] && values[field] !== undefined);
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}
