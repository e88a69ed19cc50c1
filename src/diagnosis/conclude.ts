import type { Item } from './callParts.ts';
import { isOverlooked, type CauseCode } from './causeCodes.ts';
import { recogniseClient } from './clients.ts';
import type { Cause, Diagnosis, OpenQuestion, SentCall, SignedText } from './diagnosis.ts';
import { secretHider } from './hideSecrets.ts';
import { needsToken } from './judgeHeader.ts';
import { keyShape } from './search/keyText.ts';
import type { Finding } from './search/plan.ts';
import type { SearchResult } from './search/search.ts';
import type { HashName, SentSignature } from './sentSignature.ts';

/** What is known when all has been looked at. */
export interface Evidence {
  readonly call: SentCall;
  readonly header: readonly Cause[];
  readonly sent: SentSignature | undefined;
  /** Undefined where the signature could not be judged. */
  readonly result: SearchResult | undefined;
  readonly expected: Diagnosis['expected'];
  /** The parameters as they stand in the header; their order is a client's own. */
  readonly order: readonly Item[];
}

export function conclude({ call, header, sent, result, expected, order }: Evidence): Diagnosis {
  const hide = secretHider(call.credentials);
  const match = result?.match;
  const found = (match?.bugs ?? []).flatMap(({ findings }) => findings).map(finding => causeOf(finding, 'search'));
  const written = (sent?.causes ?? []).map(finding => causeOf(finding, 'header'));
  const isUnexplained = result !== undefined && !match && !header.some(({ code }) => explains.has(code));
  const isUnreadable = sent === undefined && hasSecrets(call) && !header.some(({ code }) => explains.has(code));
  const causes = inOrder([
    ...found,
    ...written,
    ...header,
    ...(isUnreadable ? [{ code: 'header-malformed', detail: 'oauth_signature', proof: 'header' } as const] : []),
    ...(isUnexplained ? [{ code: 'unknown', proof: 'none' } as const] : []),
  ]).map(cause => (cause.detail === undefined ? cause : { ...cause, detail: hide(cause.detail) }));
  const theirs: SignedText | undefined = match && {
    baseString: hide(match.base),
    key: keyShape(match.plan.key),
    algorithm: algorithms[sent?.hash ?? 'sha256'],
  };
  const client = recogniseClient(causes, order);
  return {
    valid: causes.every(({ code }) => isOverlooked(code)),
    causes,
    signature: !result
      ? 'not-judged'
      : !match
        ? 'not-reproduced'
        : found.length > 0 || isWrong(written)
          ? 'reproduced'
          : 'right',
    expected: { ...expected, baseString: hide(expected.baseString) },
    ...(theirs && { theirs }),
    ...(client && { client }),
    tried: result?.tried ?? 0,
    ruledOut: result && !match ? result.codes : [],
    open: result && !match ? openQuestions : [],
  };
}

function isWrong(written: readonly Cause[]): boolean {
  return written.some(({ code }) => !isOverlooked(code));
}

const openQuestions: readonly OpenQuestion[] = [
  'other-secret',
  'signed-something-unseen',
  'changed-on-the-way',
  'more-bugs-at-once',
];

const algorithms: Readonly<Record<HashName, SignedText['algorithm']>> = {
  sha256: 'HMAC-SHA256',
  sha1: 'HMAC-SHA1',
  sha512: 'HMAC-SHA512',
  md5: 'HMAC-MD5',
};

/** Faults of the header with which no search can be expected to find the signature: other keys, or things missing. */
const explains: ReadonlySet<CauseCode> = new Set([
  'header-malformed',
  'header-param-missing',
  'consumer-key-mismatch',
  'token-mismatch',
  'key-token-swapped',
  'signature-method-unsupported',
] as const);

/** What makes the rest doubtful comes first, what a server may overlook and what is not known last. */
function inOrder(causes: readonly Cause[]): Cause[] {
  const rank = ({ code, proof, detail }: Cause) => {
    if (code === 'unknown') return 9;
    if (isOverlooked(code)) return 8;
    if (code === 'header-malformed' && detail !== 'oauth_signature') return 0;
    if (code === 'header-param-missing' || code === 'header-param-duplicated') return 1;
    return proof === 'search' ? 2 : 3;
  };
  const seen = new Set<string>();
  return causes
    .filter(({ code, detail }) => {
      const mark = `${code} ${detail ?? ''}`;
      // A fault that was both seen and found is one.
      const isNew = !seen.has(mark) && !(code === 'charset-latin1' && [...seen].some(each => each.startsWith(code)));
      seen.add(mark);
      return isNew;
    })
    .toSorted((a, b) => rank(a) - rank(b));
}

function causeOf({ code, detail }: Finding, proof: Cause['proof']): Cause {
  return { code, ...(detail !== undefined && { detail }), proof };
}

/** Without a token there is no token secret, and the key ends in `&`. */
export function hasSecrets(call: SentCall): boolean {
  return call.credentials.consumerSecret !== '' && (!needsToken(call) || call.credentials.tokenSecret !== '');
}
