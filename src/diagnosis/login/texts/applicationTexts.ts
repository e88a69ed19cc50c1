import type { LoginCauseText } from '../explanation.ts';
import { places } from '../places.ts';
import { documented, trailOfFlow, trailOfTokens } from '../sources.ts';

/** Of the integration record. */
export const applicationTexts = {
  'application-unknown': {
    title: 'The account has no application with this consumer key',
    explanation:
      'The consumer key belongs to no integration record of this account: it is of another account, mistyped, or from before its credentials were reset.',
    fix: 'Compare account and consumer key with the integration record. Resetting its credentials is the last resort, for it breaks everybody who uses them.',
    place: places.integrations,
    source: trailOfTokens,
  },
  'application-deleted': {
    title: 'The application is gone, or has a new consumer key',
    explanation:
      'Logins with this application worked before, and now its consumer key is unknown. The integration record was deleted, which revokes all its tokens, or its credentials were reset.',
    fix: 'Look for the integration record. If it is gone, an existing one or OAuth 2.0 must take its place; if it was reset, enter the new pair.',
    place: places.integrations,
    source: documented('bridgehead_4249078810'),
  },
  'application-blocked': {
    title: 'The application is blocked',
    explanation: 'The State of the integration record is Blocked, so that calls with its consumer key are refused.',
    fix: 'Set State to Enabled on the integration record, if it was not blocked on purpose.',
    place: places.integrations,
    source: documented('section_4639959077'),
  },
  'application-waiting': {
    title: 'The application waits for approval',
    explanation:
      'A record that was installed by somebody’s first sign-in gets the State Waiting for Approval where the account’s preference asks for it. Until somebody enables it, all its calls are refused.',
    fix: 'Have an administrator set State to Enabled on the integration record.',
    place: places.integrations,
    source: documented('section_156537025868'),
  },
  'application-tba-off': {
    title: 'The application does not allow token-based authentication',
    explanation:
      'The box Token-Based Authentication of the integration record is not ticked. Oracle suggests clearing it to rehearse the end of TBA; what the audit trail then shows is assumed.',
    fix: 'Tick Token-Based Authentication on the integration record.',
    place: places.integrations,
    source: documented('section_0525022007'),
  },
  'callback-mismatch': {
    title: 'The callback is not the one of the application',
    explanation:
      'The address that signing in returns to differs from the Callback URL of the integration record. For a program on this machine the record needs http://localhost:*.',
    fix: 'Set the Callback URL of the integration record to the address that the audit trail shows.',
    place: places.integrations,
    source: trailOfFlow,
  },
  'flow-not-allowed': {
    title: 'The application does not allow signing in',
    explanation: 'The box TBA: Authorization Flow of the integration record is not ticked.',
    fix: 'Tick TBA: Authorization Flow on the integration record, and give it a Callback URL.',
    place: places.integrations,
    source: trailOfFlow,
  },
} satisfies Readonly<Record<string, LoginCauseText>>;
