import { l10n } from 'vscode';
import { CodedError, isCoded } from '../../codedError.ts';
import { auditDetail } from '../../diagnosis/login/audit/auditDetail.ts';
import { chooseAuditRow } from '../../diagnosis/login/audit/chooseAuditRow.ts';
import { readAuditRows } from '../../diagnosis/login/audit/readAuditRows.ts';
import type {
  AuditRow,
  DeploymentFacts,
  HolderFacts,
  LoginEvidence,
  ProbeResult,
} from '../../diagnosis/login/evidence.ts';
import { explainLogin } from '../../diagnosis/login/explainLogin.ts';
import type { OAuth2Evidence } from '../../diagnosis/oauth2/evidence.ts';
import { explainOAuth2 } from '../../diagnosis/oauth2/explainOAuth2.ts';
import { oauth2CauseTexts } from '../../diagnosis/oauth2/oauth2CauseTexts.ts';
import type { LoginCauseText, Place, RankedCause } from '../../diagnosis/login/explanation.ts';
import { loginCauseTexts } from '../../diagnosis/login/loginCauseTexts.ts';
import type {
  AuditView,
  ClockView,
  LoginFailureState,
  OfferView,
  SubjectView,
} from '../../panels/loginFailure/messages.ts';
import { errorLine } from '../errorText.ts';
import { auditRowView, causeView, clockWords, probeView } from './loginWords.ts';

/** What another token read of the account. */
export interface ReadAudit {
  /** The token's label. */
  readonly witness: string;
  /** Of the trail, where that was read. */
  readonly rows?: readonly AuditRow[];
  readonly holder?: HolderFacts;
  readonly deployment?: DeploymentFacts;
}

/** What can be asked of NetSuite about it; each only on request. */
export interface LoginPorts {
  /** @returns undefined when the person left */
  readonly readAudit: (signal: AbortSignal) => Promise<ReadAudit | undefined>;
  /** @returns undefined when the person left */
  readonly probe: (tell: (text: string) => void, signal: AbortSignal) => Promise<readonly ProbeResult[] | undefined>;
}

/** What is asked about. Nothing in it is secret. */
export interface LoginSubject {
  readonly view: SubjectView;
  readonly evidence: LoginEvidence;
  /** Of a login by OAuth 2.0 that was refused. */
  readonly oauth2?: OAuth2Evidence;
  /** What another token can read; undefined where none can. */
  readonly offer: () => OfferView | undefined;
  /** In words; empty where other doors are not tried. */
  readonly probeCost: () => string;
  /** Seconds that the server's clock was ahead of this machine's when it answered; absent when it did not say. */
  readonly serverAhead?: number;
  /** What makes the call again, in words; empty where nothing does. */
  readonly resend: string;
  readonly linkTo: (place: Place) => string | undefined;
  /** The corrections of the account's clock, in seconds. */
  readonly clock: { readonly offset: () => number; readonly correct: (seconds: number) => void };
  /** Hides the token's secrets, should one have got into a text. */
  readonly hide: (text: string) => string;
  readonly formatTime: (at: number) => string;
  readonly isTrusted: () => boolean;
}

/** A clock that is off by less is none of the panel's business; NetSuite lets five minutes pass. */
const noticeable = 60;

/** One failed login: what is known of it, and what that comes to. All of it is gone with the panel. */
export class LoginFailureModel {
  readonly #subject: LoginSubject;
  readonly #ports: LoginPorts;
  readonly #changed: () => void;
  #audit: ReadAudit | (Omit<ReadAudit, 'witness'> & { readonly witness?: undefined }) | undefined;
  #probes: readonly ProbeResult[] = [];
  #causes: readonly RankedCause[];
  #running: AbortController | undefined;
  #busy: LoginFailureState['busy'];
  #failure: string | undefined;

  /** `changed` is called for what comes without being asked for: progress. */
  constructor(subject: LoginSubject, ports: LoginPorts, changed: () => void) {
    this.#subject = subject;
    this.#ports = ports;
    this.#changed = changed;
    this.#causes = explain(subject, {}, []);
  }

