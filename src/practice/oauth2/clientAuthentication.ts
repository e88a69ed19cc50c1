import { equalInConstantTime } from '../authentication/baseString.ts';
import type { AccountState, Application } from '../state/model.ts';
import type { TokenForm } from './form.ts';
import { refuse } from './refusals.ts';
import type { TokenRefusal } from './refusals.ts';

export type ClientResult =
  | { readonly ok: true; readonly application: Application }
  | (TokenRefusal & { readonly application: Application | undefined });

/**
 * Which application asks, at the endpoints that people's grants are for: by client ID and secret in a Basic header
 * (ORA:section_158081952044), or, where the box Public Client is ticked, by the client ID in the body alone
 * (ORA:section_158082518856). That a public client may use its secret as well, and that a secret in the body is refused,
 * is assumed; two ways at once are ORA:subsect_161252460252.
 */
export function authenticateClient(state: AccountState, form: TokenForm): ClientResult {
  const { basic } = form;
  const clientId = form.value('client_id');
  const application = state.applications.find(({ consumerKey }) => consumerKey === (basic?.clientId ?? clientId));
  const failed = clientChecks.find(check => check.fails({ state, form, basic, clientId, application }));
  if (failed) {
    return { ...refuse(failed.error, failed.detail, failed.id), application };
  }
  if (!application) {
    throw new Error('The table of checks let a client through that is no application.');
  }
  return { ok: true, application };
}

interface Facts {
  readonly state: AccountState;
  readonly form: TokenForm;
  readonly basic: TokenForm['basic'];
  readonly clientId: string | undefined;
  readonly application: Application | undefined;
}

interface ClientCheck extends Pick<TokenRefusal, 'error' | 'detail'> {
  readonly id: string;
  /** Where the rule comes from; `assumed` where no source says it. */
  readonly source: string;
  readonly fails: (facts: Facts) => boolean;
}

const clientChecks: readonly ClientCheck[] = [
  {
    id: 'oauth2-feature',
    error: 'unauthorized_client',
    detail: 'FeatureDisabled',
    source: 'assumed, as for client credentials',
    fails: ({ state }) => !state.features.includes('OAUTH2'),
  },
  {
    id: 'oauth2-client-ways',
    error: 'invalid_request',
    detail: 'MissingRequiredParameter',
    source: 'ORA:subsect_161252460252 (several ways at once); RFC 6749 2.3; Detail assumed',
    fails: ({ form, basic, clientId }) =>
      form.value('client_secret') !== undefined ||
      form.value('client_assertion') !== undefined ||
      (basic !== undefined && clientId !== undefined && clientId !== basic.clientId) ||
      (basic === undefined && clientId === undefined),
  },
  {
    id: 'oauth2-client',
    error: 'invalid_client',
    detail: 'ClientAuthenticationFailed',
    source: 'ORA:subsect_158711892221, ORA:subsect_161252460252',
    fails: ({ application, basic }) =>
      application === undefined ||
      (basic === undefined
        ? !application.publicClient
        : !equalInConstantTime(basic.secret, application.consumerSecret)),
  },
  {
    id: 'oauth2-client-blocked',
    error: 'invalid_client',
    detail: 'IntegrationBlocked',
    source: 'assumed, as for calls that are signed',
    fails: ({ application }) => application?.state !== 'enabled',
  },
  {
    id: 'oauth2-client-grant',
    error: 'unauthorized_client',
    detail: 'AuthorizationCodeGrantRequired',
    source: 'ORA:subsect_158711892221; the error assumed',
    fails: ({ application }) => !application?.authorizationCode,
  },
];
