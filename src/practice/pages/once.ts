import { randomUUID } from 'node:crypto';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { PageAnswer, Visit } from './page.ts';
import type { Session } from './sessions.ts';

const fieldName = 'submission';
const submissions = new WeakMap<Session, Map<string, Promise<PageAnswer>>>();
const mostSubmissions = 100;

/** A hidden field that makes two clicks on a button one submission; see `submitOnce`. */
export function submissionField(): Html {
  return html`<input type="hidden" name="${fieldName}" value="${randomUUID()}" />`;
}

/**
 * Does what a form asks for, unless the very same form did it already: then the answer is the first one. So that a double
 * click makes one record, and the secrets shown are those of the record that was made. A form that was refused may come
 * again.
 */
export async function submitOnce({ session, form }: Visit, submit: () => Promise<PageAnswer>): Promise<PageAnswer> {
  const id = form.get(fieldName) ?? '';
  if (id === '') {
    return submit();
  }
  const earlier = submissions.get(session) ?? new Map<string, Promise<PageAnswer>>();
  submissions.set(session, earlier);
  const running = earlier.get(id);
  if (running) {
    return running;
  }
  const answer = submit();
  earlier.set(id, answer);
  const [oldest] = earlier.keys();
  if (earlier.size > mostSubmissions && oldest !== undefined) {
    earlier.delete(oldest);
  }
  let isDone = false;
  try {
    isDone = (await answer).kind === 'redirect';
    return await answer;
  } finally {
    if (!isDone) {
      earlier.delete(id);
    }
  }
}

/** Something to be shown on the page that a redirect leads to, and never again. */
export function showOnce({ session }: Visit, key: string, body: Html): void {
  session.once.set(key, body);
}

/** Takes it away, so that going back or reloading shows nothing. */
export function takeOnce({ session }: Visit, key: string): Html | undefined {
  const body = session.once.get(key);
  session.once.delete(key);
  return body;
}

/** A pair of secrets under NetSuite's own labels, which tools that read a copied page look for. */
export function secretCard(title: string, hint: string, secrets: readonly (readonly [string, string])[]): Html {
  return html`<section aria-labelledby="secrets-title">
    <h2 id="secrets-title">${title}</h2>
    <p><strong>Copy them now.</strong> They are shown this once and never again. ${hint}</p>
    <div class="card">
      ${secrets.map(
        ([label, value]) =>
          html`<div class="field">
            <span class="label">${label}</span>
            <code class="secret">${value}</code>
          </div>`,
      )}
    </div>
  </section>`;
}
