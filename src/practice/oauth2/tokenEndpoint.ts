import { contentTypes, sendAnswer } from '../server/answer.ts';
import type { Exchange } from '../server/exchange.ts';
import { rawHeaderValues } from '../server/localOnly.ts';
import { settleUnsigned } from '../server/login.ts';
import { oauth2Prefix } from '../server/surfaces.ts';
import type { AccountState, Application, Employee, OAuth2Token, Role } from '../state/model.ts';
import { assertionType, checkAssertion } from './clientCredentials.ts';
import { readTokenForm } from './form.ts';
import type { TokenForm } from './form.ts';
import { redeemCode, refresh } from './grants.ts';
import { noStore, refuse, tokenErrorAnswer } from './refusals.ts';
import type { TokenRefusal } from './refusals.ts';
import { accessTokenLifetime, createAccessToken, keepTokens, takeGrantId } from './tokens.ts';

export const tokenPath = `${oauth2Prefix}token`;

/** What a request for a token came to, and who asked. */
export type TokenOutcome = {
  readonly application: Application | undefined;
  readonly employee: Employee | undefined;
  readonly role: Role | undefined;
} & (
  | TokenRefusal
  | {
      readonly ok: true;
      readonly access: OAuth2Token;
      /** Undefined where none comes with it. */
      readonly refresh: OAuth2Token | undefined;
    }
);

/** A change of the account by one request; each sees what the one before has used up. */
export type TokenChange = readonly [AccountState, TokenOutcome];

export const nobody = { application: undefined, employee: undefined, role: undefined };

/** `POST /services/rest/auth/oauth2/v1/token` (ORA:section_162755359851, ORA:section_158081944642). */
export async function answerToken(exchange: Exchange): Promise<void> {
  const { account, response } = exchange;
  const form = readTokenForm(exchange);
  const outcome = await account.store.update(state => decide(exchange, state, form));
  await settleUnsigned(exchange, 'oauth2-token', outcome);
  if (!outcome.ok) {
    sendAnswer(response, tokenErrorAnswer(outcome.error, account.store.current().accountId, form?.basic !== undefined));
    return;
  }
  // Both spellings as in Oracle's samples: a text for the seconds, the type in lower case. Assumed that they are so still.
  const body = {
    access_token: outcome.access.token,
    ...(outcome.refresh === undefined ? {} : { refresh_token: outcome.refresh.token }),
    expires_in: String(accessTokenLifetime / 1000),
    token_type: 'bearer',
  };
  sendAnswer(response, { status: 200, contentType: contentTypes.json, body: JSON.stringify(body), headers: noStore });
}

function decide(exchange: Exchange, state: AccountState, form: TokenForm | undefined): TokenChange {
  switch (form?.value('grant_type')) {
    case 'client_credentials':
      return clientCredentials(exchange, state, form);
    case 'authorization_code':
      return redeemCode(exchange.account, state, form, exchange.now());
    case 'refresh_token':
      return refresh(state, form, exchange.now());
    case undefined:
      return [state, { ...refuse('invalid_request', 'MissingRequiredParameter', 'oauth2-request'), ...nobody }];
    default:
      // Not unsupported_grant_type, as RFC 6749 5.2 has it (ORA:subsect_161252460252).
      return [state, { ...refuse('invalid_request', 'TokenRejected', 'oauth2-grant-type'), ...nobody }];
  }
}

function clientCredentials(exchange: Exchange, state: AccountState, form: TokenForm): TokenChange {
  const assertion = form.value('client_assertion');
  // Another way to show who the client is, beside the assertion, is refused (RFC 6749 2.3).
  if (assertion === undefined || form.value('client_assertion_type') !== assertionType || form.basic !== undefined) {
    return [state, { ...refuse('invalid_request', 'MissingRequiredParameter', 'oauth2-request'), ...nobody }];
  }
  const now = exchange.now();
  const audiences = audiencesOf(exchange, state);
  const result = checkAssertion(assertion, { state, audiences, now: Math.floor(now / 1000) });
  if (!result.ok) {
    return [state, result];
  }
  const { application, employee, role, mapping, scopes } = result;
  const [next, grantId] = takeGrantId(state);
  const grant = {
    grantId,
    applicationId: application.id,
    employeeId: employee.id,
    roleId: role.id,
    scopes,
    certificateId: mapping.id,
  };
  const access = createAccessToken(state, application, grant, now);
  // No refresh token comes with it (ORA:section_162755359851).
  return [keepTokens(next, [access], now), { ok: true, application, employee, role, access, refresh: undefined }];
}

/** NetSuite's own URL of the endpoint, and where it is here. */
function audiencesOf({ account, sites, request }: Exchange, { accountId }: AccountState): readonly string[] {
  const [host = ''] = rawHeaderValues(request, 'host');
  const label = accountId.toLowerCase().replaceAll('_', '-');
  return [`https://${label}.suitetalk.api.netsuite.com`, sites[account.kind], `http://${host}`].map(
    base => `${base}${tokenPath}`,
  );
}
