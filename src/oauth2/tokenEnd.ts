import { decodeJwt } from 'jose';
import { isShowableTime } from '../showableTime.ts';

/**
 * When a token of NetSuite's ends, in milliseconds since 1970: its tokens are JWTs that say so. Nothing is verified, which
 * is NetSuite's business; undefined where it does not say.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_158255317571.html
 */
export function tokenEnd(token: string): number | undefined {
  try {
    const { exp } = decodeJwt(token);
    return exp !== undefined && Number.isSafeInteger(exp) && exp > 0 && isShowableTime(exp * 1000)
      ? exp * 1000
      : undefined;
  } catch {
    return undefined;
  }
}
