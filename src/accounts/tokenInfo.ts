import { isLosslessNumber, parse } from 'lossless-json';
import type { Identity } from './records.ts';

/**
 * Reads what `/rest/tokeninfo` answers. Oracle says that it holds company, role and entity, names and IDs, but not
 * under which names; so any JSON object is searched for the likeliest (assumed), at most two levels deep.
 *
 * @returns undefined when the text is no JSON object
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/chapter_157017286140.html
 */
export function readTokenInfo(text: string): Identity | undefined {
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value)) {
    return undefined;
  }
  const found: Record<keyof Identity, string | undefined> = {
    company: pick(value, 'company'),
    role: pick(value, 'role'),
    entity: pick(value, 'entity') ?? pick(value, 'user') ?? pick(value, 'employee'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, name]) => name !== undefined));
}

/** The name of a thing, or else its ID: `companyName`, `company_name`, `company: {name}`, `company`, `companyId`. */
function pick(object: Readonly<Record<string, unknown>>, thing: string): string | undefined {
  const entries = Object.entries(object).map(
    ([key, value]) => [key.toLowerCase().replaceAll(/[^a-z]/g, ''), value] as const,
  );
  for (const suffix of ['name', '', 'internalid', 'id']) {
    const value = entries.find(([key]) => key === thing + suffix)?.[1];
    const text = isObject(value) ? (pick(value, '') ?? textOf(value)) : textOf(value);
    if (text !== undefined) {
      return text;
    }
  }
  return undefined;
}

function textOf(value: unknown): string | undefined {
  const text = isLosslessNumber(value) ? value.toString() : typeof value === 'string' ? value : '';
  // Role and company names are shown in one line of the tree.
  const line = text.replaceAll(/\s+/g, ' ').trim().slice(0, 120);
  return line === '' ? undefined : line;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}
