import { isActive } from '../../access/certificates.ts';
import { hasPermission, isAdministrator, ownsApplication, takesTokens } from '../../access/rules.ts';
import { scopeNames } from '../../oauth2/scopes.ts';
import type { Application } from '../../state/model.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { takeOnce } from '../once.ts';
import type { Visit } from '../page.ts';
import { certificatesPath } from '../oauth2/oauth2Paths.ts';
import { accessTokenPath, accessTokensPath } from '../tokens/texts.ts';
import { executionLog } from './executionLog.ts';
import { fieldNames, integrationPath, stateNames } from './texts.ts';

/** A record as it is; right after it was made or reset also its key and secret. */
export function integrationView(visit: Visit, application: Application): Html {
  const { query } = visit;
  const secrets =
    query.get('confirmation') === 'T'
      ? (takeOnce(visit, onceKey(application.id)) ??
        html`<p>
          The consumer key and secret were shown once and cannot be shown again. If they are lost, Reset Credentials
          makes new ones.
        </p>`)
      : undefined;
  const { authorizationFlow, callbackUrl } = application;
  return html`${secrets}
    <dl>
      <dt>${fieldNames.name}</dt>
      <dd><bdi>${application.name}</bdi></dd>
      <dt>${fieldNames.state}</dt>
      <dd>${stateBadge(application)}</dd>
      <dt>${fieldNames.description}</dt>
      <dd>${lines(application.description)}</dd>
      <dt>${fieldNames.note}</dt>
      <dd>${lines(application.note)}</dd>
      <dt>${fieldNames.tba}</dt>
      <dd>${yesNo(application.tba)}</dd>
      <dt>${fieldNames.authorizationFlow}</dt>
      <dd>${yesNo(authorizationFlow)}</dd>
      ${
        (authorizationFlow || callbackUrl !== '') &&
        html`<dt>${fieldNames.callbackUrl}</dt>
          <dd>${callbackUrl === '' ? 'None' : html`<code>${callbackUrl}</code>`}</dd>`
      }
      <dt>${fieldNames.issueToken}</dt>
      <dd>${yesNo(application.issueToken)}</dd>
      ${oauth2Rows(application)}
      <dt>Owner</dt>
      <dd>${ownerText(visit, application)}</dd>
      <dt>Created</dt>
      <dd>${application.createdAt.slice(0, 10)}</dd>
      <dt>Access tokens</dt>
      <dd>${tokensText(visit, application)}</dd>
      ${
        application.clientCredentials &&
        html`<dt>Certificates (M2M)</dt>
          <dd>${certificatesText(visit, application)}</dd>`
      }
    </dl>
    ${actions(visit, application)} ${executionLog(visit, application)}`;
}

/** Where the secrets of a record wait to be shown. */
export function onceKey(applicationId: number): string {
  return `application-${applicationId}`;
}

export function stateBadge({ state }: Application): Html {
  return html`<span class="badge ${state === 'enabled' ? 'on' : 'off'}">${stateNames[state]}</span>`;
}

export function ownerText({ state }: Pick<Visit, 'state'>, application: Application): string {
  const { ownerAccountId } = application;
  if (ownerAccountId === state.accountId) {
    return 'This account';
  }
  return ownsApplication(state, application) ? `${ownerAccountId} (production)` : `${ownerAccountId} (installed here)`;
}

/** Whether the person may reset the credentials, and if not, why, in a sentence. */
export function resetRefusal({ state, actor }: Pick<Visit, 'state' | 'actor'>, application: Application) {
  if (!ownsApplication(state, application)) {
    return `The credentials can only be reset in account ${application.ownerAccountId}, which owns this record.`;
  }
  return isAdministrator(actor.role) ? undefined : 'Only an administrator can reset the credentials.';
}

function actions(visit: Visit, application: Application): Html {
  const here = html`${integrationPath}?id=${application.id}`;
  const noReset = resetRefusal(visit, application);
  const isOwn = ownsApplication(visit.state, application);
  return html`<div class="actions">
      <a class="button main" href="${here}&amp;e=T">Edit</a>
      ${noReset === undefined && html`<a class="button" href="${here}&amp;confirm=reset">Reset credentials …</a>`}
      ${isOwn && html`<a class="button" href="${here}&amp;confirm=delete">Delete …</a>`}
    </div>
    ${noReset !== undefined && html`<p class="quiet">${noReset}</p>`}
    ${!isOwn && html`<p class="quiet">An installed record cannot be deleted here. To stop it, set it to Blocked.</p>`}`;
}

function tokensText({ state, actor }: Visit, application: Application): Html {
  const all = state.tokens.filter(token => token.applicationId === application.id);
  const count = (wanted: string) => all.filter(token => token.state === wanted).length;
  const text = `${count('active')} active, ${count('inactive')} inactive, ${count('revoked')} revoked`;
  if (!hasPermission(actor.role, 'ADMI_MANAGE_OAUTH_TOKENS')) {
    return html`${text}`;
  }
  return html`<a href="${accessTokensPath}?application=${application.id}">${text}</a> ${
      takesTokens(application) &&
      html`· <a href="${accessTokenPath}?application=${application.id}">New access token</a>`
    }`;
}

function certificatesText({ state, actor, account }: Visit, { id, state: stage }: Application): Html {
  const active = state.certificateMappings.filter(
    each => each.applicationId === id && isActive(each, account.now()),
  ).length;
  if (!hasPermission(actor.role, 'ADMI_MANAGE_OAUTH2')) {
    return html`${active} active`;
  }
  return html`<a href="${certificatesPath}">${active} active</a> ${
      stage === 'enabled' && html`· <a href="${certificatesPath}?new=T&amp;application=${id}">New mapping</a>`
    }`;
}

/** What was filled in for OAuth 2.0; of what is not ticked, only that. */
function oauth2Rows(application: Application): Html {
  const { authorizationCode, publicClient, redirectUris, refreshTokenHours, clientCredentials, scopes } = application;
  return html`<dt>${fieldNames.authorizationCode}</dt>
    <dd>${yesNo(authorizationCode)}</dd>
    ${
      authorizationCode &&
      html`<dt>${fieldNames.publicClient}</dt>
        <dd>${yesNo(publicClient)}</dd>
        <dt>${fieldNames.redirectUris}</dt>
        <dd>${redirectUris.map((uri, index) => html`${index > 0 && html`<br />`}<code>${uri}</code>`)}</dd>`
    }
    ${
      publicClient &&
      html`<dt>${fieldNames.refreshTokenHours}</dt>
        <dd>${refreshTokenHours}</dd>`
    }
    <dt>${fieldNames.clientCredentials}</dt>
    <dd>${yesNo(clientCredentials)}</dd>
    ${
      (authorizationCode || clientCredentials) &&
      html`<dt>${fieldNames.scopes}</dt>
        <dd>${scopes.map(scope => scopeNames[scope]).join(', ')}</dd>`
    }`;
}

function yesNo(value: boolean): string {
  return value ? 'Yes' : 'No';
}

function lines(text: string): Html {
  return text === ''
    ? html`<span class="quiet">None</span>`
    : html`<bdi>${text.split('\n').map((line, index) => html`${index > 0 && html`<br />`}${line}`)}</bdi>`;
}
