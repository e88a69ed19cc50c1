import { l10n } from 'vscode';
import type { StatementView } from '../../../panels/guide/messages.ts';
import { placeView } from '../places.ts';
import { advice, assumed, documented, reported } from '../statements.ts';
import type { GuideContext, StepContent } from './guideContext.ts';

/** Step 1: the features that calls with a token take. */
export function featuresStep({ account, reader, purpose }: GuideContext): StepContent {
  return {
    id: 'features',
    title: l10n.t('Enable the features'),
    lead:
      reader === 'administrator'
        ? l10n.t('Tick the features on the page and agree to their terms.')
        : l10n.t('An administrator does this once for the account. Ask for the boxes below by name.'),
    statements: [
      ...neededFeatures(purpose),
      documented(
        l10n.t(
          'Server SuiteScript and Token-based Authentication ask you to accept terms of service. A SuiteCloud project (SDF) can therefore switch neither these two nor Client SuiteScript: somebody has to do it on the page, once in each account.',
        ),
        'section_1500317605',
      ),
      assumed(l10n.t('The page is for roles with the permission Enable Features, level Full, and for administrators.')),
    ],
    tables: [],
    places: [placeView('features', account), placeView('company', account)],
    looksLike: [
      ...(purpose === 'restlets'
        ? [
            documented(
              l10n.t('Section SuiteScript: Client SuiteScript and Server SuiteScript are ticked.'),
              'bridgehead_4253254429',
            ),
          ]
        : []),
      ...(purpose === 'rest'
        ? [assumed(l10n.t('Section SuiteTalk (Web Services): REST Web Services is ticked.'))]
        : []),
      documented(
        l10n.t('Section Manage Authentication: Token-based Authentication is ticked.'),
        'bridgehead_4253254429',
      ),
      advice(l10n.t('After Save and opening the page once more, they still are.')),
    ],
    goesWrong: [
      {
        sign: l10n.t('The box is not ticked after Save.'),
        remedy: assumed(l10n.t('Its terms were not accepted. Tick it again and agree to them.')),
      },
      {
        sign: l10n.t('The Login Audit Trail says FeatureDisabled under Detail.'),
        remedy: documented(l10n.t('Token-based Authentication is off in this account.'), 'subsect_156935170194'),
      },
    ],
    actions: reader === 'developer' ? [{ id: 'copyRequest', label: l10n.t('Copy What to Ask For') }] : [],
  };
}

function neededFeatures(purpose: GuideContext['purpose']): readonly StatementView[] {
  switch (purpose) {
    case 'restlets':
      return [
        documented(
          l10n.t(
            'RESTlets that are called with a token take three features: Client SuiteScript, Server SuiteScript and Token-based Authentication.',
          ),
          'bridgehead_4253254429',
        ),
      ];
    case 'rest':
      return [
        documented(l10n.t('Calls with a token take the feature Token-based Authentication.'), 'bridgehead_4253254429'),
        reported(l10n.t('REST web services are a feature of their own: REST Web Services.')),
      ];
    case 'tokens':
      return [
        documented(l10n.t('Tokens take the feature Token-based Authentication.'), 'bridgehead_4253254429'),
        documented(
          l10n.t('To call RESTlets with them, Client SuiteScript and Server SuiteScript have to be on as well.'),
          'bridgehead_4253254429',
        ),
      ];
  }
}
