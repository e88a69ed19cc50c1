import type { KeyObject } from 'node:crypto';
import { l10n } from 'vscode';
import { checkAccessToken } from '../../diagnosis/oauth2/accessTokenChecks.ts';
import { checkAssertion, type AssertionContext } from '../../diagnosis/oauth2/assertionChecks.ts';
import type { Check } from '../../diagnosis/oauth2/check.ts';
import type { AccessTokenCheckId } from '../../diagnosis/oauth2/accessTokenChecks.ts';
import type { AssertionCheckId } from '../../diagnosis/oauth2/assertionChecks.ts';
import { isAccessToken, textClaim, type Jwt } from '../../oauth2/jwt.ts';
import type { JwtParts } from '../../oauth2/jwtParts.ts';
import type { TokenState } from '../../panels/token/messages.ts';
import { absoluteTime } from '../accounts/tree/times.ts';
import { checkView, fieldViews } from './tokenWords.ts';

/** What is looked at: a whole token, or what a record has of one. */
export interface InspectedToken {
  readonly jwt: Jwt | JwtParts;
  /** What an assertion is held against. */
  readonly context: Omit<AssertionContext, 'now'>;
  /** Whose it is, by the account book; empty where nobody's. */
  readonly owner: string;
}

export interface TokenModelPorts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly locale: string;
  /** Checks the signature of a token. */
  readonly isSignedBy: (token: string, key: KeyObject, alg: string) => Promise<boolean>;
}

/** One token that is looked at. It is held in memory so that its signature can be checked, and gone with the panel. */
export class TokenModel {
  readonly #inspected: InspectedToken;
  readonly #ports: TokenModelPorts;
  readonly #isAccess: boolean;
  #now: number;
  #isSigned: boolean | undefined;

  constructor(inspected: InspectedToken, ports: TokenModelPorts) {
    this.#inspected = inspected;
    this.#ports = ports;
    this.#isAccess = isAccessToken(inspected.jwt);
    this.#now = ports.now();
  }

  get state(): TokenState {
    const { jwt, owner } = this.#inspected;
    const { locale } = this.#ports;
    const seconds = Math.floor(this.#now / 1000);
    const checks = this.#checks(seconds);
    const isBad = checks.some(({ verdict }) => verdict === 'bad') || this.#isSigned === false;
    return {
      title: this.#isAccess ? l10n.t('Access token') : l10n.t('Assertion'),
      about: this.#isAccess
        ? l10n.t(
            'An access token of OAuth 2.0: whoever has it may call NetSuite as the user and role it was given to, until it ends. It was decoded on this machine; nothing was sent.',
          )
        : l10n.t(
            'A client assertion: it is sent to the token endpoint once, to show who asks for an access token. It was decoded on this machine; nothing was sent.',
          ),
      verdict: isBad
        ? l10n.t('NetSuite refuses it, by what can be seen here.')
        : l10n.t('Nothing that can be seen here is wrong.'),
      isBad,
      judged: l10n.t('Judged at {0}, by this machine’s clock.', absoluteTime(this.#now, locale)),
      owner,
      checks: checks.map(checkView),
      header: fieldViews(jwt.header, seconds, locale),
      claims: fieldViews(jwt.claims, seconds, locale),
      ...this.#signature(),
    };
  }

  judge(): void {
    this.#now = this.#ports.now();
  }

  /** @throws CodedError `public-key-other-kind` */
  async checkSignature(key: KeyObject): Promise<void> {
    const { jwt } = this.#inspected;
    if ('token' in jwt) {
      this.#isSigned = undefined;
      this.#isSigned = await this.#ports.isSignedBy(jwt.token, key, textClaim(jwt.header, 'alg') ?? '');
    }
  }

  #checks(now: number): readonly Check<AssertionCheckId | AccessTokenCheckId>[] {
    const { jwt, context } = this.#inspected;
    return this.#isAccess ? checkAccessToken(jwt, now) : checkAssertion(jwt, { ...context, now });
  }

  #signature(): Pick<TokenState, 'signature' | 'signatureVerdict' | 'check'> {
    const { jwt } = this.#inspected;
    if (!('token' in jwt)) {
      const signature = l10n.t(
        'The record of the call has what the token says, and neither the token nor its signature.',
      );
      return { signature, signatureVerdict: 'open', check: '' };
    }
    if (jwt.signatureLength === 0) {
      return {
        signature: l10n.t('It has no signature, and NetSuite takes none without.'),
        signatureVerdict: 'bad',
        check: '',
      };
    }
    if (this.#isAccess) {
      const signature = l10n.t(
        '{0} characters, not shown. Only NetSuite has the key to check it.',
        jwt.signatureLength,
      );
      return { signature, signatureVerdict: 'open', check: '' };
    }
    const check = l10n.t('Check with a certificate…');
    switch (this.#isSigned) {
      case undefined: {
        const signature = l10n.t(
          '{0} characters, not shown. The certificate that was uploaded tells whether it is right.',
          jwt.signatureLength,
        );
        return { signature, signatureVerdict: 'open', check };
      }
      case true:
        return {
          signature: l10n.t('It was made with the private key of this certificate.'),
          signatureVerdict: 'good',
          check,
        };
      case false:
        return {
          signature: l10n.t('It was not made with the private key of this certificate, or the token was changed.'),
          signatureVerdict: 'bad',
          check,
        };
    }
  }
}
