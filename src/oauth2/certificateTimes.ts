/** Days that a certificate may hold: two years, and what is longer NetSuite cuts silently. */
export const longestValidity = 730;

/** Years after which NetSuite takes a certificate no more, whatever stands in it. */
const longestYears = 2;

/**
 * Until when NetSuite takes a certificate, in milliseconds since 1970.
 *
 * @param from and `to`: what stands in the certificate, milliseconds since 1970
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/subsect_162755332391.html
 */
export function takenUntil(from: number, to: number): number {
  const longest = new Date(from);
  longest.setUTCFullYear(longest.getUTCFullYear() + longestYears);
  return Math.min(to, longest.getTime());
}
