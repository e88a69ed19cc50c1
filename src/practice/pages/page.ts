import type { Actor } from '../access/rules.ts';
import type { PracticeAccount } from '../account.ts';
import type { Exchange } from '../server/exchange.ts';
import type { AccountState } from '../state/model.ts';
import type { Html } from './html.ts';
import type { Session } from './sessions.ts';

/** A page being shown or a form of it being sent, by somebody who is signed in. */
export interface Visit {
  readonly exchange: Exchange;
  readonly account: PracticeAccount;
  /** The account's state when the request came in; changes go through `account.store.update`. */
  readonly state: AccountState;
  readonly actor: Actor;
  readonly session: Session;
  readonly query: URLSearchParams;
  /** The fields of the form; empty when the page is shown. */
  readonly form: URLSearchParams;
}

export interface Notice {
  readonly kind: 'done' | 'problem' | 'hint';
  readonly text: string;
}

export type PageAnswer =
  | {
      readonly kind: 'page';
      readonly body: Html;
      /** Instead of the page's own title. */
      readonly title?: string;
      readonly status?: number;
      readonly notices?: readonly Notice[];
      /** Origins besides its own that a form of this page may lead to. */
      readonly formTargets?: readonly string[];
    }
  /** After a change: the notice is shown where the browser ends up. */
  | { readonly kind: 'redirect'; readonly to: string; readonly notice?: Notice };

/** A page at one of NetSuite's paths (or below /practice/, where NetSuite has none). */
export interface Page {
  readonly path: string;
  readonly title: string;
  /** NetSuite's menu path to it, from left to right, its own name included. */
  readonly menuPath: readonly string[];
  /** In the navigation; a page that needs an `?id=` is not. */
  readonly inMenu: boolean;
  /** What is missing to see this page, in a sentence; undefined when nothing is. */
  readonly refusal: (actor: Actor, state: AccountState) => string | undefined;
  readonly show: (visit: Visit) => PageAnswer | Promise<PageAnswer>;
  /** What a form sent to this path does; its token has been checked. */
  readonly submit?: (visit: Visit) => PageAnswer | Promise<PageAnswer>;
}

export function redirect(to: string, notice?: Notice): PageAnswer {
  return { kind: 'redirect', to, ...(notice ? { notice } : {}) };
}

export function done(text: string): Notice {
  return { kind: 'done', text };
}

export function problem(text: string): Notice {
  return { kind: 'problem', text };
}