  get state(): LoginFailureState {
    const { view, offer, probeCost, resend, hide, isTrusted } = this.#subject;
    const audit = this.#auditView();
    const offered = offer();
    const clock = this.#clockView();
    const busy = this.#busy;
    const state: LoginFailureState = {
      subject: view,
      causes: this.#causes.flatMap(cause => {
        const text = this.#textOf(cause.code);
        return text ? [causeView(cause, text, this.linkOf(cause.code) !== undefined)] : [];
      }),
      ...(offered && { offer: offered }),
      ...(audit && { audit }),
      probes: this.#probes.map(probeView),
      probeCost: probeCost(),
      ...(clock && { clock }),
      resend,
      ...(busy && { busy }),
      ...(this.#failure !== undefined && { failure: this.#failure }),
      trusted: isTrusted(),
    };
    return withTexts(state, hide);
  }

  /** The page of the person's account where a cause is mended. */
  linkOf(code: string): string | undefined {
    const place = this.#textOf(code)?.place;
    return place && this.#subject.linkTo(place);
  }

  /** The page that a cause is known from. */
  sourceOf(code: string): string | undefined {
    return this.#textOf(code)?.source.url;
  }

  /** Reads the audit trail with another token. What goes wrong is told in the state. */
  async readAudit(): Promise<void> {
    await this.#run('audit', l10n.t('Reading…'), async stop => {
      const read = await this.#ports.readAudit(stop.signal);
      if (read && this.#running === stop) {
        this.#audit = read;
      }
    });
  }

  /** Takes a Detail value or rows of the list. */
  pasteAudit(text: string): void {
    this.cancel();
    try {
      this.#audit = { rows: readAuditRows(text) };
      this.#failure = undefined;
      this.#explain();
    } catch (error) {
      this.#failure = errorLine(error);
    }
  }

  /** Tries other doors. What goes wrong is told in the state. */
  async probe(): Promise<void> {
    await this.#run('probes', l10n.t('Trying other doors…'), async stop => {
      const results = await this.#ports.probe(text => {
        if (this.#running === stop) {
          this.#busy = { what: 'probes', text };
          this.#changed();
        }
      }, stop.signal);
      if (results && this.#running === stop) {
        this.#probes = results;
      }
    });
  }

  /** Ends what is under way. */
  cancel(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#busy = undefined;
  }

  /** Signs with the server's time from now on, or with this machine's again. */
  correctClock(correct: boolean): void {
    this.#subject.clock.correct(correct ? (this.#subject.serverAhead ?? 0) : 0);
  }

  async #run(what: 'audit' | 'probes', text: string, work: (stop: AbortController) => Promise<void>): Promise<void> {
    this.cancel();
    const stop = new AbortController();
    this.#running = stop;
    this.#busy = { what, text };
    this.#failure = undefined;
    this.#changed();
    try {
      await work(stop);
      this.#explain();
    } catch (error) {
      if (this.#running === stop) {
        // What else goes wrong might quote what was read.
        this.#failure = errorLine(isCoded(error) ? error : new CodedError('login-question-failed'));
      }
    } finally {
      if (this.#running === stop) {
        this.#running = undefined;
        this.#busy = undefined;
      }
    }
  }

  #textOf(code: string): LoginCauseText | undefined {
    return this.#causes.some(known => known.code === code) ? textsOf(this.#subject)[code] : undefined;
  }

  #explain(): void {
    this.#causes = explain(this.#subject, this.#audit ?? {}, this.#probes);
  }

  #auditView(): AuditView | undefined {
    const audit = this.#audit;
    if (!audit) {
      return undefined;
    }
    const { rows = [], witness } = audit;
    const chosen = chooseAuditRow(rows, this.#subject.evidence.call)?.row;
    return {
      summary:
        witness === undefined
          ? l10n.t('Pasted: {0}', rowCount(rows.length))
          : l10n.t('Read with {0}: {1}', witness, readWords(audit, rows.length)),
      isPasted: witness === undefined,
      rows: rows.map(row => {
        const isThis = row === chosen && rows.length > 1;
        const way = this.#subject.oauth2 ? 'oauth2' : 'token';
        return auditRowView(row, auditDetail(row.detail), { isChosen: isThis, way }, this.#subject.formatTime);
      }),
    };
  }

  #clockView(): ClockView | undefined {
    const { clock, serverAhead = 0 } = this.#subject;
    const offset = clock.offset();
    if (offset === 0 && Math.abs(serverAhead) < noticeable) {
      return undefined;
    }
    return { text: clockWords(offset === 0 ? serverAhead : offset, offset !== 0), isCorrected: offset !== 0 };
  }
}

/** What is known by now, ranked. */
function explain(
  { evidence, oauth2 }: LoginSubject,
  { rows, holder, deployment }: Omit<ReadAudit, 'witness'>,
  probes: readonly ProbeResult[],
): readonly RankedCause[] {
  if (oauth2) {
    const detail = chooseAuditRow(rows ?? [], evidence.call)?.row.detail;
    return explainOAuth2({ ...oauth2, ...(detail !== undefined && { detail: auditDetail(detail).value }) });
  }
  return explainLogin({
    ...evidence,
    ...(probes.length > 0 && { probes }),
    // That the trail was read and has no row says something too.
    ...(rows && { audit: rows }),
    ...(holder && { holder }),
    ...(deployment && { deployment }),
  });
}

function textsOf({ oauth2 }: LoginSubject): Readonly<Record<string, LoginCauseText>> {
  return oauth2 ? oauth2CauseTexts : loginCauseTexts;
}

function readWords({ deployment }: Pick<ReadAudit, 'deployment'>, count: number): string {
  if (deployment) {
    return !deployment.isFound
      ? l10n.t('the account has no such script and deployment.')
      : deployment.isReleased
        ? l10n.t('script and deployment are there, deployed and Released.')
        : l10n.t('they are there; the deployment is not Released or not deployed, or the script is inactive.');
  }
  return count === 0 ? l10n.t('no failed login of this application and token at that time.') : rowCount(count);
}

function rowCount(count: number): string {
  return count === 1 ? l10n.t('1 row') : l10n.t('{0} rows', count);
}

/** The same with every text in it changed. */
function withTexts<T>(value: T, change: (text: string) => string): T {
  const changed = (part: unknown): unknown => {
    if (typeof part === 'string') {
      return change(part);
    }
    if (Array.isArray(part)) {
      return part.map(changed);
    }
    return typeof part === 'object' && part !== null
      ? Object.fromEntries(Object.entries(part).map(([key, each]) => [key, changed(each)]))
      : part;
  };
  return changed(value) as T;
}
