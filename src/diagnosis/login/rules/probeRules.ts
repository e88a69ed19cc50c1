import { answerKind, type AnswerKind } from '../answerKind.ts';
import { inScope } from '../causeTraits.ts';
import type { ProbeKind, Surface } from '../evidence.ts';
import { when, type Rule, type Seen } from './rule.ts';

/** The surface that a call on request knocks at; the first of them asks who somebody is, and needs nothing else. */
const surfaceOf: Readonly<Partial<Record<ProbeKind, Surface>>> = {
  tokeninfo: 'token-endpoint',
  restlet: 'restlet',
  'rest-record': 'rest',
  'soap-time': 'soap',
};

/** Answers that only come after the login; a redirect, a page or a server error may come before it. */
const afterLogin: ReadonlySet<AnswerKind> = new Set(['script', 'feature', 'not-found', 'other']);

function gotIn({ probe }: Seen, kind: ProbeKind): boolean {
  const { outcome, answer } = probe(kind) ?? {};
  const isJudged = answer?.code !== undefined && (afterLogin.has(answerKind(answer)) || /PERMISSION/.test(answer.code));
  return outcome === 'worked' || (outcome === 'other-refusal' && isJudged);
}

/** Whether a login at one of the surfaces other than the one that failed was good, with this very token. */
function gotInElsewhere(seen: Seen): boolean {
  return (Object.entries(surfaceOf) as [ProbeKind, Surface][]).some(
    ([kind, surface]) => surface !== seen.evidence.call?.surface && gotIn(seen, kind),
  );
}

function wasRefused(seen: Seen, surface: Surface, kind: ProbeKind): boolean {
  return (
    seen.probe(kind)?.outcome === 'login-refused' ||
    (seen.evidence.call?.surface === surface && seen.kind === 'login-refused')
  );
}

