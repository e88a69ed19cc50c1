import * as vscode from 'vscode';
import { tokenLabel } from '../../accounts/labels.ts';
import type { Credential } from '../../accounts/records.ts';
import { readNetSuiteError } from '../../bodies/netSuiteError.ts';
import { originsOf } from '../../exchange/callAccount.ts';
import { readLoginFailure } from '../../exchange/loginFailure.ts';
import type { Exchange } from '../../exchange/record.ts';
import type { Call } from '../../exchange/send.ts';
import type { GuidePurpose } from '../../panels/guide/messages.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { testCredential } from '../accounts/testTokens/testCredential.ts';
import { explainCode } from '../errorText.ts';
import { failureOf } from '../accounts/verifyToken.ts';
import type { CheckedCall } from './guideStore.ts';

/** A deployment that is called to see whether RESTlets answer. */
export interface CheckedRestlet {
  readonly script: string;
  readonly deployment: string;
}

/** What a check found out. */
export interface CheckOutcome {
  readonly restlet?: CheckedCall;
  readonly rest?: CheckedCall;
  /** What happened, in words. */
  readonly message: string;
}

/**
 * Checks an account with one of its tokens: who it is, and with a login that works one call more. A refused login ends it,
 * since a second one would be one step nearer to the lock of the user.
 *
 * @param restlet asked for beforehand, and called with a GET, which the person has agreed to
 * @param acknowledged the person was asked after repeated login failures and wants to go on
 * @throws CodedError those of testCredential and send; or the signal's reason
 */
export async function checkAccount(
  services: Pick<AccountServices, 'book' | 'network' | 'callers'>,
  credential: Credential,
  purpose: GuidePurpose,
  restlet: CheckedRestlet | undefined,
  tell: (message: string) => void,
  signal: AbortSignal,
  acknowledged: boolean,
): Promise<CheckOutcome> {
  tell(vscode.l10n.t('Asking who the token is…'));
  const { verification, message } = await testCredential(services, credential, signal, acknowledged);
  if (verification?.outcome !== 'accepted') {
    return { message };
  }
  const { entity, role } = verification.identity;
  const as = [entity, role].filter(part => part !== undefined).join(' · ') || tokenLabel(credential.token);
  const call = async (made: Call, mayWrite: boolean) => {
    const { caller } = await services.callers.of(credential, acknowledged);
    return services.network.send(made, { ...caller, mayWrite }, signal);
  };
  if (purpose === 'rest') {
    tell(vscode.l10n.t('Asking REST web services…'));
    const exchange = await call(catalogueCall(credential), false);
    return outcomeOf('rest', exchange, as, credential, message);
  }
  if (purpose === 'restlets' && restlet) {
    tell(vscode.l10n.t('Calling the RESTlet…'));
    const exchange = await call(restletCall(credential, restlet), true);
    return outcomeOf('restlet', exchange, as, credential, message);
  }
  return { message };
}

/** The metadata of one record type: it reads no record. */
function catalogueCall({ account }: Credential): Call {
  return {
    title: vscode.l10n.t('Check of the set-up'),
    method: 'GET',
    url: `${originsOf(account).suiteTalk}/services/rest/record/v1/metadata-catalog`,
    headers: [{ name: 'Accept', value: 'application/json' }],
  };
}

function restletCall({ account }: Credential, { script, deployment }: CheckedRestlet): Call {
  const query = new URLSearchParams({ script, deploy: deployment });
  return {
    title: vscode.l10n.t('Check of the set-up'),
    method: 'GET',
    url: `${originsOf(account).restlets}/app/site/hosting/restlet.nl?${query.toString()}`,
    headers: [{ name: 'Content-Type', value: 'application/json' }],
  };
}

function outcomeOf(
  surface: 'rest' | 'restlet',
  exchange: Exchange,
  as: string,
  { account }: Credential,
  loggedIn: string,
): CheckOutcome {
  const { response } = exchange.record;
  if (!response) {
    const { code, data } = failureOf(exchange.record, account);
    return { message: `${loggedIn} ${explainCode(code, data).title}` };
  }
  const call = judgeCall(response.status, exchange.body, as);
  const said = [call.status, call.code].filter(part => part !== undefined && part !== '').join(' ');
  const name = surface === 'rest' ? vscode.l10n.t('REST web services') : vscode.l10n.t('The RESTlet');
  const message =
    call.outcome === 'worked' ? vscode.l10n.t('{0} answered.', name) : vscode.l10n.t('{0} answered {1}.', name, said);
  return { [surface]: call, message: `${loggedIn} ${message}` };
}

/**
 * What an answer shows of the set-up. Only a success shows anything for certain; too many calls at once and errors of the
 * server show nothing, neither for nor against.
 */
export function judgeCall(status: number, body: Uint8Array, as: string): CheckedCall {
  const at = Date.now();
  const login = readLoginFailure(status, body);
  if (login !== undefined) {
    return { at, as, status, code: login, outcome: 'login-refused' };
  }
  if (status === 200) {
    return { at, as, status, outcome: 'worked' };
  }
  const code = readNetSuiteError({ status, body })?.code ?? '';
  const isBusy = status === 429 || status >= 500 || /LIMIT/.test(code);
  return { at, as, status, code, outcome: isBusy ? 'unclear' : 'refused' };
}
