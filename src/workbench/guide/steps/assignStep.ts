import { l10n } from 'vscode';
import { placeView } from '../places.ts';
import { advice, assumed, documented } from '../statements.ts';
import type { GuideContext, StepContent } from './guideContext.ts';

/** Step 3: somebody gets the role. */
export function assignStep({ account, reader }: GuideContext): StepContent {
  return {
    id: 'assign',
    title: l10n.t('Give the role to a user'),
    lead:
      reader === 'administrator'
        ? l10n.t('Open the employee, tab Access, and add the role.')
        : l10n.t('Ask an administrator to give the role to the user that the integration runs as.'),
    statements: [
      documented(
        l10n.t('A token stands for one application, one user and one role. The user has to have that role.'),
        'bridgehead_4254081947',
      ),
      advice(
        l10n.t(
          'Give an integration a user of its own: the audit trail then tells it apart, and nobody’s leaving ends it.',
        ),
      ),
      documented(
        l10n.t(
          'When the role is taken from the user, the token stays active and cannot log in. It works again when the role comes back.',
        ),
        'bridgehead_4249078810',
      ),
      documented(l10n.t('A new password changes nothing for tokens.'), 'chapter_4247329078'),
    ],
    tables: [],
    places: [placeView('employees', account)],
    looksLike: [
      assumed(l10n.t('On the tab Access: access is given, and the role is in the list of roles.')),
      documented(l10n.t('The employee is not inactive.'), 'subsect_156935170194'),
    ],
    goesWrong: [
      {
        sign: l10n.t('User and role are not offered when the token is made.'),
        remedy: assumed(l10n.t('The user lacks the role, or the role lacks the permission of the step before.')),
      },
      {
        sign: l10n.t('The Login Audit Trail says permission_denied under Detail.'),
        remedy: documented(
          l10n.t('User or role is inactive, the access was taken away, or the user hid the role in View My Roles.'),
          'subsect_156935170194',
        ),
      },
      {
        sign: l10n.t('The Login Audit Trail says temporary_locked under Detail.'),
        remedy: documented(
          l10n.t(
            'Five logins of this user failed. It is locked for 30 minutes, for every integration that runs as it; an administrator can reset it.',
          ),
          'subsect_156935170194',
        ),
      },
    ],
    actions: reader === 'developer' ? [{ id: 'copyRequest', label: l10n.t('Copy What to Ask For') }] : [],
  };
}
