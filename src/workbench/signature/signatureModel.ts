import { comparePassport, compareSignature } from '../../diagnosis/comparison/compareSignature.ts';
import { hideInSignature } from '../../exchange/history/keptSignature.ts';
import { secretMask } from '../../exchange/secretMask.ts';
import type { ComparisonView, SignatureState, SignatureView } from '../../panels/signature/messages.ts';
import type { PassportDraft, PassportSteps } from '../../tba/passportSteps.ts';
import { passportLines, passportSteps } from '../../tba/soapPassport.ts';
import { decodePairs, type Pair } from '../../tba/percentEncoding.ts';
import { signatureChanges } from '../../tba/signatureChanges.ts';
import type { SignatureDraft } from '../../tba/signatureDraft.ts';
import { draftOf, signDraft } from '../../tba/signDraft.ts';
import type { SignatureSteps } from '../../tba/signatureSteps.ts';
import type { TbaSecrets } from '../../tba/signRequest.ts';
import type { CarriedPassport } from './carriedPassport.ts';
import { comparisonText } from './comparisonText.ts';
import { carriedText } from './signatureStrings.ts';

/** The half of a token's secrets that never leaves the host. */
export type Signer = Pick<TbaSecrets, 'consumerSecret' | 'tokenSecret'>;

/** A signature to be looked at, and what it takes to sign changes of it. */
export interface Inspected extends SignatureView {
  /** Texts that must not be shown, such as values of secret variables. */
  readonly secrets: readonly string[];
  /** Asked for with the first change. Rejects with `signer-unknown` when the token is not in the tree any more. */
  readonly signer: () => Promise<Signer>;
  /** Of a SOAP request: what its envelope carries, and what it would be signed with. */
  readonly passport?: { readonly carried: CarriedPassport; readonly steps: PassportSteps };
}

/** One signature on show: as it was, as it is changed, and what it is compared with. Holds no secret for the panel. */
export class SignatureModel {
  readonly #inspected: Inspected;
  readonly #hide: (text: string) => string;
  #steps: SignatureSteps;
  #passport: PassportSteps | undefined;
  #pasted: { readonly text: string; readonly with: 'header' | 'passport' } | undefined;

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    const mask = secretMask(inspected.secrets);
    this.#hide = mask.longest === 0 ? text => text : text => mask.hide(text);
    this.#steps = inspected.steps;
    this.#passport = inspected.passport?.steps;
  }

  get title(): string {
    return this.#inspected.title;
  }

  /** As they are now, nothing hidden. */
  get steps(): SignatureSteps {
    return this.#steps;
  }

  get passport(): PassportSteps | undefined {
    return this.#passport;
  }

  /** The element for the SOAP header; empty for what is no SOAP request. */
  get xml(): string {
    return this.#xml()
      .map(({ before, text, after }) => before + text + after)
      .join('\n');
  }

  /** All that the panel shows. */
  state(trusted: boolean): SignatureState {
    const { title, accountName, credentialLabel, sent, steps: first, passport } = this.#inspected;
    const [original, steps] = [this.#shown(first), this.#shown(this.#steps)];
    const comparison = this.#compared();
    return {
      view: { title: this.#hide(title), accountName, credentialLabel, sent, steps },
      original: draftOf(original),
      draft: draftOf(steps),
      changes: signatureChanges(original, steps),
      ...(passport &&
        this.#passport && {
          passport: {
            steps: this.#passport,
            original: passportDraftOf(passport.steps),
            draft: passportDraftOf(this.#passport),
            xml: this.#xml(),
            ...carriedText(passport.carried, this.#passport),
          },
        }),
      ...(comparison && { comparison }),
      hidden: this.#hide(first.baseString.text) !== first.baseString.text,
      trusted,
    };
  }

  /**
   * Signs a changed draft. What cannot be signed leaves everything as it is.
   *
   * @throws CodedError `signer-unknown`, and those of signRequest
   */
  async edit(draft: SignatureDraft): Promise<void> {
    const steps = signDraft(this.#unhide(draft), await this.#inspected.signer());
    // With everything put back, it is the signature that was made at first: its own nonce, its own signature.
    const { count } = signatureChanges(this.#inspected.steps, steps);
    this.#steps = count === 0 ? this.#inspected.steps : steps;
  }

  /** @throws CodedError `signer-unknown`, `text-not-unicode` */
  async editPassport(draft: PassportDraft): Promise<void> {
    this.#passport = passportSteps(draft, await this.#inspected.signer());
  }

  /** Compares with a pasted text from now on; an empty one ends that. */
  compare(text: string, what: 'header' | 'passport'): void {
    this.#pasted = text.trim() === '' ? undefined : { text, with: what };
  }

  #compared(): ComparisonView | undefined {
    if (!this.#pasted) {
      return undefined;
    }
    const { text, with: what } = this.#pasted;
    const comparison =
      what === 'passport' && this.#passport
        ? comparePassport(this.#passport, text)
        : compareSignature(this.#shown(this.#steps), text);
    return comparisonText(text, comparison, what);
  }

  #xml() {
    const { passport } = this.#inspected;
    return passport && this.#passport ? passportLines(this.#passport, passport.carried.version) : [];
  }

  #shown(steps: SignatureSteps): SignatureSteps {
    return this.#inspected.secrets.length === 0 || this.#hide(steps.baseString.text) === steps.baseString.text
      ? steps
      : hideInSignature(steps, this.#hide);
  }

  /** Puts what was hidden from the panel back into what came from it. */
  #unhide(draft: SignatureDraft): SignatureDraft {
    const first = this.#inspected.steps;
    const shown = this.#shown(first);
    if (shown === first) {
      return draft;
    }
    const real = new Map<string, Pair>();
    for (const pair of [...first.url.query, ...first.parameters]) {
      real.set(keyOf({ name: this.#hide(pair.name), value: this.#hide(pair.value) }), pair);
    }
    const restored = (pairs: readonly Pair[]) => pairs.map(pair => real.get(keyOf(pair)) ?? pair);
    const isOwnUrl = draft.url === shown.url.given;
    const query = draft.query ?? (isOwnUrl ? undefined : decodePairs(/\?([^#]*)/.exec(draft.url)?.[1] ?? ''));
    return {
      ...draft,
      url: isOwnUrl ? first.url.given : draft.url,
      query: query && restored(query),
      form: draft.form && restored(draft.form),
      params: restored(draft.params),
    };
  }
}

function keyOf({ name, value }: Pair): string {
  return JSON.stringify([name, value]);
}

function passportDraftOf({ fields }: PassportSteps): PassportDraft {
  const [account, consumerKey, token, nonce, timestamp] = fields.map(({ value }) => value);
  return {
    account: account ?? '',
    consumerKey: consumerKey ?? '',
    token: token ?? '',
    nonce: nonce ?? '',
    timestamp: timestamp ?? '',
  };
}
