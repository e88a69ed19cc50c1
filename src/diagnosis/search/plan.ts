import type { CauseCode } from '../causeCodes.ts';
import type { Item } from '../callParts.ts';
import { correct, correctWriting, encodeText, writeItem, type Style, type Writing } from './writing.ts';

/** The first two parts of a base string on their way. */
export interface UrlPlan {
  readonly method: string;
  readonly scheme: string;
  /** With its colon and slashes. */
  readonly host: string;
  /** With its colon, or empty. */
  readonly port: string;
  readonly path: string;
  /** What wrongly follows the path. */
  readonly suffix: string;
}

/** Name and value as written, with what they were written from. */
export interface Written {
  readonly item: Item;
  readonly name: string;
  readonly value: string;
}

/** The third part on its way, step by step as a client goes. */
export interface ParameterPlan {
  /** Which parameters, from those that belong there. */
  readonly picks: readonly ((items: readonly Item[]) => readonly Item[])[];
  /** What their texts are taken to mean. */
  readonly reads: readonly ((item: Item) => Item)[];
  readonly writing: Writing;
  readonly order: (written: readonly Written[]) => readonly Written[];
}

/** How the three parts become one. */
export interface JoinPlan {
  readonly url: Outer;
  readonly parameters: Outer;
  readonly separator: string;
}

/** How a whole part is encoded. */
export interface Outer extends Style {
  readonly raw: boolean;
  readonly twice: boolean;
}

export interface KeyPlan {
  readonly first: KeySource;
  readonly second: KeySource;
  readonly ampersand: string;
  readonly encoding: 'percent' | 'raw' | 'twice' | 'form' | 'lower' | 'form-lower' | 'uri-component';
  /** What is done to the secrets, or to the whole key, before it is used. */
  readonly changeSecret: (secret: string, which: 'first' | 'second') => string;
  readonly changeKey: (key: string) => string;
}

export type KeySource = 'consumerSecret' | 'tokenSecret' | 'consumerKey' | 'token' | 'nothing';

/** Everything a client does between a call and its signature, the hash aside. */
export interface Plan {
  readonly url: UrlPlan;
  readonly parameters: ParameterPlan;
  readonly join: JoinPlan;
  readonly key: KeyPlan;
}

/** What a bug changes; lists are added to, the rest takes the place of what was there. */
export interface Change {
  readonly url?: Partial<UrlPlan>;
  readonly pick?: (items: readonly Item[]) => readonly Item[];
  readonly read?: (item: Item) => Item;
  readonly writing?: Partial<Writing>;
  readonly order?: ParameterPlan['order'];
  readonly join?: {
    readonly url?: Partial<Outer>;
    readonly parameters?: Partial<Outer>;
    readonly separator?: string;
  };
  readonly key?: Partial<KeyPlan>;
}

export interface Finding {
  readonly code: CauseCode;
  readonly detail?: string | undefined;
}

/** One way of getting it wrong. */
export interface Bug {
  /** What it is called; several where one slip does several of the known things. */
  readonly findings: readonly Finding[];
  /** How rare it is: 1 is what everybody does. Of two explanations the cheaper is believed. */
  readonly cost: number;
  /** What it is about; two bugs about the same are not tried together. */
  readonly slots: readonly string[];
  readonly change: Change;
}

const correctOuter: Outer = { ...correct, raw: false, twice: false };

export const correctJoin: JoinPlan = { url: correctOuter, parameters: correctOuter, separator: '&' };

export const correctKey: KeyPlan = {
  first: 'consumerSecret',
  second: 'tokenSecret',
  ampersand: '&',
  encoding: 'percent',
  changeSecret: secret => secret,
  changeKey: key => key,
};

export const correctParameters: ParameterPlan = { picks: [], reads: [], writing: correctWriting, order: byBytes };

/** By encoded name, then by encoded value. RFC 5849 section 3.4.1.3.2. */
export function byBytes(written: readonly Written[]): readonly Written[] {
  return written.toSorted((a, b) => compare(a.name, b.name) || compare(a.value, b.value));
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function apply(plan: Plan, { url, pick, read, writing, order, join, key }: Change): Plan {
  const { parameters } = plan;
  return {
    url: url ? { ...plan.url, ...url } : plan.url,
    parameters:
      pick || read || writing || order
        ? {
            picks: pick ? [...parameters.picks, pick] : parameters.picks,
            reads: read ? [...parameters.reads, read] : parameters.reads,
            writing: writing ? { ...parameters.writing, ...writing } : parameters.writing,
            order: order ?? parameters.order,
          }
        : parameters,
    join: join
      ? {
          url: { ...plan.join.url, ...join.url },
          parameters: { ...plan.join.parameters, ...join.parameters },
          separator: join.separator ?? plan.join.separator,
        }
      : plan.join,
    key: key ? { ...plan.key, ...key } : plan.key,
  };
}

export function urlText({ scheme, host, port, path, suffix }: UrlPlan): string {
  return scheme + host + port + path + suffix;
}

export function parameterText(items: readonly Item[], { picks, reads, writing, order }: ParameterPlan): string {
  let all = items;
  for (const pick of picks) all = pick(all);
  for (const read of reads) all = all.map(read);
  return order(all.map(item => ({ item, ...writeItem(item, writing) })))
    .map(({ name, value }) => `${name}=${value}`)
    .join('&');
}

export function encodeOuter(text: string, outer: Outer): string {
  if (outer.raw) {
    return text;
  }
  const once = encodeText(text, outer);
  return outer.twice ? encodeText(once, outer) : once;
}
