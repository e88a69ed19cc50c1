import * as vscode from 'vscode';
import { credentialLabel, tokenLabel } from '../../accounts/labels.ts';
import type { Credential } from '../../accounts/records.ts';
import { readable } from '../../accounts/secretShelf.ts';
import { tokenState } from '../../accounts/tokenState.ts';
import type { LoginEvidence } from '../../diagnosis/login/evidence.ts';
import type { OAuth2Answer, OAuth2Evidence } from '../../diagnosis/oauth2/evidence.ts';
import { pageUrl } from '../../exchange/callAccount.ts';
import { callFacts } from '../../exchange/login/callFacts.ts';
import { mostFailures } from '../../exchange/login/probeCalls.ts';
import { accountFacts, tokenFacts } from '../../exchange/login/tokenFacts.ts';
import { guardKey } from '../../exchange/guards/loginGuard.ts';
import type { Exchange } from '../../exchange/record.ts';
import { secretMask } from '../../exchange/secretMask.ts';
import { serverTime } from '../../exchange/serverClock.ts';
import type { FactView, OfferView, SubjectView } from '../../panels/loginFailure/messages.ts';
import { draftOf, signDraft } from '../../tba/signDraft.ts';
import type { TbaSecrets } from '../../tba/signRequest.ts';
import type { AccountServices } from '../accounts/accountServices.ts';
import { absoluteTime } from '../accounts/tree/times.ts';
import { stateWord } from '../accounts/tree/words.ts';
import type { LoginSubject } from './loginFailureModel.ts';
import { statusWords } from './loginWords.ts';
import { oauth2Subject, type OAuth2Subject } from './oauth2Subject.ts';

/** A login that somebody asks about. */
export interface LoginQuestion {
  readonly credential: Credential;
  /** The call that failed; without one, the last of the token that did, where this window knows it. */
  readonly exchange?: Exchange;
  /** Makes the call again; without it, the token is tested. */
  readonly resend?: () => void;
}

/**
 * Everything that is known here of a failed login. Nothing is sent, and no secret is in it.
 *
 * @throws CodedError `vault-unavailable`
 */
export async function loginSubject(
  { credential, exchange, resend }: LoginQuestion,
  services: AccountServices,
): Promise<LoginSubject> {
  const { book, network, log } = services;
  const { account } = credential;
  const held = await heldSecrets(book);
  const secrets = held.get(credential.token.id);
  if (secrets) {
    log.hide(secrets.consumerSecret, secrets.tokenSecret);
  }
  const isOAuth2 = (exchange?.record.credential.scheme ?? credential.token.scheme) === 'oauth2';
  const {
    guarded,
    failed,
    evidence: oauth2,
  } = isOAuth2
    ? await oauth2Subject(credential, exchange, services)
    : signedSubject(account.accountId, secrets, exchange, network);
  const evidence: LoginEvidence = {
    account: accountFacts(account),
    token: tokenFacts(credential, book.index(), held, guarded === undefined ? 0 : network.recentFailures(guarded)),
    ...(failed && { call: callFacts(failed, secrets && isSignedWith(failed, secrets)) }),
  };
  const serverAhead = failed && (serverAheadOf(failed) ?? aheadAtLogin(oauth2));
  const formatTime = (at: number) => absoluteTime(at, vscode.env.language);
  const mask = secretMask(secrets ? [secrets.consumerSecret, secrets.tokenSecret] : []);
  return {
    view: subjectView(credential, failed, evidence, oauth2, formatTime),
    evidence,
    ...(oauth2 && { oauth2 }),
    offer: () => offerOf(witnessesOf(credential, services, evidence), evidence),
    // They are tried with signed calls.
    probeCost: () => (isOAuth2 ? '' : probeCostWords(guarded === undefined ? 0 : network.recentFailures(guarded))),
    ...(serverAhead !== undefined && { serverAhead }),
    resend:
      failed || resend ? (resend ? vscode.l10n.t('Send the call again') : vscode.l10n.t('Test the token again')) : '',
    linkTo: ({ path }) => (path === undefined ? undefined : pageUrl(account, path)),
    clock: {
      offset: () => network.clocks.offset(account.accountId),
      correct: seconds => network.clocks.correct(account.accountId, seconds),
    },
    hide: text => (mask.longest === 0 ? text : mask.hide(text)),
    formatTime,
    isTrusted: () => vscode.workspace.isTrusted,
  };
}

function signedSubject(
  accountId: string,
  secrets: TbaSecrets | undefined,
  exchange: Exchange | undefined,
  { failedLogins }: Pick<AccountServices['network'], 'failedLogins'>,
): OAuth2Subject {
  const guarded = secrets && guardKey(accountId, secrets.token);
  return { guarded, failed: exchange ?? (guarded === undefined ? undefined : failedLogins.last(guarded)) };
}

/** Whether a RESTlet was not to be had, though the login was good. */
export function isAboutScript({ call }: Pick<LoginEvidence, 'call'>): boolean {
  return call?.answer?.code === 'SSS_INVALID_SCRIPTLET_ID';
}

/**
 * The other tokens of the account that logged in when they last did, and may be used here; after a call whose login was
 * good, its own token as well.
 */
