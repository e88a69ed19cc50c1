import { causeTraits, inScope } from '../causeTraits.ts';
import { loginCauseCodes } from '../loginCauseCodes.ts';
import type { LoginCauseCode } from '../loginCauseCodes.ts';
import { when, type Rule, type Seen } from './rule.ts';

/** What the trail says is what NetSuite says; the rest is which of the causes of that one word it is. */
const detailRules: readonly Rule[] = [
  {
    from: 'audit',
    causes: loginCauseCodes,
    weight: 8,
    text: 'The audit trail says {detail}, which this gives.',
    applies: (seen, cause) => (isSaid(seen, cause, false) ? { detail: valueOf(seen) } : undefined),
  },
  {
    from: 'audit',
    causes: loginCauseCodes,
    weight: 3,
    text: 'The audit trail has a failure with {detail}, which this gives; which of its rows is of this call cannot be told.',
    applies: (seen, cause) => (isSaid(seen, cause, true) ? { detail: valueOf(seen) } : undefined),
  },
  {
    from: 'audit',
    causes: loginCauseCodes,
    weight: -8,
    text: 'The audit trail says {detail}, which this does not give.',
    applies: (seen, cause) =>
      isKnown(seen) && !seen.audited?.isDoubtful && !namesCause(seen, cause) ? { detail: valueOf(seen) } : undefined,
  },
];

/** Whether application and token have names in the row tells whether NetSuite knows them; that it does is assumed. */
const nameRules: readonly Rule[] = [
  {
    from: 'audit',
    causes: ['token-inactive', 'token-revoked', 'token-of-other-application'],
    weight: 3,
    text: 'The row names the token, “{token}”: NetSuite knows it.',
    applies: ({ audited }) => (audited?.row.token ? { token: audited.row.token.slice(0, 100) } : undefined),
  },
  {
    from: 'audit',
    causes: ['token-unknown', 'sandbox-refreshed', 'other-environment', 'values-swapped', 'value-incomplete'],
    weight: -5,
    text: 'The row names the token, “{token}”: NetSuite knows it.',
    applies: seen =>
      isRefusedToken(seen) && seen.audited?.row.token ? { token: seen.audited.row.token.slice(0, 100) } : undefined,
  },
  {
    from: 'audit',
    causes: ['token-unknown', 'sandbox-refreshed', 'other-environment', 'values-swapped', 'value-incomplete'],
    weight: 2,
    text: 'The row names the application and no token: NetSuite does not know the token.',
    applies: seen => when(isRefusedToken(seen) && isNameless(seen)),
  },
  {
    from: 'audit',
    causes: ['token-inactive', 'token-revoked', 'token-of-other-application'],
    weight: -3,
    text: 'The row names the application and no token: NetSuite does not know the token.',
    applies: seen => when(isRefusedToken(seen) && isNameless(seen)),
  },
  {
    from: 'audit',
    causes: ['wrong-host', 'proxy-between', 'no-answer', 'login-page'],
    weight: 2,
    text: 'The audit trail has no failed login of that time: the call may not have come as far.',
    applies: ({ evidence: { audit, call }, audited }) => when(audit !== undefined && call !== undefined && !audited),
  },
  {
    from: 'audit',
    causes: ['tba-ended'],
    weight: -2,
    text: 'Oracle documents this value for the feature that is off.',
    applies: seen => when(valueOf(seen) === 'FeatureDisabled'),
  },
  {
    from: 'audit',
    causes: inScope('flow').filter(code => code !== 'oauth2-login'),
    weight: 2,
    text: 'The audit trail says {detail}, which occurs in signing in only.',
    applies: seen =>
      seen.audited?.detail.meanings.length && seen.audited.detail.meanings.every(({ way }) => way === 'three-step')
        ? { detail: valueOf(seen) }
        : undefined,
  },
];

/** All that the Login Audit Trail tells. */
export const auditRules: readonly Rule[] = [...detailRules, ...nameRules];

/** Whether the Detail of the call's row leaves one cause only. */
export function isShownByTrail(seen: Seen, cause: LoginCauseCode): boolean {
  const { audited } = seen;
  return audited !== undefined && !audited.isDoubtful && audited.detail.causes.length === 1 && namesCause(seen, cause);
}

function isKnown({ audited }: Seen): boolean {
  return audited !== undefined && audited.detail.meanings.length > 0;
}

function namesCause({ audited }: Seen, cause: LoginCauseCode): boolean {
  return audited?.detail.causes.includes(cause) === true;
}

function isSaid(seen: Seen, cause: LoginCauseCode, isDoubtful: boolean): boolean {
  return isKnown(seen) && seen.audited?.isDoubtful === isDoubtful && namesCause(seen, cause);
}

function valueOf({ audited }: Seen): string {
  return audited?.detail.value ?? '';
}

function isRefusedToken(seen: Seen): boolean {
  return causeTraits['token-unknown'].details.includes(valueOf(seen));
}

/** A row with the application's name and without the token's; a value that was pasted alone has neither. */
function isNameless({ audited }: Seen): boolean {
  return audited?.row.application !== undefined && audited.row.token === undefined;
}
