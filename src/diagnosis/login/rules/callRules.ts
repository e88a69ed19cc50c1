import { inScope } from '../causeTraits.ts';
import type { CallFacts } from '../evidence.ts';
import { plain, when, type Rule, type Seen } from './rule.ts';

/** Seconds; NetSuite's tolerance either way (ORA:subsect_156935170194). */
const tolerance = 300;
/** Characters (ORA:subsect_156935170194). */
const shortestNonce = 6;
/** Milliseconds; overload was reported to take about a minute to become a failed login. */
const overloadWait = 45_000;

const call = ({ evidence }: Seen): CallFacts | undefined => evidence.call;

/** Seconds by which the timestamp is ahead of NetSuite's clock; undefined without both. */
function clockDifference({ timestamp, answer, took = 0 }: CallFacts): number | undefined {
  if (timestamp === undefined || answer?.date === undefined || !isSeconds(timestamp)) {
    return undefined;
  }
  const ahead = timestamp - answer.date / 1000;
  // The header tells when the answer was made: a slow call is not a slow clock.
  return ahead < 0 ? Math.min(0, ahead + took / 1000) : ahead;
}

/** Whole seconds of our time; milliseconds are no wrong clock. */
function isSeconds(timestamp: number): boolean {
  return Number.isInteger(timestamp) && timestamp > 0 && timestamp < 1e11;
}

function difference(seen: Seen): number | undefined {
  const facts = call(seen);
  return facts && clockDifference(facts);
}

