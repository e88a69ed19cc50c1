import * as vscode from 'vscode';
import { expiryOf } from '../../../accounts/expiry.ts';
import { tokenLabel } from '../../../accounts/labels.ts';
import {
  netSuiteHosts,
  type AccountRecord,
  type ApplicationRecord,
  type BookRecord,
  type OAuth2Login,
  type TokenRecord,
} from '../../../accounts/records.ts';
import { isCoded } from '../../../codedError.ts';
import { parseAccountId, type AccountHosts } from '../../../tba/accountId.ts';
import type { AccountNode } from '../accountTree.ts';
import { countsAsProduction, environmentOf } from './environment.ts';
import type { Drawing } from './rows.ts';
import type { SecretState, TreeSnapshot } from './snapshot.ts';
import { absoluteTime, ageOf, timeAgo, timeUntil } from './times.ts';
import { environmentWord, schemeName, secretWord, stateWord } from './words.ts';

type Fact = readonly [name: string, value: string];

/** Everything that is known of a row, without a secret. */
export function tooltipOf(node: AccountNode, drawing: Drawing): vscode.MarkdownString {
  switch (node.kind) {
    case 'account':
      return asMarkdown(node.record.name, accountFacts(node.record, drawing));
    case 'application':
      return asMarkdown(node.record.name, applicationFacts(node.record, drawing));
    case 'token':
      return asMarkdown(tokenLabel(node.record), tokenFacts(node.record, drawing));
  }
}

function accountFacts(record: AccountRecord, drawing: Drawing): Fact[] {
  const environment = environmentOf(record);
  return [
    [vscode.l10n.t('Account ID and realm'), record.accountId],
    [
      vscode.l10n.t('Kind'),
      environment === 'unknown'
        ? vscode.l10n.t('{0}; counts as production', environmentWord(environment))
        : environmentWord(environment),
    ],
    ...known(vscode.l10n.t('Requests log in by'), record.usualScheme && schemeName(record.usualScheme)),
    ...refreshFacts(record, drawing),
    ...hostFacts(record, drawing.now),
    ...commonFacts(record, drawing.now),
  ];
}

function refreshFacts({ id }: AccountRecord, { refreshed, now }: Drawing): Fact[] {
  const evidence = refreshed.get(id);
  return evidence
    ? [
        [
          vscode.l10n.t('Likely refreshed'),
          vscode.l10n.t(
            'these worked before and were refused since {0}: {1}',
            when(evidence.firstFailure, now),
            evidence.tokens.map(({ token }) => tokenLabel(token)).join('; '),
          ),
        ],
      ]
    : [];
}

function hostFacts({ accountId, baseUrl, signedAs, hostCheck }: AccountRecord, now: number): Fact[] {
  const hosts = derivedHosts(accountId);
  const derived: Fact[] = hosts
    ? [
        ['RESTlets', `https://${hosts.restlets}`],
        ['SuiteTalk', `https://${hosts.suiteTalk}`],
        ['NetSuite', `https://${hosts.app}`],
      ]
    : [];
  const own: Fact[] =
    baseUrl === undefined
      ? derived
      : [
          [vscode.l10n.t('Base URL'), baseUrl],
          [
            vscode.l10n.t('Signed as'),
            signedAs === netSuiteHosts ? vscode.l10n.t('NetSuite’s own hosts') : (signedAs ?? baseUrl),
          ],
          ...(signedAs === netSuiteHosts ? derived : []),
        ];
  if (!hostCheck) {
    return own;
  }
  const told: Fact[] = [
    ['RESTlets', hostCheck.restlets],
    ['SuiteTalk', hostCheck.suiteTalk],
    ['NetSuite', hostCheck.app],
  ];
  const others = told.filter(([name, origin]) => derived.find(([known]) => known === name)?.[1] !== origin);
  return [
    ...own,
    [
      vscode.l10n.t('Hosts checked at NetSuite'),
      `${when(hostCheck.at, now)}: ${others.length === 0 ? vscode.l10n.t('as derived from the account ID') : vscode.l10n.t('others than derived')}`,
    ],
    ...others.map(([name, origin]): Fact => [vscode.l10n.t('{0}, as NetSuite says', name), origin]),
  ];
}