export function witnessesOf(
  { account, token }: Credential,
  { book, active }: Pick<AccountServices, 'book' | 'active'>,
  evidence: Pick<LoginEvidence, 'call'>,
): readonly Credential[] {
  const list = active.allowList();
  return book
    .credentials()
    .filter(other => other.account.id === account.id)
    .filter(other => other.token.id !== token.id || isAboutScript(evidence))
    .filter(other => tokenState(other.token) === 'works' && list.allows(other.account));
}

function probeCostWords(failures: number): string {
  const lock = vscode.l10n.t(
    'Five failed logins lock a user for 30 minutes; of this token there were {0} within the last 30.',
    failures,
  );
  return failures < mostFailures
    ? `${vscode.l10n.t('At most one login is risked: the first door that refuses it ends the round.')} ${lock}`
    : `${lock} ${vscode.l10n.t('No login is risked any more before some of them are forgotten.')}`;
}

function offerOf(witnesses: readonly Credential[], evidence: LoginEvidence): OfferView | undefined {
  const [first, ...more] = witnesses;
  if (!first) {
    return undefined;
  }
  const one = more.length === 0 ? tokenLabel(first.token) : undefined;
  return isAboutScript(evidence)
    ? {
        title: vscode.l10n.t('The deployment'),
        help: vscode.l10n.t(
          'Whether script and deployment are there, and Released, can be read from the account, with a token whose role may see scripts.',
        ),
        action:
          one === undefined
            ? vscode.l10n.t('Look the deployment up with one of {0} tokens…', witnesses.length)
            : vscode.l10n.t('Look the deployment up with {0}', one),
      }
    : {
        title: vscode.l10n.t('Login Audit Trail'),
        help: vscode.l10n.t(
          'NetSuite writes the cause there, in the column Detail. Another token of this account works: it can read the failed logins of the two minutes before and after, if its role may see them.',
        ),
        action:
          one === undefined
            ? vscode.l10n.t('Read the Login Audit Trail with one of {0} tokens…', witnesses.length)
            : vscode.l10n.t('Read the Login Audit Trail with {0}', one),
      };
}

/** Of every token, by the ID of its record, those that are here. */
async function heldSecrets(book: AccountServices['book']): Promise<ReadonlyMap<string, TbaSecrets>> {
  const found = await Promise.all(
    book.credentials().map(async credential => [credential.token.id, await secretsOf(book, credential)] as const),
  );
  return new Map(found.flatMap(([id, secrets]) => (secrets ? [[id, secrets]] : [])));
}

/**
 * Whether a call was signed with these secrets: computed anew from what was sent.
 *
 * @returns undefined where that cannot be told: other keys are kept by now, or the call is of the history, which keeps no
 *   signature, or the scheme signs nothing
 */
function isSignedWith({ record: { signature } }: Exchange, secrets: TbaSecrets): boolean | undefined {
  if (!signature) {
    return undefined;
  }
  const draft = draftOf(signature);
  return draft.consumerKey === secrets.consumerKey && draft.token === secrets.token
    ? signDraft(draft, secrets).signature === signature.signature
    : undefined;
}

/** That it is not here is one of the facts. */
async function secretsOf(book: AccountServices['book'], credential: Credential): Promise<TbaSecrets | undefined> {
  return credential.token.scheme === 'tba' ? readable(book.secrets(credential)) : undefined;
}

/** Seconds that the server's clock was ahead of this machine's. */
function serverAheadOf({ record }: Exchange): number | undefined {
  const server = serverTime(record.response?.headers ?? []);
  return server === undefined ? undefined : Math.round((server - record.startedAt - record.timing.total) / 1000);
}

/** The same of an answer of the token endpoint. */
function aheadAtLogin({ serverTime: server, sentAt }: Partial<OAuth2Evidence> = {}): number | undefined {
  return server === undefined || sentAt === undefined ? undefined : server - sentAt;
}

function answerWords({ status, error, code }: OAuth2Answer): string {
  return [String(status), code ?? error].filter(Boolean).join(' ');
}

function subjectView(
  credential: Credential,
  failed: Exchange | undefined,
  { call }: LoginEvidence,
  oauth2: OAuth2Evidence | undefined,
  formatTime: (at: number) => string,
): SubjectView {
  const { account, application, token } = credential;
  const facts: FactView[] = [
    { name: vscode.l10n.t('Account'), value: `${account.name} · ${account.accountId}` },
    { name: vscode.l10n.t('Application'), value: application.name },
    { name: vscode.l10n.t('Token'), value: tokenLabel(token) },
  ];
  if (!failed || !call) {
    return {
      title: credentialLabel(credential),
      facts: [...facts, { name: vscode.l10n.t('State'), value: stateWord(token) }],
      remark: vscode.l10n.t(
        'No failed call of this token is known in this window, so that only the account book speaks. Testing the token, or opening a failed call from the history, tells more.',
      ),
    };
  }
  return {
    title: failed.record.title,
    facts: [
      {
        name: vscode.l10n.t('Answer'),
        value: oauth2?.answer ? answerWords(oauth2.answer) : statusWords(call),
        isCode: true,
      },
      { name: vscode.l10n.t('Time'), value: formatTime(call.at) },
      ...facts,
      { name: vscode.l10n.t('Host'), value: call.host, isCode: true },
    ],
    remark: '',
  };
}
