import type { AuditRow, CallFacts } from '../evidence.ts';

/** The row of the trail that tells of a failed login. */
export interface ChosenRow {
  readonly row: AuditRow;
  /** Whether there are others, with another Detail, that may be meant as well. */
  readonly isDoubtful: boolean;
}

/** Milliseconds: NetSuite's clock and this machine's may differ, and a call may have waited. */
export const auditWindow = 2 * 60 * 1000;

/**
 * Of the failures of a trail the one that a call left: near it in time where the time is known, to the same path where
 * that is, and the nearest of those.
 *
 * @returns undefined when no failure among the rows can be meant
 */
export function chooseAuditRow(
  rows: readonly AuditRow[],
  call: Pick<CallFacts, 'at' | 'path' | 'took' | 'answer'> | undefined,
): ChosenRow | undefined {
  const failures = rows.filter(({ status, detail }) => status !== 'Success' && detail !== '');
  // The trail has NetSuite's time, and so has the Date header.
  const time = call?.answer?.date ?? call?.at;
  const distance = ({ at }: AuditRow) => (time !== undefined && at !== undefined ? Math.abs(at - time) : 0);
  const near = failures.filter(row => distance(row) <= auditWindow + (call?.took ?? 0));
  const isSamePath = ({ requestUri }: AuditRow) =>
    requestUri !== undefined && call?.path !== undefined && pathOf(requestUri) === call.path;
  const onPath = near.filter(isSamePath);
  const [row, ...others] = (onPath.length > 0 ? onPath : near).toSorted(
    (one, other) => distance(one) - distance(other),
  );
  return (
    row && {
      row,
      isDoubtful: others.some(other => distance(other) === distance(row) && other.detail !== row.detail),
    }
  );
}

function pathOf(requestUri: string): string {
  return requestUri.replace(/^https?:\/\/[^/]*/i, '').split(/[?#]/, 1)[0] ?? '';
}
