import { l10n } from 'vscode';
import type { AccountRecord } from '../../accounts/records.ts';
import { isCoded } from '../../codedError.ts';
import type { Place } from '../../diagnosis/login/explanation.ts';
import { pageUrl } from '../../exchange/callAccount.ts';
import type { PlaceView } from '../../panels/guide/messages.ts';

/** An account as far as its pages go. */
export type PagesOf = Pick<AccountRecord, 'accountId' | 'baseUrl' | 'signedAs' | 'hostCheck' | 'practice'>;

/** A page that the guide leads to. */
export interface GuidePlace extends Place {
  readonly name: () => string;
}

/**
 * Oracle documents menu paths. The addresses are those that public projects use: several of them (`high`), a few
 * (`medium`) or one (`low`). Menu names are NetSuite's own and stay as they are.
 */
const guidePlaces = {
  features: {
    name: () => l10n.t('Enable Features'),
    menu: 'Setup > Company > Enable Features > SuiteCloud',
    path: '/app/setup/features.nl',
    pathConfidence: 'high',
  },
  roles: {
    name: () => l10n.t('Manage Roles'),
    menu: 'Setup > Users/Roles > Manage Roles',
    path: '/app/setup/rolelist.nl',
    pathConfidence: 'high',
  },
  employees: {
    name: () => l10n.t('Employees'),
    menu: 'Lists > Employees > Employees, an employee, Access',
    path: '/app/common/entity/employeelist.nl',
    pathConfidence: 'medium',
  },
  integrations: {
    name: () => l10n.t('Manage Integrations'),
    menu: 'Setup > Integration > Manage Integrations',
    path: '/app/common/integration/integrapplist.nl',
    pathConfidence: 'high',
  },
  newIntegration: {
    name: () => l10n.t('New application'),
    menu: 'Setup > Integration > Manage Integrations > New',
    path: '/app/common/integration/integrapp.nl',
    pathConfidence: 'medium',
  },
  accessTokens: {
    name: () => l10n.t('Access Tokens'),
    menu: 'Setup > Users/Roles > Access Tokens',
    path: '/app/setup/accesstokens.nl',
    pathConfidence: 'high',
  },
  newToken: {
    name: () => l10n.t('New access token'),
    menu: 'Setup > Users/Roles > Access Tokens > New',
    path: '/app/setup/accesstoken.nl',
    pathConfidence: 'high',
  },
  myTokens: {
    name: () => l10n.t('My access tokens'),
    menu: 'Settings portlet > Manage Access Tokens',
    path: '/app/setup/useraccesstokens.nl',
    pathConfidence: 'low',
  },
  company: {
    name: () => l10n.t('Company Information'),
    menu: 'Setup > Company > Company Information',
    path: '/app/common/otherlists/company.nl',
    pathConfidence: 'medium',
  },
  clientCredentials: {
    name: () => l10n.t('Client credentials (M2M)'),
    menu: 'Setup > Integration > Manage Authentication > OAuth 2.0 Client Credentials (M2M) Setup',
  },
  auditTrail: {
    name: () => l10n.t('Login Audit Trail'),
    menu: 'Setup > Users/Roles > User Management > View Login Audit Trail',
  },
} as const satisfies Readonly<Record<string, GuidePlace>>;

export type GuidePlaceId = keyof typeof guidePlaces;

/** Where the practice account has a page, and NetSuite none whose address is known. */
const practicePaths: Readonly<Partial<Record<GuidePlaceId, string>>> = { auditTrail: '/practice/login-audit' };

/** Whether something is the name of a place. */
export function isPlace(id: string): id is GuidePlaceId {
  return Object.hasOwn(guidePlaces, id);
}

/** The address of a page in an account; undefined where none is known, or the account's ID or base URL is none. */
export function placeUrl(id: GuidePlaceId, account: PagesOf): string | undefined {
  const place: GuidePlace = guidePlaces[id];
  const path = (account.practice ? practicePaths[id] : undefined) ?? place.path;
  try {
    return path === undefined ? undefined : pageUrl(account, path);
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}

/** A page for the panel: with how sure its address is, where there is one. */
export function placeView(id: GuidePlaceId, account: PagesOf | undefined): PlaceView {
  const { name, menu, pathConfidence }: GuidePlace = guidePlaces[id];
  const url = account && placeUrl(id, account);
  const certainty =
    url === undefined
      ? ''
      : account?.practice
        ? l10n.t('a page of the practice account')
        : certaintyWords(pathConfidence);
  return { id, name: name(), menu, certainty };
}

function certaintyWords(confidence: Place['pathConfidence']): string {
  switch (confidence) {
    case 'high':
      return l10n.t('link seen in several public projects, not documented');
    case 'medium':
      return l10n.t('link seen in few public projects, not documented');
    case 'low':
    case undefined:
      return l10n.t('link seen once, not documented');
  }
}
