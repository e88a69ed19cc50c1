import { createHash } from 'node:crypto';
import { CodedError } from '../../codedError.ts';
import { isAdministrator } from '../access/rules.ts';
import type { Actor } from '../access/rules.ts';
import type { AccountState } from '../state/model.ts';
import { changeAs } from './changeAs.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { problem, redirect } from './page.ts';
import type { Notice, Page, PageAnswer, Visit } from './page.ts';

/** What is wrong with what was entered, by field name. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Answers a form by changing the account; whoever may no longer do that is told so, and nothing changes. */
export async function answerChange(
  visit: Visit,
  refusal: Page['refusal'],
  change: (state: AccountState, actor: Actor) => readonly [AccountState, PageAnswer],
): Promise<PageAnswer> {
  try {
    return await changeAs(visit, (actor, state) => refusal(actor, state) === undefined, change);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'permission-missing') {
      return redirect(visit.exchange.target, problem('You may no longer do this. Nothing was changed.'));
    }
    throw error;
  }
}

/** That only administrators see roles and employees is assumed: Oracle's permissions for it are not among those here. */
export function administratorsOnly({ role }: Actor): string | undefined {
  return isAdministrator(role) ? undefined : 'Only administrators can open this page.';
}

/** Says in a form which version of a record it was made from, so that nobody overwrites what they never saw. */
export function versionField(record: unknown): Html {
  return html`<input type="hidden" name="version" value="${versionOf(record)}" />`;
}

export function isOutdated(form: URLSearchParams, record: unknown): boolean {
  return form.get('version') !== versionOf(record);
}

export const outdatedNotice: Notice = problem(
  'This was changed in another window after you opened it. Nothing was saved. What you entered is below: ' +
    'save again to put it in place of the other change, or open the page anew to see that.',
);

function versionOf(record: unknown): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('base64url').slice(0, 22);
}

/** The notice on top of a form that was not taken, which names the fields to look at. */
export function errorNotice(errors: FieldErrors): Notice {
  return problem(`Nothing was saved. ${Object.values(errors).join(' ')}`);
}

/** Entered text as one line: without control characters, and without those that turn the text around them. */
export function oneLine(text: string): string {
  return text
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
}

/** Whether a text shows anything: spaces and invisible characters alone do not. */
export function isVisible(text: string): boolean {
  return /[^\s\p{Cf}]/u.test(text);
}

/** An internal id from an address or a form; undefined when there is none that could be one. */
export function readId(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

export function missingRecord(what: string, listPath: string): PageAnswer {
  const body = html`<p>There is no ${what} with this id. It may have been deleted in another window.</p>
    <p><a href="${listPath}">Back to the list</a></p>`;
  return { kind: 'page', status: 404, title: `No such ${what}`, body };
}

/** "1 token", "3 tokens" */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
