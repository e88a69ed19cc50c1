import { resetToReady, startFromScratch } from '../../reset.ts';
import { administratorsOnly } from '../editing.ts';
import { checkbox, formToken } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { done, problem, redirect } from '../page.ts';
import type { Page, PageAnswer, Visit } from '../page.ts';
import { homePath } from '../paths.ts';
import { startOverPath } from './controlPaths.ts';

/** Makes both accounts anew: with nothing set up, or ready to use. */
export const startOverPage: Page = {
  path: startOverPath,
  title: 'Start over',
  menuPath: ['Practice account', 'Start over'],
  inMenu: true,
  refusal: administratorsOnly,
  show: visit => ({ kind: 'page', body: content(visit, undefined) }),
  submit,
};

async function submit(visit: Visit): Promise<PageAnswer> {
  const to = visit.form.get('to');
  if (to !== 'scratch' && to !== 'ready') {
    return redirect(startOverPath, problem('This form is not known. Nothing was changed.'));
  }
  if (visit.form.get(`understood-${to}`) !== 'T') {
    const notices = [problem('The box is not ticked. Nothing was changed.')];
    return { kind: 'page', status: 400, body: content(visit, to), notices };
  }
  if (to === 'scratch') {
    await startFromScratch(visit.account);
    return redirect(
      homePath,
      done(
        'Both accounts begin anew, with nothing enabled. The four steps lie ahead: enable features, set up a role, assign it, create an application and a token.',
      ),
    );
  }
  await resetToReady(visit.account);
  return redirect(
    homePath,
    done('Both accounts are new and ready to use. All keys and secrets are new: the old ones open nothing.'),
  );
}

function content(visit: Visit, missing: 'scratch' | 'ready' | undefined): Html {
  const { production, sandbox } = visit.account.world.current();
  return html`<p>
      Both ways make <strong>${production.accountId}</strong> and <strong>${sandbox.accountId}</strong> anew. Neither
      can be undone.
    </p>
    <h2>What will be lost</h2>
    <ul>
      <li>All integration records and tokens of both accounts: every key and secret in use stops working</li>
      <li>All changes to features, roles, employees, customers and sales orders</li>
      <li>Practice controls: release, lock, concurrency limit, preferences</li>
      <li>The Login Audit Trail and the execution logs of scripts</li>
    </ul>
    <p>The addresses of the accounts stay, and so do the scripts in the practice workspace.</p>
    ${way(visit, missing, {
      to: 'scratch',
      title: 'Start from scratch',
      text: 'Nothing is enabled and only the administrator has a role. Do the four steps yourself: enable features, set up a role, assign it, create an application and a token. Each step that is missing makes calls fail as in NetSuite.',
      button: 'Start from scratch',
    })}
    ${way(visit, missing, {
      to: 'ready',
      title: 'Reset to a new, ready account',
      text: 'Features, roles, employees, an application and a token are there, with new keys and secrets.',
      button: 'Reset to a ready account',
    })}`;
}

function way(
  visit: Visit,
  missing: string | undefined,
  {
    to,
    title,
    text,
    button,
  }: { readonly to: string; readonly title: string; readonly text: string; readonly button: string },
): Html {
  return html`<h2>${title}</h2>
    <p>${text}</p>
    <form method="post" action="${startOverPath}">
      ${formToken(visit)}
      <input type="hidden" name="to" value="${to}" />
      ${checkbox({ id: `understood-${to}`, name: `understood-${to}`, label: 'Both accounts may lose what is listed above', checked: false, error: missing === to ? 'Tick this box first.' : undefined })}
      <div class="actions"><button class="danger">${button}</button></div>
    </form>`;
}
