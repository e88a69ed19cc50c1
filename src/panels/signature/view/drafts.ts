import type { PassportDraft } from '../../../tba/passportSteps.ts';
import type { Pair } from '../../../tba/percentEncoding.ts';
import type { SignatureDraft } from '../../../tba/signatureDraft.ts';
import type { ParameterSource, SignedParameter } from '../../../tba/signatureSteps.ts';
import type { SignatureState } from '../messages.ts';

/** The lists of pairs that can be changed. */
export type PairList = 'query' | 'form' | 'params';

/** Something that can be changed in place: a text, or a pair of a list, counted from 0 in the order of the request. */
export type Field =
  | { readonly text: keyof PassportDraft | 'method' | 'url' | 'realm' }
  | { readonly list: PairList; readonly index: number };

/** Tells fields apart, and stays the same while the parameters are sorted anew. */
export function fieldKey(field: Field): string {
  return 'text' in field ? field.text : `${field.list}:${field.index}`;
}

/** The field that a key was made of; undefined for anything else. */
export function fieldOfKey(key: string | undefined): Field | undefined {
  const pair = /^(query|form|params):(\d+)$/.exec(key ?? '');
  if (pair) {
    return { list: pair[1] as PairList, index: Number(pair[2]) };
  }
  const text = texts.find(name => name === key);
  return text && { text };
}

const texts = ['method', 'url', 'realm', 'account', 'consumerKey', 'token', 'nonce', 'timestamp'] as const;

const ownFields: Readonly<Record<string, keyof PassportDraft>> = {
  oauth_consumer_key: 'consumerKey',
  oauth_token: 'token',
  oauth_nonce: 'nonce',
  oauth_timestamp: 'timestamp',
};

/** For each parameter in signed order what changes it; undefined for what is always the same. */
export function rowFields(state: SignatureState): (Field | undefined)[] {
  const left = new Map<string, number[]>();
  for (const list of ['query', 'form', 'params'] as const) {
    pairsOf(state, list).forEach((pair, index) => {
      const key = pairKey(list, pair);
      left.set(key, [...(left.get(key) ?? []), index]);
    });
  }
  return state.view.steps.parameters.map(parameter => {
    const own = parameter.source === 'oauth' ? ownFields[parameter.name] : undefined;
    if (own) {
      return { text: own };
    }
    const list = listOf(parameter.source);
    // Of equal pairs the first goes with the first; nobody can tell them apart.
    const index = left.get(pairKey(list, parameter))?.shift();
    return index === undefined ? undefined : { list, index };
  });
}

/** The pairs of a list, as they are now. */
export function pairsOf({ view, draft }: Pick<SignatureState, 'view' | 'draft'>, list: PairList): readonly Pair[] {
  return draft[list] ?? (list === 'query' ? view.steps.url.query : []);
}

/** How many things are different from what was signed at first. */
export function changeCount({ changes, passport }: SignatureState, mode: 'header' | 'passport'): number {
  return mode === 'passport' && passport
    ? passport.steps.fields.filter(({ name, value }) => passport.original[name] !== value).length
    : changes.count;
}

/** What stands in a field now; the name is empty where it cannot be changed. */
export function pairIn(state: SignatureState, field: Field, draft: SignatureDraft | PassportDraft): Pair {
  if ('list' in field) {
    return pairsOf(state, field.list)[field.index] ?? { name: '', value: '' };
  }
  const values: Partial<Readonly<Record<string, unknown>>> = { ...draft };
  const value = values[field.text];
  return { name: '', value: typeof value === 'string' ? value : '' };
}

/** The draft with another text in a field; without a pair, the field is taken out. */
export function withField(state: SignatureState, field: Field, pair: Pair | undefined): SignatureDraft {
  const { draft } = state;
  if ('list' in field) {
    const pairs = pairsOf(state, field.list);
    const changed = pair
      ? pairs.map((each, index) => (index === field.index ? pair : each))
      : pairs.filter((_, index) => index !== field.index);
    return { ...draft, [field.list]: changed };
  }
  const value = pair?.value ?? '';
  // A new URL brings its own query.
  return field.text === 'url' ? { ...draft, url: value, query: undefined } : { ...draft, [field.text]: value };
}

/** The draft with a pair more, at the end of its list. */
export function withAdded(state: SignatureState, source: ParameterSource, pair: Pair): SignatureDraft {
  const own = source === 'oauth' ? ownFields[pair.name] : undefined;
  if (own) {
    return { ...state.draft, [own]: pair.value };
  }
  const list = listOf(source);
  return { ...state.draft, [list]: [...pairsOf(state, list), pair] };
}

function listOf(source: ParameterSource): PairList {
  return source === 'query' || source === 'form' ? source : 'params';
}

function pairKey(list: PairList, { name, value }: Pick<SignedParameter, 'name' | 'value'>): string {
  return JSON.stringify([list, name, value]);
}
