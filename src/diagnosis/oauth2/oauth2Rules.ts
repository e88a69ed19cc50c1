import { claimOf } from '../../oauth2/jwt.ts';
import type { Finding } from '../login/explanation.ts';
import { durationOf, isTime, momentOf } from './check.ts';
import type { OAuth2Evidence } from './evidence.ts';
import type { OAuth2CauseCode } from './oauth2CauseCodes.ts';

/** One thing that is known besides what was sent, and what it says of some causes; see Rule of explainLogin. */
export interface OAuth2Rule {
  readonly from: Finding['from'];
  readonly causes: readonly OAuth2CauseCode[];
  readonly weight: number;
  readonly shows?: true;
  readonly text: string;
  readonly applies: (evidence: OAuth2Evidence) => Finding['data'] | undefined;
}

const nothing: Finding['data'] = {};

function when(holds: boolean | undefined): Finding['data'] | undefined {
  return holds === true ? nothing : undefined;
}

/** Seconds between the two clocks that are noticed. */
const noticeable = 60;

/** Seconds in which an account is hardly refreshed. */
const lately = 600;

/** Seconds in which nobody is likely to have changed anything. */
const justNow = 120;

/** Seconds that the server's clock was ahead of the sender's. */
function aheadOf({ serverTime, sentAt }: OAuth2Evidence): number {
  return serverTime === undefined || sentAt === undefined ? 0 : serverTime - sentAt;
}

/** Seconds since an access token was given out, by the clock that gave it. */
function tokenAge({ asked, jwt, serverTime }: OAuth2Evidence): number | undefined {
  const issued = jwt && claimOf(jwt.claims, 'iat');
  return asked === 'call' && isTime(issued) && serverTime !== undefined ? serverTime - issued : undefined;
}

function isFresh(evidence: OAuth2Evidence): Finding['data'] | undefined {
  const age = tokenAge(evidence);
  return age !== undefined && age >= 0 && age < justNow ? { age: durationOf(age) } : undefined;
}

/** Whether it was within its time by the clock of whoever sent it, and is not by the server's. */
function isExpiredByServerOnly({ asked, jwt, serverTime, sentAt }: OAuth2Evidence): boolean {
  const exp = jwt && claimOf(jwt.claims, 'exp');
  return (
    asked === 'assertion' &&
    isTime(exp) &&
    serverTime !== undefined &&
    sentAt !== undefined &&
    exp <= serverTime &&
    exp > sentAt &&
    serverTime - sentAt > noticeable
  );
}

const ofCertificate: readonly OAuth2CauseCode[] = ['certificate-unknown', 'key-mismatch', 'client-unknown'];
const ofChange: readonly OAuth2CauseCode[] = ['certificate-revoked', 'integration-blocked', 'mapping-cleared'];
const settledBefore: readonly OAuth2CauseCode[] = [
  'feature-off',
  'integration-blocked',
  'grant-not-allowed',
  'role-permission-missing',
  'user-or-role-unusable',
  'certificate-revoked',
  'access-token-refused',
];

