import { tokenLabel } from '../../../accounts/labels.ts';
import type { Credential } from '../../../accounts/records.ts';
import type { LastUse } from './lastUses.ts';

/**
 * The use that is this token's, as far as names tell: NetSuite knows the token by a name that may be another than the
 * one here. By default it names a token after application, user and role (assumed of tokens that were signed in for).
 *
 * @returns undefined when none or several may be it
 */
export function useOf(uses: readonly LastUse[], credential: Credential): LastUse | undefined {
  const { application, token } = credential;
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  const named = uses.filter(use => same(use.token, token.name) || same(use.token, tokenLabel(token)));
  const { entity, role } = token.identity ?? {};
  const described =
    entity === undefined || role === undefined
      ? []
      : uses.filter(use => [application.name, entity, role].every(part => holds(use.token, part)));
  const found = named.length > 0 ? named : described;
  return found.length === 1 ? found[0] : undefined;
}

function holds(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
