import { isCoded } from '../../codedError.ts';
import type { Exchange } from '../server/exchange.ts';
import { splitTarget } from '../authentication/parameters.ts';
import { readForm } from './formData.ts';
import { html } from './html.ts';
import { sendPage, sendRedirect } from './layout.ts';
import { problem } from './page.ts';
import type { Page, PageAnswer, Visit } from './page.ts';
import { actorOf, sessionOf } from './sessions.ts';
import { signInUrl } from './paths.ts';

/** Shows a page, or takes a form of it: who is signed in, may they, did the form come from here. */
export async function answerPage(page: Page, exchange: Exchange): Promise<void> {
  const { account, request, response, target } = exchange;
  const state = account.store.current();
  const session = sessionOf(account, request);
  const actor = session && actorOf(state, session);
  if (!session || !actor) {
    sendRedirect(response, signInUrl(request.method === 'GET' ? target : page.path));
    return;
  }
  const query = new URLSearchParams(splitTarget(target).query);
  const form = request.method === 'POST' ? readForm(exchange) : new URLSearchParams();
  const visit: Visit = { exchange, account, state, actor, session, query, form };
  const refusal = page.refusal(actor, state);
  const answer = refusal === undefined ? await respond(page, visit) : refused(refusal);
  if (answer.kind === 'redirect') {
    session.notices = answer.notice ? [answer.notice] : [];
    sendRedirect(response, answer.to);
    return;
  }
  const notices = [...session.notices, ...(answer.notices ?? [])];
  session.notices = [];
  sendPage(visit, page, { ...answer, notices });
}

async function respond(page: Page, visit: Visit): Promise<PageAnswer> {
  if (visit.exchange.request.method !== 'POST' || !page.submit) {
    return page.show(visit);
  }
  if (visit.form.get('formToken') !== visit.session.formToken) {
    const notice = problem('This form is from an earlier sign-in. Nothing was changed. Please fill it in again.');
    return { kind: 'redirect', to: visit.exchange.target, notice };
  }
  try {
    return await page.submit(visit);
  } catch (error) {
    return notSaved(page, error);
  }
}

/** The file system refused to save, and so nothing changed: a full disk, mostly. */
function notSaved({ path }: Page, error: unknown): PageAnswer {
  const { code } = error as NodeJS.ErrnoException;
  if (isCoded(error) || code === undefined || !/^E[A-Z0-9]+$/.test(code)) {
    throw error;
  }
  const body = html`<p>Nothing was changed. The disk may be full, or the folder of the practice account read-only.</p>
    <p><a href="${path}">Back to the page</a></p>`;
  return { kind: 'page', title: 'This could not be saved', status: 500, body, notices: [problem(`${code}.`)] };
}

function refused(reason: string): PageAnswer {
  const body = html`<p>${reason}</p>
    <p>
      An administrator can change this under Setup &gt; Users/Roles &gt; Manage Roles. You can also change to another
      role above.
    </p>`;
  return { kind: 'page', title: 'You do not have access to this page', status: 403, body };
}
