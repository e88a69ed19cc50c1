import { tokenPath } from '../../oauth2/endpoints.ts';
import { claimOf, scopesOf, textClaim } from '../../oauth2/jwt.ts';
import type { Claims, JwtParts } from '../../oauth2/jwtParts.ts';
import { scopes as knownScopes } from '../../oauth2/scopes.ts';
import { durationOf, isTime, momentOf, shown, type Check } from './check.ts';
import type { OAuth2Known } from './evidence.ts';

export type AssertionCheckId =
  | 'encoding'
  | 'algorithm'
  | 'type'
  | 'certificate'
  | 'issuer'
  | 'audience'
  | 'scope'
  | 'issued'
  | 'expiry'
  | 'lifetime'
  | 'not-before';

/** What an assertion is held against. */
export interface AssertionContext {
  /** Seconds since 1970: the server's time where it is known. Absent: what depends on it is left open. */
  readonly now?: number | undefined;
  /** URLs that name the token endpoint, besides NetSuite's own of the account. */
  readonly endpoints?: readonly string[] | undefined;
  readonly known?: OAuth2Known | undefined;
}

/** ORA:section_162790605110; RSA with PKCS#1 v1.5 (RS256) is not among them. */
const algorithms = ['PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'];

/** Seconds; `exp` lies less than that behind `iat` (ORA:section_162790605110). */
const longestLife = 3600;

/** Seconds that a clock may be ahead before it is called wrong; Oracle gives no figure. */
const tolerance = 60;

/** What NetSuite will look at in a client assertion, in the order of header and claims. Its signature is not looked at here. */
export function checkAssertion(
  { header, claims, isPlainBase64 }: JwtParts & { readonly isPlainBase64?: boolean },
  context: AssertionContext,
): readonly Check<AssertionCheckId>[] {
  return [
    ...(isPlainBase64 === true
      ? [
          bad(
            'encoding',
            'request-malformed',
            'It is written in Base64 with +, / or =, and a JWT is base64url without padding.',
          ),
        ]
      : []),
    algorithm(header),
    type(header),
    certificate(header, context),
    issuer(claims, context),
    audience(claims, context),
    scope(claims),
    ...times(claims, context.now),
  ];
}

type Data = Check['data'];

function make(verdict: Check['verdict'], id: AssertionCheckId, text: string, data: Data = {}): Check<AssertionCheckId> {
  return { id, verdict, text, data };
}

function bad(
  id: AssertionCheckId,
  cause: NonNullable<Check['cause']>,
  text: string,
  data: Data = {},
): Check<AssertionCheckId> {
  return { ...make('bad', id, text, data), cause };
}

function algorithm(header: Claims): Check<AssertionCheckId> {
  const alg = claimOf(header, 'alg');
  if (algorithms.some(each => each === alg)) {
    return make('good', 'algorithm', '{alg} is one of the algorithms that NetSuite takes.', { alg: shown(alg) });
  }
  if (alg === undefined) {
    return bad('algorithm', 'algorithm-refused', 'The header names no algorithm.');
  }
  return typeof alg === 'string' && /^RS\d+$/.test(alg)
    ? bad(
        'algorithm',
        'algorithm-refused',
        '{alg} is RSA with PKCS#1 v1.5 padding. Of RSA NetSuite takes PS256, PS384 and PS512, which the same key can sign.',
        { alg },
      )
    : bad('algorithm', 'algorithm-refused', '“{alg}” is none of PS256, PS384, PS512, ES256, ES384 and ES512.', {
        alg: shown(alg),
      });
}

function type(header: Claims): Check<AssertionCheckId> {
  const typ = claimOf(header, 'typ');
  if (typ === 'JWT') {
    return make('good', 'type', 'typ is JWT.');
  }
  return typ === undefined
    ? bad('type', 'type-wrong', 'The header has no typ. Oracle documents JWT.')
    : bad('type', 'type-wrong', 'typ is “{typ}”. Oracle documents JWT.', { typ: shown(typ) });
}

