import type { Release } from '../../state/model.ts';

/** What each release does to TBA (ORA:section_158921905537, ORA:section_0525020842), and what of it is assumed. */
export const releases: readonly { readonly value: Release; readonly label: string; readonly help: string }[] = [
  {
    value: '2026.2',
    label: '2026.2: TBA as it is today',
    help: 'Integration records for TBA can be created and used.',
  },
  {
    value: '2027.1',
    label: '2027.1: no new TBA integrations',
    help:
      'Neither a new integration record nor one without TBA so far can get a TBA box. Those that have one run on and can ' +
      'be edited. Assumed, as Oracle has not said it: new tokens for them are still possible, and no record installs ' +
      'itself in another account.',
  },
  {
    value: 'end-of-tba',
    label: 'The end of TBA: every call with a token is refused',
    help:
      'Assumed throughout: Oracle has named no final date (2028.1, tentative) and not said how calls will fail. Here they ' +
      'fail as if the feature were off: INVALID_LOGIN_ATTEMPT, with FeatureDisabled in the Login Audit Trail.',
  },
];
