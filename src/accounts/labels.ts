import type { Credential, TokenRecord } from './records.ts';
import { shapeOf } from '../tba/secretShape.ts';

/** A token as people know it: the name they gave it, else user and role where NetSuite told them. */
export function tokenLabel({ name, isNamed, identity }: TokenRecord): string {
  const known = [identity?.entity, identity?.role].filter(part => part !== undefined).join(' · ');
  return isNamed || known === '' ? name : known;
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
