import type { AnswerKind } from '../answerKind.ts';
import type { AuditDetail } from '../audit/auditDetail.ts';
import type { ChosenRow } from '../audit/chooseAuditRow.ts';
import type { Finding } from '../explanation.ts';
import type { LoginEvidence, ProbeKind, ProbeResult } from '../evidence.ts';
import type { LoginCauseCode } from '../loginCauseCodes.ts';

/** The evidence with what is worked out of it once for all rules. */
export interface Seen {
  readonly evidence: LoginEvidence;
  /** What the answer amounts to; absent when nothing is known of a call. */
  readonly kind?: AnswerKind;
  /** The row of the trail that the call left, and what its Detail means. */
  readonly audited?: ChosenRow & { readonly detail: AuditDetail };
  readonly probe: (kind: ProbeKind) => ProbeResult | undefined;
}

/** The values for the places in a finding's text; undefined when the rule has nothing to say. */
export type Applies = (seen: Seen, cause: LoginCauseCode) => Finding['data'] | undefined;

/** One thing that can be seen, and what it says of some causes. */
export interface Rule {
  readonly from: Finding['from'];
  readonly causes: readonly LoginCauseCode[];
  /**
   * How much it says, in doublings of the odds: 1 a hint, 3 a good reason, 6 next to certain, 8 NetSuite's own word or
   * plain to see. Negative speaks against.
   */
  readonly weight: number;
  /** NetSuite said so itself, or it can be seen in what was sent. */
  readonly shows?: true;
  /** Plain English with `{name}` for each of the data. */
  readonly text: string;
  readonly applies: Applies;
}

/** Nothing to fill in. */
export const plain: Finding['data'] = {};

/** `plain` where something holds. */
export function when(holds: boolean | undefined): Finding['data'] | undefined {
  return holds === true ? plain : undefined;
}

/** A moment as it is shown: minutes are enough, and UTC needs no knowledge of where somebody is. */
export function moment(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? '?' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