function certificate(header: Claims, { now, known = {} }: AssertionContext): Check<AssertionCheckId> {
  const kid = textClaim(header, 'kid');
  const { certificateId, certificateUntil } = known;
  if (kid === undefined) {
    return bad('certificate', 'certificate-unknown', 'The header has no kid, which names the certificate.');
  }
  if (certificateId === undefined) {
    return make(
      'open',
      'certificate',
      'kid names the certificate {kid}. Whether NetSuite has it for this client cannot be told from here.',
      { kid: shown(kid) },
    );
  }
  if (certificateId !== kid) {
    return {
      ...make('odd', 'certificate', 'kid names the certificate {kid}; the one that is kept here is {known}.', {
        kid: shown(kid),
        known: shown(certificateId),
      }),
      cause: 'certificate-unknown',
    };
  }
  return certificateUntil !== undefined && now !== undefined && certificateUntil <= now
    ? bad('certificate', 'certificate-expired', 'kid names the certificate that is kept here, which ended at {end}.', {
        end: momentOf(certificateUntil),
      })
    : make('good', 'certificate', 'kid names the certificate that is kept here.');
}

function issuer(claims: Claims, { known = {} }: AssertionContext): Check<AssertionCheckId> {
  const iss = textClaim(claims, 'iss');
  if (iss === undefined) {
    return bad('issuer', 'client-unknown', 'There is no iss, which is the client ID of the integration record.');
  }
  if (known.clientId === undefined) {
    return make('open', 'issuer', 'iss names the client {iss}. Whether the account has it cannot be told from here.', {
      iss: shown(iss),
    });
  }
  return known.clientId === iss
    ? make('good', 'issuer', 'iss is the client ID that is kept here.')
    : {
        ...make('odd', 'issuer', 'iss is {iss}; the client ID that is kept here is {known}.', {
          iss: shown(iss),
          known: shown(known.clientId),
        }),
        cause: 'client-unknown',
      };
}

function audience(claims: Claims, { endpoints = [], known = {} }: AssertionContext): Check<AssertionCheckId> {
  const given = claimOf(claims, 'aud');
  const isList = Array.isArray(given);
  const one: unknown = isList && given.length === 1 ? given[0] : given;
  if (one === undefined) {
    return bad('audience', 'audience-wrong', 'There is no aud, which is the URL of the token endpoint.');
  }
  const { host, account } = endpointOf(one);
  const isOwn =
    endpoints.some(each => each === one) || (host === 'suitetalk' && account === (known.accountId ?? account));
  if (isOwn) {
    return isList
      ? make('odd', 'audience', 'aud is a list of one. Oracle documents a text.')
      : account === undefined
        ? make('good', 'audience', 'aud is the token endpoint that is called.')
        : make('good', 'audience', 'aud is the token endpoint of account {account}.', { account });
  }
  if (host === 'suitetalk') {
    return bad(
      'audience',
      'audience-wrong',
      'aud is the token endpoint of account {account}, and {called} is called.',
      { account: account ?? '', called: known.accountId ?? '' },
    );
  }
  return host === 'restlets' && account === (known.accountId ?? account)
    ? make(
        'odd',
        'audience',
        'aud is on the host of RESTlets, as in a sample of Oracle’s; its text says the token endpoint, which is on the host suitetalk.',
      )
    : bad('audience', 'audience-wrong', 'aud is {aud}, which is not the account’s token endpoint.', {
        aud: shown(given),
      });
}

/** Which account's token endpoint a URL is, and on which host. */
function endpointOf(value: unknown): { readonly host?: string; readonly account?: string } {
  // What is no text may not even have a text: `{"toString":null}`.
  const [, label = '', host = '', path] =
    /^https:\/\/([a-z0-9-]+)\.(suitetalk|restlets)\.api\.netsuite\.com(\/.*)$/.exec(
      typeof value === 'string' ? value : '',
    ) ?? [];
  return path === tokenPath ? { host, account: label.toUpperCase().replaceAll('-', '_') } : {};
}