/** The pattern of which calls work tells the login itself from what is called with it. */
export const probeRules: readonly Rule[] = [
  {
    from: 'probe',
    causes: [...inScope('values', 'application', 'token', 'user', 'account'), 'clock-skew'],
    weight: -8,
    text: 'The same token logs in elsewhere: what was called on request worked.',
    applies: seen => when(gotInElsewhere(seen)),
  },
  {
    from: 'probe',
    causes: inScope('door'),
    weight: 4,
    text: 'The same token logs in elsewhere, so that it is this door that is closed to its role.',
    applies: seen => when(seen.kind === 'login-refused' && gotInElsewhere(seen)),
  },
  {
    from: 'probe',
    causes: inScope('door'),
    weight: -6,
    text: 'Not even the call that asks who the token is gets in.',
    applies: seen => when(seen.probe('tokeninfo')?.outcome === 'login-refused'),
  },
  {
    from: 'probe',
    causes: inScope('call').filter(code => code !== 'clock-skew'),
    weight: -3,
    text: 'A call that was signed anew was refused as well.',
    applies: seen => when(seen.probe('tokeninfo')?.outcome === 'login-refused'),
  },
  {
    from: 'probe',
    causes: ['concurrency-overload'],
    weight: -4,
    text: 'A call that was signed anew was refused as well.',
    applies: seen => when(seen.probe('tokeninfo')?.outcome === 'login-refused'),
  },
  {
    from: 'probe',
    causes: ['web-services-only-role'],
    weight: 3,
    text: 'Web services work, and the RESTlet refuses the login.',
    applies: seen =>
      when(
        wasRefused(seen, 'restlet', 'restlet') &&
          (seen.probe('rest-record')?.outcome === 'worked' || seen.probe('soap-time')?.outcome === 'worked'),
      ),
  },
  {
    from: 'probe',
    causes: ['rest-permission-missing'],
    weight: 3,
    text: 'The RESTlet or the token’s own endpoint works, and REST refuses the login.',
    applies: seen =>
      when(wasRefused(seen, 'rest', 'rest-record') && (gotIn(seen, 'restlet') || gotIn(seen, 'tokeninfo'))),
  },
  {
    from: 'probe',
    causes: ['soap-permission-missing'],
    weight: 3,
    text: 'Other surfaces work, and SOAP refuses the login.',
    applies: seen =>
      when(
        wasRefused(seen, 'soap', 'soap-time') &&
          (gotIn(seen, 'restlet') || gotIn(seen, 'rest-record') || gotIn(seen, 'tokeninfo')),
      ),
  },
  {
    from: 'probe',
    causes: ['user-or-role-inactive'],
    weight: 8,
    shows: true,
    text: 'Asked with another token, the account says that the user is inactive.',
    applies: ({ evidence: { holder } }) => when(holder?.isUserInactive),
  },
  {
    from: 'probe',
    causes: ['user-or-role-inactive'],
    weight: 8,
    shows: true,
    text: 'Asked with another token, the account says that the role is inactive.',
    applies: ({ evidence: { holder } }) => when(holder?.isRoleInactive),
  },
  {
    from: 'probe',
    causes: ['user-or-role-inactive'],
    weight: -5,
    text: 'Asked with another token, the account says that user and role are active.',
    applies: ({ evidence: { holder } }) => when(holder?.isUserInactive === false && holder.isRoleInactive === false),
  },
  {
    from: 'probe',
    causes: ['script-not-released'],
    weight: 8,
    shows: true,
    text: 'The account has no such script and deployment.',
    applies: ({ kind, evidence: { deployment } }) => when(kind === 'script' && deployment?.isFound === false),
  },
  {
    from: 'probe',
    causes: ['script-not-released'],
    weight: 8,
    shows: true,
    text: 'The deployment is there, and is not deployed, not Released, or of an inactive script.',
    applies: ({ kind, evidence: { deployment } }) =>
      when(kind === 'script' && deployment?.isFound === true && !deployment.isReleased),
  },
  {
    from: 'probe',
    causes: ['script-not-released'],
    weight: -6,
    text: 'The deployment is there, deployed and Released.',
    applies: ({ evidence: { deployment } }) => when(deployment?.isReleased),
  },
  {
    from: 'probe',
    causes: ['outside-audience'],
    weight: 3,
    text: 'The deployment is there, deployed and Released, and still this caller does not reach it.',
    applies: ({ kind, evidence: { deployment } }) => when(kind === 'script' && deployment?.isReleased),
  },
  {
    from: 'probe',
    causes: ['outside-audience', 'scripting-off'],
    weight: -4,
    text: 'The deployment is not there, or not Released.',
    applies: ({ evidence: { deployment } }) => when(deployment?.isReleased === false),
  },
  {
    from: 'probe',
    causes: ['wrong-host'],
    weight: 6,
    text: 'Asked for the account’s hosts, NetSuite names others than those in use.',
    applies: seen => when(seen.probe('hosts')?.hostsDiffer),
  },
  {
    from: 'probe',
    causes: ['wrong-host'],
    weight: -3,
    text: 'Asked for the account’s hosts, NetSuite names those in use.',
    applies: seen => when(seen.probe('hosts')?.hostsDiffer === false),
  },
  {
    from: 'probe',
    causes: ['wrong-host'],
    weight: 4,
    text: 'NetSuite knows no account of this ID.',
    applies: seen => {
      const probe = seen.probe('hosts');
      return when(probe?.outcome === 'other-refusal' && probe.answer?.status === 400);
    },
  },
  {
    from: 'probe',
    causes: ['no-answer', 'proxy-between'],
    weight: 2,
    text: 'None of the calls on request got an answer either.',
    applies: ({ evidence: { probes = [] } }) => {
      const tried = probes.filter(({ outcome }) => outcome !== 'not-tried');
      return when(tried.length > 0 && tried.every(({ outcome }) => outcome === 'no-answer'));
    },
  },
];
