import type { Credential } from './accountBook.ts';
import type { TokenRecord } from './records.ts';
import { shapeOf } from '../tba/secretShape.ts';

/** A token as people know it: user and role where NetSuite told them, else the name it was given. */
export function tokenLabel(token: TokenRecord): string {
  if (token.verification?.outcome !== 'accepted') {
    return token.name;
  }
  const { entity, role } = token.verification.identity;
  return [entity, role].filter(part => part !== undefined).join(' · ') || token.name;
}

/** `Acme · jane · Clerk` */
export function credentialLabel({ account, token }: Credential): string {
  return `${account.name} · ${tokenLabel(token)}`;
}

/** A name for a token of which nothing is known yet: the ends of its ID, `2b…cc`. */
export function shortId(tokenId: string): string {
  const { ends } = shapeOf(tokenId);
  return ends ? `${ends.first}…${ends.last}` : '…';
}