function scope(claims: Claims): Check<AssertionCheckId> {
  const scopes = scopesOf(claims);
  if (scopes === undefined || scopes.length === 0) {
    return bad(
      'scope',
      'scope-refused',
      'There is no scope. Oracle documents restlets, rest_webservices and suite_analytics.',
    );
  }
  const unknown = scopes.filter(name => !knownScopes.some(known => known === name));
  if (unknown.length === 0) {
    return make(
      'good',
      'scope',
      '{scope}: known scopes. Each has to be ticked on the integration record, which cannot be told from here.',
      { scope: scopes.join(', ') },
    );
  }
  const areWithComma = unknown.every(name =>
    name.split(',').every(each => each === '' || knownScopes.some(known => known === each)),
  );
  return areWithComma
    ? {
        ...make(
          'odd',
          'scope',
          'Scopes stand with blanks between, or in a list (RFC 6749 3.3); these have commas: {scope}.',
          { scope: shown(scopes.join(' ')) },
        ),
        cause: 'scope-refused',
      }
    : bad('scope', 'scope-refused', '{scope} is none of restlets, rest_webservices and suite_analytics.', {
        scope: shown(unknown.join(', ')),
      });
}

function times(claims: Claims, now: number | undefined): readonly Check<AssertionCheckId>[] {
  const [iat, exp, nbf] = ['iat', 'exp', 'nbf'].map(name => claimOf(claims, name));
  return [
    issued(iat, now),
    expiry(exp, now),
    ...(isTime(iat) && isTime(exp) ? [lifetime(exp - iat)] : []),
    ...(isTime(nbf) && now !== undefined && nbf > now + tolerance
      ? [
          bad('not-before', 'clock-skew', 'nbf lets it hold from {from} on only, {ahead} after {now}.', {
            from: momentOf(nbf),
            ahead: durationOf(nbf - now),
            now: momentOf(now),
          }),
        ]
      : []),
  ];
}

function issued(iat: unknown, now: number | undefined): Check<AssertionCheckId> {
  if (!isTime(iat)) {
    return malformed('issued', 'iat', iat);
  }
  if (now === undefined) {
    return make('open', 'issued', 'Signed at {signed}.', { signed: momentOf(iat) });
  }
  return iat > now + tolerance
    ? bad(
        'issued',
        'clock-skew',
        'iat says that it was signed at {signed}, {ahead} after {now}: the clock that signed it is ahead, or in another time zone.',
        { signed: momentOf(iat), ahead: durationOf(iat - now), now: momentOf(now) },
      )
    : make('good', 'issued', 'Signed at {signed}, {ago} before {now}.', {
        signed: momentOf(iat),
        ago: durationOf(now - iat),
        now: momentOf(now),
      });
}

function expiry(exp: unknown, now: number | undefined): Check<AssertionCheckId> {
  if (!isTime(exp)) {
    return malformed('expiry', 'exp', exp);
  }
  if (now === undefined) {
    return make('open', 'expiry', 'It holds until {end}.', { end: momentOf(exp) });
  }
  return exp <= now
    ? bad('expiry', 'assertion-expired', 'It ended at {end}, {ago} before {now}.', {
        end: momentOf(exp),
        ago: durationOf(now - exp),
        now: momentOf(now),
      })
    : make('good', 'expiry', 'It holds until {end}, {left} from {now}.', {
        end: momentOf(exp),
        left: durationOf(exp - now),
        now: momentOf(now),
      });
}

function lifetime(seconds: number): Check<AssertionCheckId> {
  if (seconds <= 0) {
    return bad('lifetime', 'times-malformed', 'exp is not after iat.');
  }
  return seconds >= longestLife
    ? bad('lifetime', 'assertion-too-long', 'From iat to exp it is {life}; NetSuite takes less than 60 minutes.', {
        life: durationOf(seconds),
      })
    : make('good', 'lifetime', 'From iat to exp it is {life}, less than 60 minutes.', { life: durationOf(seconds) });
}

function malformed(id: 'issued' | 'expiry', name: string, value: unknown): Check<AssertionCheckId> {
  if (value === undefined) {
    return bad(id, 'times-malformed', 'There is no {name}.', { name });
  }
  return typeof value === 'number' && value >= 1e11
    ? bad(id, 'times-malformed', '{name} is {value}, which looks like milliseconds; it is seconds since 1970.', {
        name,
        value: shown(value),
      })
    : bad(id, 'times-malformed', '{name} is {value}, which is no number of seconds since 1970.', {
        name,
        value: shown(value),
      });
}
