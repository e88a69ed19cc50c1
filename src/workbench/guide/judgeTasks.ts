import { tokenState, type TokenState } from '../../accounts/tokenState.ts';
import type { Identity, LoginFailure, TokenRecord } from '../../accounts/records.ts';
import type { GuidePurpose, GuideTaskId } from '../../panels/guide/messages.ts';
import type { CheckedCall } from './guideStore.ts';

/** What is known of an account's set-up without looking at its pages. */
export interface SetupEvidence {
  readonly purpose: GuidePurpose;
  /** Whether the tree has an application of the account. */
  readonly hasApplication: boolean;
  readonly tokens: readonly TokenRecord[];
  readonly restlet?: CheckedCall;
  readonly rest?: CheckedCall;
}

/** Why a thing is taken for done or not, or cannot be known. */
export type VerdictReason =
  | 'restlet-answered'
  | 'rest-answered'
  | 'logged-in'
  | 'logged-in-only'
  | 'restlet-refused'
  | 'rest-refused'
  | 'login-refused'
  | 'nothing-known'
  | 'only-on-pages'
  | 'key-kept'
  | 'token-missing'
  | 'token-refused'
  | 'token-revoked'
  | 'token-untried';

/** What is known of one thing to do. */
export interface Verdict {
  readonly verdict: 'done' | 'not-done' | 'unknown';
  readonly why: VerdictReason;
  /** When it was seen, ms since 1970. */
  readonly at?: number;
  readonly identity?: Identity;
  readonly call?: CheckedCall;
  readonly failure?: LoginFailure;
}

/**
 * What can be told of each thing from outside. A login that NetSuite accepted shows that Token-based Authentication is
 * on, the application enabled, the token active, and user and role allowed to log in with it: each of them alone would
 * have refused it (ORA:subsect_156935170194). A refused login shows nothing, since the answer is the same for each. A
 * RESTlet that answers shows the SuiteScript features (ORA:bridgehead_4253254429), a REST call its feature and permission.
 */
export function judgeTasks(evidence: SetupEvidence): Readonly<Record<GuideTaskId, Verdict>> {
  const login = loginOf(evidence.tokens);
  return {
    features: judgeFeatures(evidence, login),
    role: judgeRole(evidence, login),
    assign: evidence.purpose === 'tokens' ? unknown('only-on-pages') : fromLogin(login),
    application: judgeApplication(evidence, login),
    token: judgeToken(evidence.tokens),
  };
}

interface Login {
  readonly state: 'works' | 'fails' | 'none';
  readonly token?: TokenRecord;
}

/** The token that worked last, else the one that was refused last. */
function loginOf(tokens: readonly TokenRecord[]): Login {
  const working = inState(tokens, 'works').sort((a, b) => (b.lastSuccess ?? 0) - (a.lastSuccess ?? 0))[0];
  if (working) {
    return { state: 'works', token: working };
  }
  const failing = inState(tokens, 'fails').sort((a, b) => (b.lastFailure?.at ?? 0) - (a.lastFailure?.at ?? 0))[0];
  return failing ? { state: 'fails', token: failing } : { state: 'none' };
}

function judgeFeatures({ purpose, restlet, rest }: SetupEvidence, login: Login): Verdict {
  const call = purpose === 'restlets' ? restlet : purpose === 'rest' ? rest : undefined;
  if (call?.outcome === 'worked') {
    return { verdict: 'done', why: purpose === 'rest' ? 'rest-answered' : 'restlet-answered', at: call.at, call };
  }
  if (call?.outcome === 'refused') {
    return { ...unknown(purpose === 'rest' ? 'rest-refused' : 'restlet-refused'), at: call.at, call };
  }
  const known = fromLogin(login);
  // What tokeninfo needs is TBA alone (an inference).
  return known.verdict === 'done' && purpose !== 'tokens'
    ? { ...known, verdict: 'unknown', why: 'logged-in-only' }
    : known;
}

function judgeRole({ purpose, restlet, rest }: SetupEvidence, login: Login): Verdict {
  if (purpose === 'tokens') {
    return unknown('only-on-pages');
  }
  if (purpose === 'restlets') {
    return restlet?.outcome === 'worked'
      ? { verdict: 'done', why: 'restlet-answered', at: restlet.at, call: restlet }
      : fromLogin(login);
  }
  if (rest?.outcome === 'worked') {
    return { verdict: 'done', why: 'rest-answered', at: rest.at, call: rest };
  }
  if (rest?.outcome === 'refused') {
    return { ...unknown('rest-refused'), at: rest.at, call: rest };
  }
  const known = fromLogin(login);
  return known.verdict === 'done' ? { ...known, verdict: 'unknown', why: 'logged-in-only' } : known;
}

function judgeApplication({ hasApplication }: SetupEvidence, login: Login): Verdict {
  const known = fromLogin(login);
  return known.why === 'nothing-known' && hasApplication ? unknown('key-kept') : known;
}

function judgeToken(tokens: readonly TokenRecord[]): Verdict {
  const { state, token } = loginOf(tokens);
  if (state === 'works') {
    return fromLogin({ state, ...(token && { token }) });
  }
  if (inState(tokens, 'untried').length > 0) {
    return unknown('token-untried');
  }
  if (token?.lastFailure) {
    return { verdict: 'not-done', why: 'token-refused', at: token.lastFailure.at, failure: token.lastFailure };
  }
  return { verdict: 'not-done', why: tokens.length > 0 ? 'token-revoked' : 'token-missing' };
}

function fromLogin({ state, token }: Login): Verdict {
  switch (state) {
    case 'works':
      return {
        verdict: 'done',
        why: 'logged-in',
        ...(token?.lastSuccess !== undefined && { at: token.lastSuccess }),
        ...(token?.identity && { identity: token.identity }),
      };
    case 'fails':
      return {
        ...unknown('login-refused'),
        ...(token?.lastFailure && { at: token.lastFailure.at, failure: token.lastFailure }),
      };
    case 'none':
      return unknown('nothing-known');
  }
}

function inState(tokens: readonly TokenRecord[], state: TokenState): TokenRecord[] {
  return tokens.filter(token => tokenState(token) === state);
}

function unknown(why: VerdictReason): Verdict {
  return { verdict: 'unknown', why };
}
