import { credentialsVersionOf, sharesKey } from '../../access/applications.ts';
import { authorizedApplications } from '../../access/authorizedApplications.ts';
import type { Application } from '../../state/model.ts';
import { counted } from '../editing.ts';
import { formToken } from '../forms.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { submissionField } from '../once.ts';
import type { Visit } from '../page.ts';
import { integrationPath } from './texts.ts';

/** Asks before a key and secret are replaced, and says where else that will be felt. */
export function resetQuestion(visit: Visit, application: Application): Html {
  const { account, state } = visit;
  const living = state.tokens.filter(
    token => token.applicationId === application.id && token.state !== 'revoked',
  ).length;
  const isShared = sharesKey(account.world.current(), account.kind, application);
  const other = account.kind === 'sandbox' ? 'production account' : 'sandbox';
  return html`<p>
      <strong><bdi>${application.name}</bdi></strong> will get a new consumer key and a new consumer secret.
    </p>
    <ul>
      <li>The old pair ends at once: every program that still uses it can no longer log in.</li>
      <li>${living === 1 ? '1 token keeps' : `${living} tokens keep`} working, together with the new pair.</li>
      ${
        isShared &&
        html`<li>
          <strong>The ${other} has the same key for this record.</strong> It gets the new pair too, so programs that log
          in there stop as well until they have it.
        </li>`
      }
    </ul>
    ${question(
      visit,
      application,
      html`<input type="hidden" name="version" value="${credentialsVersionOf(application)}" />
        <input type="hidden" name="shared" value="${isShared ? 'T' : 'F'}" />
        <button class="danger" name="action" value="reset">Reset credentials</button>`,
    )}`;
}

/** Asks before a record goes, and its tokens with it. */
export function deleteQuestion(visit: Visit, application: Application): Html {
  const { state, account } = visit;
  const living = state.tokens.filter(
    token => token.applicationId === application.id && token.state !== 'revoked',
  ).length;
  const mappings = state.certificateMappings.filter(each => each.applicationId === application.id).length;
  const consents = authorizedApplications(state, account.now()).filter(
    each => each.applicationId === application.id && each.stage === 'active',
  );
  const people = new Set(consents.map(each => each.employeeId)).size;
  return html`<p>
      <strong><bdi>${application.name}</bdi></strong> will be deleted. This cannot be undone.
    </p>
    <ul>
      <li>Its consumer key and secret end at once.</li>
      <li>
        ${
          living === 0
            ? 'It has no tokens that could still be used.'
            : `${living === 1 ? 'Its token is' : `Its ${living} tokens are`} revoked, for good.`
        }
      </li>
      ${
        people > 0 &&
        html`<li>
          ${counted(people, 'person has', 'people have')} allowed it to log in with OAuth 2.0: those tokens end too.
        </li>`
      }
      ${mappings > 0 && html`<li>${counted(mappings, 'certificate mapping goes', 'certificate mappings go')} with it.</li>`}
    </ul>
    <p class="quiet">To stop it for a while only, set its state to Blocked.</p>
    ${question(
      visit,
      application,
      html`<button class="danger" name="action" value="delete">Delete the integration</button>`,
    )}`;
}

function question(visit: Visit, { id }: Application, inside: Html): Html {
  return html`<form method="post" action="${integrationPath}?id=${id}">
    ${formToken(visit)} ${submissionField()}
    <div class="actions">
      ${inside}
      <a class="button" href="${integrationPath}?id=${id}">Cancel</a>
    </div>
  </form>`;
}
