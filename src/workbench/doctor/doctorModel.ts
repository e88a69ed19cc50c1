import { CodedError } from '../../codedError.ts';
import type { Diagnosis, DoctorProgress, SentCall } from '../../diagnosis/diagnosis.ts';
import { secretMask } from '../../exchange/secretMask.ts';
import type { FoundCall } from '../../formats/sentCall/foundCall.ts';
import { readSentCall } from '../../formats/sentCall/readSentCalls.ts';
import type { DoctorInput, DoctorState } from '../../panels/doctor/messages.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import { errorLine } from '../errorText.ts';
import type { ChosenSigner } from '../signature/chooseSigner.ts';
import { inputWords, outcomeOf, progressWords } from './doctorWords.ts';

/** Looks for the bug; undefined when it was cancelled. */
export type RunDoctor = (
  call: SentCall,
  onProgress: (progress: DoctorProgress) => void,
  signal: AbortSignal,
) => Promise<Diagnosis | undefined>;

/** One patient: what was pasted, whose keys it is judged with, and what was found. All of it is gone with the panel. */
export class DoctorModel {
  readonly #run: RunDoctor;
  readonly #changed: () => void;
  #text = '';
  #found: FoundCall | undefined;
  #method = '';
  #url = '';
  #signer: ChosenSigner | undefined;
  #running: AbortController | undefined;
  #shown: Pick<DoctorState, 'progress' | 'outcome' | 'failure'> = {};

  /** `changed` is called for what comes without being asked for: progress. */
  constructor(run: RunDoctor, changed: () => void) {
    this.#run = run;
    this.#changed = changed;
  }

  get state(): DoctorState {
    const signer = this.#signer;
    return {
      input: this.#input(),
      signer: signer ? `${signer.accountName} · ${signer.label}` : '',
      ...this.#shown,
    };
  }

  /** Takes a text to be diagnosed; what was found before is no more. */
  read(text: string): void {
    this.cancel();
    this.#shown = {};
    this.#text = text;
    this.#found = readSentCall(text);
    this.#method = this.#found?.method ?? '';
    this.#url = this.#found?.url ?? '';
  }

  /** Puts method and URL right where the text does not say, or says something else. */
  correct(method: string, url: string): void {
    this.cancel();
    this.#shown = {};
    this.#method = method;
    this.#url = url;
  }

  useSigner(signer: ChosenSigner): void {
    this.cancel();
    this.#shown = {};
    this.#signer = signer;
  }

  /** Looks for the bug. What cannot be read or judged is told in the state. */
  async diagnose(): Promise<void> {
    this.cancel();
    const call = this.#call();
    const signer = this.#signer;
    if (!call || !signer) {
      return;
    }
    const running = new AbortController();
    this.#running = running;
    this.#shown = { progress: progressWords(undefined) };
    this.#changed();
    try {
      const diagnosis = await this.#run(
        call,
        progress => {
          if (this.#running === running) {
            this.#shown = { progress: progressWords(progress) };
            this.#changed();
          }
        },
        running.signal,
      );
      if (this.#running === running) {
        this.#shown = diagnosis ? { outcome: outcomeOf(diagnosis, this.#mask(signer)) } : {};
      }
    } catch (error) {
      if (this.#running === running) {
        this.#shown = { failure: errorLine(error instanceof CodedError ? error : new CodedError('doctor-worker')) };
      }
    } finally {
      if (this.#running === running) {
        this.#running = undefined;
      }
    }
  }

  /** Ends a search that is under way. */
  cancel(): void {
    this.#running?.abort();
    this.#running = undefined;
    if (this.#shown.progress) {
      this.#shown = {};
    }
  }

  #input(): DoctorInput {
    const needsTarget = this.#found !== undefined && !isSoap(this.#found);
    return {
      text: this.#text,
      method: this.#method,
      url: this.#url,
      needsTarget,
      ...inputWords(this.#text, this.#found, needsTarget && (this.#method === '' || this.#url === '')),
    };
  }

  #call(): SentCall | undefined {
    const found = this.#found;
    const signer = this.#signer;
    if (!found || !signer || (!isSoap(found) && (this.#method === '' || this.#url === ''))) {
      return undefined;
    }
    return {
      method: this.#method === '' ? 'POST' : this.#method,
      // A passport signs no URL; the account's own stands in for one that was not pasted.
      url: this.#url === '' ? soapUrl(signer.accountId) : this.#url,
      contentType: found.contentType,
      body: found.body,
      authorization: found.authorization,
      credentials: { account: signer.accountId, ...signer.secrets },
      serverTime: found.serverTime,
    };
  }

  /** Should a secret have got into what was pasted, it does not come out again. */
  #mask({ secrets }: ChosenSigner): (text: string) => string {
    const mask = secretMask([secrets.consumerSecret, secrets.tokenSecret].filter(secret => secret !== ''));
    return mask.longest === 0 ? text => text : text => mask.hide(text);
  }
}

/** A TokenPassport in the body, and no OAuth header that would be judged in its place. */
function isSoap({ authorization, body }: FoundCall): boolean {
  return authorization === '' && /<[\w.-]*:?tokenPassport[\s>/]/.test(body ?? '');
}

function soapUrl(accountId: string): string {
  return `https://${parseAccountId(accountId).hosts.suiteTalk}/services/NetSuitePort_2025_2`;
}