/** `7 min 30 s` */
function lasting(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  return minutes === 0 ? `${rest} s` : rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

function skewed(seen: Seen, isAhead: boolean): Readonly<Record<string, string>> | undefined {
  const seconds = difference(seen);
  return seconds !== undefined && Math.abs(seconds) > tolerance && seconds > 0 === isAhead
    ? { difference: lasting(seconds) }
    : undefined;
}

function hasProxy(seen: Seen): boolean {
  return (call(seen)?.answer?.proxySigns.length ?? 0) > 0;
}

const clockRules: readonly Rule[] = [
  {
    from: 'call',
    causes: ['clock-skew'],
    weight: 8,
    shows: true,
    text: 'The call was signed with a time {difference} ahead of the server’s Date header; five minutes are allowed.',
    applies: seen => (hasProxy(seen) ? undefined : skewed(seen, true)),
  },
  {
    from: 'call',
    causes: ['clock-skew'],
    weight: 8,
    shows: true,
    text: 'The call was signed with a time {difference} behind the server’s Date header; five minutes are allowed.',
    applies: seen => (hasProxy(seen) ? undefined : skewed(seen, false)),
  },
  {
    from: 'call',
    causes: ['clock-skew'],
    weight: 5,
    text: 'The call was signed with a time {difference} from the Date header, which a proxy may have written.',
    applies: seen => (hasProxy(seen) ? (skewed(seen, true) ?? skewed(seen, false)) : undefined),
  },
  {
    from: 'call',
    causes: ['clock-skew'],
    weight: -6,
    text: 'The time of the signature is {difference} from the server’s Date header, well within five minutes.',
    applies: seen => {
      const seconds = difference(seen);
      return seconds !== undefined && Math.abs(seconds) <= tolerance ? { difference: lasting(seconds) } : undefined;
    },
  },
];

const sentRules: readonly Rule[] = [
  {
    from: 'call',
    causes: ['realm-wrong'],
    weight: 7,
    shows: true,
    text: 'The realm that was sent is “{realm}”; the account ID is {account}.',
    applies: ({ evidence: { call: facts, account } }) =>
      facts?.realm !== undefined && facts.realm !== account.accountId
        ? { realm: facts.realm.slice(0, 80), account: account.accountId }
        : undefined,
  },
  {
    from: 'call',
    causes: ['realm-wrong'],
    weight: -6,
    text: 'The realm that was sent is the account ID.',
    applies: ({ evidence: { call: facts, account } }) => when(facts?.realm === account.accountId),
  },
  {
    from: 'call',
    causes: ['signature-method'],
    weight: 8,
    shows: true,
    text: 'The call says that it is signed with {method}.',
    applies: seen => {
      const method = call(seen)?.signatureMethod;
      return method !== undefined && method !== 'HMAC-SHA256' ? { method: method.slice(0, 40) } : undefined;
    },
  },
  {
    from: 'call',
    causes: ['signature-method'],
    weight: -6,
    text: 'The call says that it is signed with HMAC-SHA256.',
    applies: seen => when(call(seen)?.signatureMethod === 'HMAC-SHA256'),
  },
  {
    from: 'call',
    causes: ['version-wrong'],
    weight: 8,
    shows: true,
    text: 'oauth_version is “{version}”.',
    applies: seen => {
      const version = call(seen)?.version ?? '';
      return version !== '' && version !== '1.0' ? { version: version.slice(0, 40) } : undefined;
    },
  },
  {
    from: 'call',
    causes: ['version-wrong'],
    weight: -6,
    text: 'oauth_version is 1.0, or was left out.',
    applies: seen => {
      const facts = call(seen);
      return when(facts?.nonce !== undefined && (facts.version === undefined || facts.version === '1.0'));
    },
  },
  {
    from: 'call',
    causes: ['nonce-too-short'],
    weight: 8,
    shows: true,
    text: 'Characters of the nonce: {length}. At least six are needed.',
    applies: seen => {
      const nonce = call(seen)?.nonce;
      return nonce !== undefined && nonce.length < shortestNonce ? { length: String(nonce.length) } : undefined;
    },
  },
  {
    from: 'call',
    causes: ['nonce-too-short'],
    weight: -6,
    text: 'The nonce is long enough.',
    applies: seen => when((call(seen)?.nonce?.length ?? 0) >= shortestNonce),
  },
  {
    from: 'call',
    causes: ['parameter-malformed'],
    weight: 8,
    shows: true,
    text: 'There twice, or empty: {names}.',
    applies: seen => {
      const names = call(seen)?.oddParameters ?? [];
      return names.length > 0 ? { names: names.join(', ').slice(0, 200) } : undefined;
    },
  },
  {
    from: 'call',
    causes: ['parameter-malformed'],
    weight: 7,
    text: 'The header is not written as it has to be: {flaws}.',
    applies: seen => {
      const flaws = call(seen)?.headerFlaws ?? [];
      return flaws.length > 0 ? { flaws: flaws.join(', ').slice(0, 200) } : undefined;
    },
  },
  {
    from: 'call',
    causes: ['parameter-malformed'],
    weight: -4,
    text: 'No OAuth parameter is there twice or empty, and the header is well-formed.',
    applies: seen => {
      const facts = call(seen);
      return when(
        facts?.nonce !== undefined && facts.oddParameters.length === 0 && (facts.headerFlaws ?? []).length === 0,
      );
    },
  },
  {
    from: 'call',
    causes: ['parameter-missing'],
    weight: 6,
    text: 'Missing among what was sent: {names}.',
    applies: seen => {
      const names = missingParameters(call(seen));
      return names.length > 0 ? { names: names.join(', ') } : undefined;
    },
  },
  {
    from: 'call',
    causes: ['parameter-missing'],
    weight: -6,
    text: 'Realm, nonce, timestamp and signature method were sent.',
    applies: seen => when(call(seen) && missingParameters(call(seen)).length === 0),
  },
  {
    from: 'call',
    causes: ['timestamp-form'],
    weight: -4,
    text: 'The timestamp is a whole number of seconds.',
    applies: seen => {
      const timestamp = call(seen)?.timestamp;
      return when(timestamp !== undefined && isSeconds(timestamp));
    },
  },
  {
    from: 'call',
    causes: ['timestamp-form'],
    weight: 8,
    shows: true,
    text: 'The timestamp is {timestamp}.',
    applies: seen => {
      const timestamp = call(seen)?.timestamp;
      return timestamp !== undefined && !isSeconds(timestamp) ? { timestamp: String(timestamp) } : undefined;
    },
  },
  {
    from: 'call',
    causes: ['cookie-sent'],
    weight: 6,
    text: 'A Cookie header was sent beside the signature.',
    applies: seen => when(call(seen)?.hasCookie),
  },
  {
    from: 'call',
    causes: ['cookie-sent'],
    weight: -8,
    text: 'No cookie was sent.',
    applies: seen => when(call(seen)?.hasCookie === false),
  },
  {
    from: 'call',
    causes: ['signature-wrong'],
    weight: 8,
    shows: true,
    text: 'Computed anew, the signature comes out differently.',
    applies: seen => when(call(seen)?.signatureChecked === false),
  },
  {
    from: 'call',
    causes: ['signature-wrong'],
    weight: -8,
    text: 'Computed anew, the signature is right for the values kept here.',
    applies: seen => when(call(seen)?.signatureChecked),
  },
];

const answerRules: readonly Rule[] = [
  {
    from: 'call',
    causes: ['no-answer'],
    weight: 8,
    shows: true,
    text: 'No connection could be made ({reason}).',
    applies: seen => failedWith(seen, code => code === 'connect-failed' || code === 'practice-off'),
  },
  {
    from: 'call',
    causes: ['no-answer'],
    weight: 8,
    shows: true,
    text: 'No whole answer came within the time limit.',
    applies: seen => failedWith(seen, code => code === 'timed-out') && plain,
  },
  {
    from: 'call',
    causes: ['no-answer'],
    weight: 8,
    shows: true,
    text: 'The call ended before the answer was complete ({reason}).',
    applies: seen => failedWith(seen, code => !['connect-failed', 'practice-off', 'timed-out'].includes(code)),
  },
  {
    from: 'call',
    causes: ['wrong-host'],
    weight: 6,
    text: 'There is no host of the name {host}.',
    applies: ({ evidence: { call: facts } }) =>
      facts && /^(?:ENOTFOUND|EAI_NONAME|ENODATA)$/.test(facts.failureReason ?? '') ? { host: facts.host } : undefined,
  },
  {
    from: 'call',
    causes: ['wrong-host'],
    weight: 8,
    shows: true,
    text: 'NetSuite answered {status}, which is how it says that this is the wrong data centre; it points to {location}.',
    applies: ({ kind, evidence: { call: facts } }) =>
      kind === 'redirect'
        ? { status: String(facts?.answer?.status), location: hostOf(facts?.answer?.location) }
        : undefined,
  },
  {
    from: 'call',
    causes: ['wrong-host'],
    weight: 4,
    text: 'A RESTlet call got 403 without the code of a failed login, which Oracle documents for an invalid domain.',
    applies: ({ kind, evidence: { call: facts } }) =>
      when(kind === 'forbidden' && facts?.surface === 'restlet' && !/PERMISSION/.test(facts.answer?.code ?? '')),
  },
  {
    from: 'call',
    causes: ['login-page'],
    weight: 8,
    shows: true,
    text: 'The answer is NetSuite’s page to log in.',
    applies: ({ kind }) => when(kind === 'login-page'),
  },
  {
    from: 'call',
    causes: ['proxy-between'],
    weight: 4,
    text: 'Headers of something else than NetSuite are in the answer: {signs}.',
    applies: seen => {
      const signs = call(seen)?.answer?.proxySigns ?? [];
      return signs.length > 0 ? { signs: signs.join(', ').slice(0, 200) } : undefined;
    },
  },
  {
    from: 'call',
    causes: ['proxy-between'],
    weight: 8,
    shows: true,
    text: 'A proxy asks for a login of its own (407).',
    applies: seen => when(call(seen)?.answer?.status === 407),
  },
  {
    from: 'call',
    causes: ['proxy-between'],
    weight: 3,
    text: 'The answer is a page for people, where NetSuite’s APIs answer with data.',
    applies: ({ kind, evidence }) => when(kind === 'html' && (evidence.call?.answer?.status ?? 0) < 500),
  },
  {
    from: 'call',
    causes: ['proxy-between'],
    weight: 3,
    text: 'The answer is 401 without any code of NetSuite’s.',
    applies: seen => {
      const answer = call(seen)?.answer;
      return when(answer?.status === 401 && !/INVALID_LOGIN|TWO_FA/.test(answer.code ?? ''));
    },
  },
  {
    from: 'call',
    causes: ['proxy-between'],
    weight: -2,
    text: 'The answer is in NetSuite’s own form, and nothing in it is of a proxy.',
    applies: seen => when(call(seen)?.answer?.code !== undefined && !hasProxy(seen)),
  },
  {
    from: 'call',
    causes: ['concurrency-overload'],
    weight: 8,
    shows: true,
    text: 'NetSuite answered {code}: the limit of calls at once is exceeded.',
    applies: ({ kind, evidence: { call: facts } }) =>
      kind === 'busy' ? { code: facts?.answer?.code ?? String(facts?.answer?.status) } : undefined,
  },
  {
    from: 'call',
    causes: ['concurrency-overload'],
    weight: 5,
    text: 'The login failed after {seconds} seconds; overload was reported to show like that after about 60.',
    applies: ({ kind, evidence: { call: facts } }) =>
      kind === 'login-refused' && (facts?.took ?? 0) >= overloadWait
        ? { seconds: String(Math.round((facts?.took ?? 0) / 1000)) }
        : undefined,
  },
  {
    from: 'call',
    causes: ['service-down'],
    weight: 6,
    text: 'NetSuite answered {status}.',
    applies: ({ evidence: { call: facts } }) =>
      facts?.answer && facts.answer.status >= 500 && facts.answer.code !== 'invalidCredentialsFault'
        ? { status: String(facts.answer.status) }
        : undefined,
  },
  {
    from: 'call',
    causes: ['service-down'],
    weight: 2,
    text: 'A page for people came with status {status}, as during maintenance.',
    applies: ({ kind, evidence: { call: facts } }) =>
      kind === 'html' ? { status: String(facts?.answer?.status) } : undefined,
  },
  {
    from: 'call',
    causes: ['two-factor-required'],
    weight: 12,
    shows: true,
    text: 'NetSuite answered TWO_FA_REQD.',
    applies: seen => when(call(seen)?.answer?.code === 'TWO_FA_REQD'),
  },
  {
    from: 'call',
    causes: ['password-login'],
    weight: 12,
    shows: true,
    text: 'NetSuite answered INVALID_LOGIN_CREDENTIALS.',
    applies: seen => when(call(seen)?.answer?.code === 'INVALID_LOGIN_CREDENTIALS'),
  },
  {
    from: 'call',
    causes: ['web-services-off'],
    weight: 8,
    shows: true,
    text: 'NetSuite answered that the feature is not enabled.',
    applies: ({ kind }) => when(kind === 'feature'),
  },
  {
    from: 'call',
    causes: ['rest-permission-missing', 'soap-permission-missing'],
    weight: 4,
    text: 'The answer is 403 with {code}: the login was good, a permission is missing.',
    applies: ({ kind, evidence: { call: facts } }) =>
      kind === 'forbidden' && /PERMISSION/.test(facts?.answer?.code ?? '')
        ? { code: facts?.answer?.code ?? '' }
        : undefined,
  },
  {
    from: 'call',
    causes: inScope('script'),
    weight: 3,
    text: 'NetSuite answered SSS_INVALID_SCRIPTLET_ID: the login was good.',
    applies: ({ kind }) => when(kind === 'script'),
  },
];

/** What can be seen explains the refusal, so that nothing hidden is needed for it. */
const explainingAway: Rule = {
  from: 'call',
  causes: inScope('values', 'application', 'token', 'user', 'account', 'door'),
  weight: -3,
  text: 'A fault that can be seen in the call itself explains the refusal.',
  applies: seen => when(faultRules.some(({ applies, causes: [first] }) => first && applies(seen, first))),
};

/** The rules that find a fault in what was sent. */
const faultRules: readonly Rule[] = [...clockRules, ...sentRules].filter(({ weight }) => weight > 4);

/** All that can be seen in the call and its answer. */
export const callRules: readonly Rule[] = [...clockRules, ...sentRules, ...answerRules, explainingAway];

function missingParameters(facts: CallFacts | undefined): readonly string[] {
  if (!facts) {
    return [];
  }
  const sent = { realm: facts.realm, nonce: facts.nonce, timestamp: facts.timestamp, method: facts.signatureMethod };
  const missing = Object.entries(sent)
    .filter(([, value]) => value === undefined)
    .map(([name]) => (name === 'method' ? 'signature_method' : name));
  // Without any, the call may be one that this program knows nothing of.
  return missing.map(name => (name === 'realm' ? name : `oauth_${name}`));
}

/** Why there was no answer, as the system says it or by its code; undefined when there was one, or another reason. */
function failedWith(
  { kind, evidence: { call: facts } }: Seen,
  isMeant: (code: string) => boolean,
): Readonly<Record<string, string>> | undefined {
  const code = facts?.failure ?? '';
  return kind === 'no-answer' && isMeant(code) ? { reason: facts?.failureReason ?? code } : undefined;
}

function hostOf(location: string | undefined): string {
  return location !== undefined && URL.canParse(location) ? new URL(location).host.slice(0, 100) : '?';
}
