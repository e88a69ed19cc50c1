import { causeTraits } from '../causeTraits.ts';
import { loginCauseCodes, type LoginCauseCode } from '../loginCauseCodes.ts';
import { auditDetails, type DetailMeaning } from './auditDetails.ts';

/** What is known of a value of the Detail column. */
export interface AuditDetail {
  /** As Oracle spells it; as it was given where Oracle's tables do not have it. */
  readonly value: string;
  /** What stands behind the value, such as the URL of InvalidCallback; '' for nothing. */
  readonly about: string;
  /** One for each way of logging in; none for a value that Oracle's tables do not have. */
  readonly meanings: readonly DetailMeaning[];
  /** The causes that give it. */
  readonly causes: readonly LoginCauseCode[];
}

const byLowerCase = new Map(Object.keys(auditDetails).map(value => [value.toLowerCase(), value]));

/** Characters that are kept of an unknown value, and of what stands behind one. */
const longest = 300;

/**
 * Looks a value of the Detail column up, in any case. A value that is in none of Oracle's tables comes back without
 * meanings: names such as WrongAccount, timestamp_refused, ConsumerKeyUnknown or TokenUnknown, which go about, were
 * looked for in them and not found.
 */
export function auditDetail(text: string): AuditDetail {
  // Somebody may paste anything.
  const trimmed = text
    .slice(0, 10_000)
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
  const [first = '', ...rest] = trimmed.split(/\s+/);
  const value = byLowerCase.get(first.toLowerCase());
  return value === undefined
    ? { value: trimmed.slice(0, longest), about: '', meanings: [], causes: [] }
    : {
        value,
        about: rest.join(' ').slice(0, longest),
        meanings: auditDetails[value] ?? [],
        causes: loginCauseCodes.filter(code => causeTraits[code].details.includes(value)),
      };
}

/** Whether a text begins with a value that Oracle's tables have. */
export function isKnownDetail(text: string): boolean {
  return auditDetail(text).meanings.length > 0;
}