function derivedHosts(accountId: string): AccountHosts | undefined {
  try {
    return parseAccountId(accountId).hosts;
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}

function applicationFacts(record: ApplicationRecord, { now, secretOf }: Drawing): Fact[] {
  return [
    [vscode.l10n.t('Application (integration record)'), record.name],
    ...(record.scheme === 'oauth2'
      ? [[vscode.l10n.t('Authentication'), 'OAuth 2.0'] as const]
      : [[vscode.l10n.t('Consumer key and secret'), secretFact(secretOf('application', record.id))] as const]),
    ...commonFacts(record, now),
  ];
}

function tokenFacts(record: TokenRecord, drawing: Drawing): Fact[] {
  const { id, name, identity, lastSuccess, lastFailure, revokedAt, createdAt } = record;
  const { now, activeId } = drawing;
  return [
    ...(name === tokenLabel(record) ? [] : [[vscode.l10n.t('Name'), name] as const]),
    [vscode.l10n.t('State'), stateWord(record)],
    ...(activeId === id
      ? [[vscode.l10n.t('Active'), vscode.l10n.t('signs requests that name no other')] as const]
      : []),
    ...productionFacts(record, drawing),
    ...known(vscode.l10n.t('Company'), identity?.company),
    ...known(vscode.l10n.t('User'), identity?.entity),
    ...known(vscode.l10n.t('Role'), identity?.role),
    ...known(vscode.l10n.t('Last success'), lastSuccess && when(lastSuccess, now)),
    ...known(vscode.l10n.t('Last failure'), lastFailure && when(lastFailure.at, now)),
    ...known(vscode.l10n.t('NetSuite said'), lastFailure && `${lastFailure.status} ${lastFailure.code}`),
    ...known(vscode.l10n.t('Revoked at NetSuite'), revokedAt && when(revokedAt, now)),
    ...(record.oauth2 ? oauth2Facts(record, record.oauth2, drawing) : tbaFacts(record, drawing)),
    ...known(vscode.l10n.t('Created at NetSuite'), createdAt && absoluteTime(createdAt, vscode.env.language)),
    ...ageFacts(record, now),
    ...commonFacts(record, now),
  ];
}

function tbaFacts({ id, application }: TokenRecord, { secretOf }: Drawing): Fact[] {
  return [
    [vscode.l10n.t('Token ID and secret'), secretFact(secretOf('token', id))],
    [vscode.l10n.t('Consumer key and secret'), secretFact(secretOf('application', application))],
  ];
}

function oauth2Facts(record: TokenRecord, { grant, scopes, certificate }: OAuth2Login, drawing: Drawing): Fact[] {
  const { now, secretOf } = drawing;
  const isClient = grant === 'client-credentials';
  const expiry = expiryOf(record);
  return [
    [
      vscode.l10n.t('Authentication'),
      isClient
        ? vscode.l10n.t('OAuth 2.0, machine to machine (client credentials)')
        : vscode.l10n.t('OAuth 2.0, signed in with the browser (authorization code)'),
    ],
    [vscode.l10n.t('Scopes'), scopes.join(', ')],
    ...known(vscode.l10n.t('Certificate ID'), certificate?.id),
    ...known(
      isClient ? vscode.l10n.t('Certificate ends') : vscode.l10n.t('Sign-in ends'),
      expiry &&
        `${absoluteTime(expiry.at, vscode.env.language)} (${timeUntil(expiry.at, now, vscode.env.language, 'long')})`,
    ),
    [
      isClient ? vscode.l10n.t('Private key') : vscode.l10n.t('Refresh token'),
      secretFact(secretOf('token', record.id)),
    ],
  ];
}

function productionFacts(record: TokenRecord, { account, nodes }: TreeSnapshot): Fact[] {
  const node = nodes.get(record.id);
  const owner = node && account(node);
  return owner && countsAsProduction(owner) ? [[vscode.l10n.t('Kind'), environmentWord(environmentOf(owner))]] : [];
}

/** A token that was added from elsewhere may be much older than what is known of it. */
function ageFacts({ createdAt, addedAt }: TokenRecord, now: number): Fact[] {
  const since = createdAt ?? addedAt;
  if (since === undefined) {
    return [];
  }
  const { count, unit } = ageOf(since, now);
  const age = new Intl.NumberFormat(languageTag(), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  return [[vscode.l10n.t('Age'), createdAt === undefined ? vscode.l10n.t('at least {0}', age) : age]];
}

function languageTag(): string {
  try {
    return new Intl.Locale(vscode.env.language).toString();
  } catch {
    return 'en';
  }
}

function commonFacts({ addedAt, note }: BookRecord, now: number): Fact[] {
  return [...known(vscode.l10n.t('Added here'), addedAt && when(addedAt, now)), ...known(vscode.l10n.t('Note'), note)];
}

function known(name: string, value: string | number | undefined): Fact[] {
  return value === undefined || value === '' || value === 0 ? [] : [[name, String(value)]];
}

function secretFact(secret: SecretState): string {
  return secretWord(secret) ?? vscode.l10n.t('in the secret storage');
}

function when(at: number, now: number): string {
  const { language } = vscode.env;
  return `${absoluteTime(at, language)} (${timeAgo(at, now, language, 'long')})`;
}

/** Names come from people and from NetSuite, so nothing in them is read as Markdown. */
function asMarkdown(title: string, facts: readonly Fact[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown
    .appendMarkdown('**')
    .appendText(title.trim() || '–')
    .appendMarkdown('**  \n');
  facts.forEach(([name, value]) => markdown.appendText(`${name}: ${value}`).appendMarkdown('  \n'));
  return markdown;
}
