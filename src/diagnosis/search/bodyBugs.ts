import { createHash } from 'node:crypto';
import { readItems, type Item } from '../callParts.ts';
import type { Bug } from './plan.ts';
import { made, type Scene } from './scene.ts';

const longest = 200_000;
const mostKeys = 2000;
/** Of a long body only the likeliest forms are tried: each makes every candidate as long. */
const longBody = 20_000;
const likeliest = 5;

/**
 * A body signed that is no form: its members as parameters, or its text. Only the pairs of a form belong into a base
 * string (RFC 5849 section 3.4.1.3.1); Oracle's page says the same of POST parameters.
 */
export function bodyBugs({ call: { otherBody, form } }: Scene): Bug[] {
  const bugs: Bug[] = [];
  if (otherBody === '' || otherBody.length > longest || form.length > 0) {
    return bugs;
  }
  const add = (items: readonly Item[], cost: number) => {
    if (items.length > 0 && items.length < mostKeys) {
      bugs.push({
        findings: [{ code: 'json-body-signed' }],
        cost,
        slots: ['body'],
        change: { pick: all => [...all, ...items] },
      });
    }
  };
  const members = parsed(otherBody);
  if (typeof members === 'object' && members !== null) {
    const entries = Object.entries(members);
    const text = (value: unknown) =>
      typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
    add(
      entries.map(([name, value]) => made(name, text(value))),
      1,
    );
    // oauth-1.0a: an array comes once for each element, an object as its name.
    add(
      entries.flatMap(([name, value]) => asList(value).map(each => made(name, String(each)))),
      1.2,
    );
    add(
      entries.map(([name, value]) => made(name, String(value))),
      1.3,
    );
    add(
      entries.flatMap(([name, value]) => bracketed(name, value)),
      1.5,
    );
    add(
      entries.flatMap(([name, value]) => dotted(name, value)),
      2.5,
    );
    add(
      entries.flatMap(([name, value]) => (value === null ? [] : [made(name, text(value))])),
      2,
    );
    add(
      entries.flatMap(([name, value]) => (typeof value === 'object' ? [] : [made(name, String(value))])),
      2,
    );
    add(
      entries.map(([name, value]) => made(name, pythonText(value))),
      2,
    );
    add(
      entries.map(([name, value]) => made(name, JSON.stringify(value))),
      2.5,
    );
    add(
      entries.flatMap(([name, value]) => bracketed(name, value, phpText)),
      2,
    );
    for (const compact of [JSON.stringify(members), pythonJson(otherBody)]) {
      add([made(compact, '')], 2.5);
      add([made('body', compact)], 3);
    }
  }
  add([made(otherBody, '')], 1.5);
  add([made('', otherBody)], 2.5);
  for (const name of ['body', 'data', 'payload', 'json', 'request', 'content', 'requestBody', '0'])
    add([made(name, otherBody)], 2.5);
  add(readItems(otherBody, 'nowhere'), 1.5);
  add(
    readItems(otherBody, 'nowhere').map(item => ({ ...item, name: item.rawName, value: item.rawValue })),
    2,
  );
  const first = otherBody.split('=');
  if (first.length > 2) {
    add([made(first[0] ?? '', first[1] ?? '')], 3);
  }
  for (const hash of ['sha256', 'sha1'] as const) {
    bugs.push({
      findings: [{ code: 'signed-param-not-in-header', detail: 'oauth_body_hash' }],
      cost: 3,
      slots: ['body'],
      change: { pick: all => [...all, made('oauth_body_hash', createHash(hash).update(otherBody).digest('base64'))] },
    });
  }
  return otherBody.length > longBody ? bugs.toSorted((a, b) => a.cost - b.cost).slice(0, likeliest) : bugs;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

type Spell = (value: unknown) => string;

/** `a[b]=1&c[0]=2`, as PHP, qs and jQuery write it. */
function bracketed(name: string, value: unknown, spell: Spell = String): Item[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => bracketed(`${name}[${key}]`, inner, spell))
    : [made(name, spell(value))];
}

function dotted(name: string, value: unknown): Item[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => dotted(`${name}.${key}`, inner))
    : [made(name, String(value))];
}

/** As a template writes it; of an object that is its kind. */
function plainText(value: unknown): string {
  return typeof value === 'object' && value !== null ? '[object Object]' : `${value as string | number | boolean}`;
}

/** PHP writes true as 1, and false as 0 or nothing. */
function phpText(value: unknown): string {
  return value === true ? '1' : value === false ? '0' : value === null ? '' : plainText(value);
}

/** str() of what json.loads gives. */
function pythonText(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${pythonRepr(key)}: ${pythonRepr(inner)}`)
      .join(', ')}}`;
  }
  return plainText(value);
}

function pythonRepr(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : pythonText(value);
}

/** json.dumps puts a blank after each comma and colon, and escapes what is not ASCII. */
function pythonJson(text: string): string {
  const write = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(write).join(', ')}]`;
    if (typeof value === 'object' && value !== null) {
      return `{${Object.entries(value)
        .map(([key, inner]) => `${write(key)}: ${write(inner)}`)
        .join(', ')}}`;
    }
    return JSON.stringify(value).replace(
      /[\x7f-\uffff]/g,
      unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  };
  return write(parsed(text));
}