/** What the account book, the clocks and the surface tell. */
export const oauth2Rules: readonly OAuth2Rule[] = [
  {
    from: 'call',
    causes: ['clock-skew'],
    weight: 9,
    shows: true,
    text: 'By the clock of whoever sent it, it had not ended; NetSuite’s clock is {ahead} ahead of that.',
    applies: evidence => (isExpiredByServerOnly(evidence) ? { ahead: durationOf(aheadOf(evidence)) } : undefined),
  },
  {
    from: 'call',
    causes: ['clock-skew'],
    weight: 2,
    text: 'The clock of whoever sent it is {apart} from NetSuite’s.',
    applies: evidence =>
      Math.abs(aheadOf(evidence)) > noticeable && !isExpiredByServerOnly(evidence)
        ? { apart: durationOf(aheadOf(evidence)) }
        : undefined,
  },
  {
    from: 'book',
    causes: ['certificate-unknown'],
    weight: -1,
    text: 'kid is the certificate ID that is kept here.',
    applies: ({ known, jwt }) =>
      when(known?.certificateId !== undefined && known.certificateId === (jwt && claimOf(jwt.header, 'kid'))),
  },
  {
    from: 'book',
    causes: ofCertificate,
    weight: -3,
    text: 'It logged in before, last at {when}.',
    applies: ({ known }) => (known?.lastSuccess === undefined ? undefined : { when: momentOf(known.lastSuccess) }),
  },
  {
    from: 'book',
    causes: ofChange,
    weight: 2,
    text: 'It logged in before, last at {when}: something has changed since.',
    applies: ({ known }) => (known?.lastSuccess === undefined ? undefined : { when: momentOf(known.lastSuccess) }),
  },
  {
    from: 'book',
    causes: ['key-mismatch'],
    weight: 6,
    text: 'The private key that is kept here does not belong to the certificate.',
    applies: ({ known }) => when(known?.isKeyOfCertificate === false),
  },
  {
    from: 'book',
    causes: ['key-mismatch'],
    weight: -5,
    text: 'The private key that is kept here belongs to the certificate.',
    applies: ({ known }) => when(known?.isKeyOfCertificate),
  },
  {
    from: 'book',
    causes: ['certificate-expired'],
    weight: -6,
    text: 'The certificate holds until {end}.',
    applies: ({ known, serverTime, sentAt }) => {
      const [end, now] = [known?.certificateUntil, serverTime ?? sentAt];
      return end !== undefined && now !== undefined && end > now ? { end: momentOf(end) } : undefined;
    },
  },
  {
    from: 'book',
    causes: ['mapping-cleared'],
    weight: 1.5,
    text: 'The account is a sandbox, and a refresh clears what its clients were set up with.',
    applies: ({ known }) => when(known?.isSandbox),
  },
  {
    from: 'book',
    causes: ['mapping-cleared'],
    weight: -4,
    text: 'Another credential of this account logged in {ago} before; a refresh ends those as well.',
    applies: ({ known, serverTime, sentAt }) => {
      const ago = (serverTime ?? sentAt ?? NaN) - (known?.siblingSuccess ?? NaN);
      return ago < lately ? { ago: durationOf(Math.max(0, ago)) } : undefined;
    },
  },
  {
    from: 'book',
    causes: ['mapping-cleared'],
    weight: -3,
    text: 'The account is no sandbox, and only those are refreshed.',
    applies: ({ known }) => when(known?.isSandbox === false),
  },
  {
    from: 'book',
    causes: ['refresh-expired'],
    weight: 5,
    text: 'The refresh token was good until {end}.',
    applies: ({ known, serverTime, sentAt }) => {
      const [end, now] = [known?.refreshUntil, serverTime ?? sentAt];
      return end !== undefined && now !== undefined && end <= now ? { end: momentOf(end) } : undefined;
    },
  },
  {
    from: 'book',
    causes: ['refresh-expired'],
    weight: -3,
    text: 'The refresh token is good until {end}.',
    applies: ({ known, serverTime, sentAt }) => {
      const [end, now] = [known?.refreshUntil, serverTime ?? sentAt];
      return end !== undefined && now !== undefined && end > now ? { end: momentOf(end) } : undefined;
    },
  },
  {
    from: 'book',
    causes: ['certificate-revoked'],
    weight: -8,
    text: 'It logs in through the browser, with no certificate.',
    applies: ({ known }) => when(known?.grant === 'authorization-code'),
  },
  {
    from: 'call',
    causes: ['surface-takes-none'],
    weight: 8,
    shows: true,
    text: 'SOAP web services take no access token of OAuth 2.0.',
    applies: ({ surface }) => when(surface === 'soap'),
  },
  {
    from: 'call',
    causes: ['surface-takes-none'],
    weight: 4,
    text: 'The endpoints about tokens are about those of token-based authentication; that they take no access token is assumed.',
    applies: ({ surface }) => when(surface === 'token-endpoint'),
  },
  {
    from: 'call',
    causes: ['surface-takes-none'],
    weight: -8,
    text: 'RESTlets and REST web services take access tokens.',
    applies: ({ surface }) => when(surface === 'restlet' || surface === 'rest'),
  },
  {
    from: 'call',
    causes: ['rest-permission-missing'],
    weight: -8,
    text: 'The call did not go to REST web services.',
    applies: ({ asked, surface }) => when(asked === 'call' && surface !== 'rest'),
  },
  {
    from: 'call',
    causes: ['web-services-only-role'],
    weight: -8,
    text: 'The call did not go to a RESTlet.',
    applies: ({ asked, surface }) => when(asked === 'call' && surface !== 'restlet'),
  },
  {
    from: 'call',
    causes: ['session-sent'],
    weight: 5,
    text: 'The call carried a cookie beside the token.',
    applies: ({ hasCookie }) => when(hasCookie),
  },
  {
    from: 'call',
    causes: ['session-sent'],
    weight: -6,
    text: 'The call carried no cookie.',
    applies: ({ hasCookie }) => when(hasCookie === false),
  },
  {
    from: 'call',
    causes: settledBefore,
    weight: -2,
    text: 'The access token was given out {age} before: all of this was good then.',
    applies: isFresh,
  },
  {
    from: 'call',
    causes: ['access-token-foreign'],
    weight: -2,
    text: 'The token is one that was given out for this call.',
    applies: evidence => when(evidence.known !== undefined && isFresh(evidence) !== undefined),
  },
];
