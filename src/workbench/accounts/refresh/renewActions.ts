import * as vscode from 'vscode';
import { tokenLabel } from '../../../accounts/labels.ts';
import type { Credential } from '../../../accounts/records.ts';
import { readable } from '../../../accounts/secretShelf.ts';
import type { TbaSecrets } from '../../../tba/signRequest.ts';
import { plainText } from '../../plainText.ts';
import { askChoice, runWizard, type PickItem, type Place, type StepResult } from '../../wizard.ts';
import { askSecret, type SecretChecks, type SecretField } from '../secretPrompts.ts';
import { tellTest, testAsking } from '../testTokens/verify.ts';
import type { RenewalServices } from './renewTokens.ts';

/** How a token can be made again, or given up. */
export type RenewalAction = 'sign-in' | 'enter' | 'application' | 'test' | 'remove';

/** Asks how to go on with a token; undefined leads back to the list. */
export async function askAction({ application, token }: Credential): Promise<RenewalAction | undefined> {
  const items: PickItem<RenewalAction>[] = [
    {
      label: vscode.l10n.t('Sign in through NetSuite'),
      detail: vscode.l10n.t('A new token takes the place of this one. No secret is copied by hand.'),
      iconPath: new vscode.ThemeIcon('sign-in'),
      value: 'sign-in',
    },
    {
      label: vscode.l10n.t('Enter token ID and secret'),
      detail: vscode.l10n.t('Of a token that was made under Setup > Users/Roles > Access Tokens > New.'),
      iconPath: new vscode.ThemeIcon('key'),
      value: 'enter',
    },
    {
      label: vscode.l10n.t('The application is gone in the sandbox, or has another key'),
      detail: vscode.l10n.t('Create it again there, and enter its consumer key and secret here.'),
      iconPath: new vscode.ThemeIcon('extensions'),
      value: 'application',
    },
    {
      label: vscode.l10n.t('Test it as it is'),
      iconPath: new vscode.ThemeIcon('pass'),
      value: 'test',
    },
    {
      label: vscode.l10n.t('Remove it from the workbench'),
      iconPath: new vscode.ThemeIcon('trash'),
      value: 'remove',
    },
  ];
  // The Back button leads to the list.
  const place: Place = { title: vscode.l10n.t('New Token: {0}', plainText(tokenLabel(token))), step: 2, total: 2 };
  const placeholder = vscode.l10n.t('How should this token of “{0}” be made again?', plainText(application.name));
  const chosen = await askChoice(place, placeholder, items);
  return chosen.kind === 'next' ? chosen.value : undefined;
}

/**
 * Does it, and tests what came of it.
 *
 * @returns whether to show the list again, or the ways for the same token
 * @throws CodedError as SignInCommand.replace and testCredential do; `record-gone`
 */
export async function runAction(
  action: RenewalAction,
  credential: Credential,
  services: RenewalServices,
): Promise<'list' | 'same'> {
  switch (action) {
    case 'sign-in':
      // It tests the token itself.
      return (await (await services.signIn()).replace(credential.token.id)) ? 'list' : 'same';
    case 'enter':
      return (await enterToken(credential, services)) ? 'list' : 'same';
    case 'application':
      await enterApplication(credential, services);
      return 'same';
    case 'test':
      await testAndTell(credential.token.id, services);
      return 'list';
    case 'remove':
      await vscode.commands.executeCommand('netsuiteTba.remove', nodeOf(credential));
      return 'list';
  }
}

async function enterToken(credential: Credential, services: RenewalServices): Promise<boolean> {
  const { book, log } = services;
  const { application, token } = credential;
  const consumer = await readable(book.applicationSecret(application.id));
  const before = await readable(book.tokenSecret(token.id));
  const kept = consumer ? [consumer.consumerKey, consumer.consumerSecret] : [];
  const refuse = (secret: string) =>
    before && (secret === before.token || secret === before.tokenSecret)
      ? vscode.l10n.t('This is the value of the old token. The new one has others.')
      : undefined;
  const title = vscode.l10n.t('New Token: {0}', plainText(tokenLabel(token)));
  const entered = await askSecrets(['token', 'tokenSecret'], title, { kept, refuse });
  if (!entered) {
    return false;
  }
  log.hide(entered.tokenSecret);
  await book.replaceSecret('token', token.id, { token: entered.token, tokenSecret: entered.tokenSecret });
  await testAndTell(token.id, services);
  return true;
}

async function enterApplication({ application, account }: Credential, { book, log }: RenewalServices): Promise<void> {
  const enter = vscode.l10n.t('Enter Key and Secret');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Create “{0}” again in {1}', application.name, account.accountId),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          'In the sandbox: Setup > Integration > Manage Integrations > New. Tick Token-Based Authentication, and “TBA: Authorization Flow” with the callback URL http://localhost:* to sign in from here. NetSuite shows the consumer key and secret once.',
        ),
        vscode.l10n.t(
          'If the record is still there, it is production’s, with production’s consumer key: do not reset its credentials in the sandbox, since that can break what uses it in production. Enter production’s key and secret instead.',
        ),
        vscode.l10n.t('All tokens of this application here are used with the new key and secret from then on.'),
      ].join('\n\n'),
    },
    enter,
  );
  if (answer !== enter) {
    return;
  }
  const title = vscode.l10n.t('Application: {0}', plainText(application.name));
  const entered = await askSecrets(['consumerKey', 'consumerSecret'], title);
  if (entered) {
    const { consumerKey, consumerSecret } = entered;
    log.hide(consumerSecret);
    await book.replaceSecret('application', application.id, { consumerKey, consumerSecret });
  }
}

async function testAndTell(tokenId: string, services: RenewalServices): Promise<void> {
  const credential = services.book.credential(tokenId);
  const result = credential && (await testAsking(services, credential));
  if (credential && result) {
    void tellTest(credential, result);
  }
}

function askSecrets(
  fields: readonly SecretField[],
  title: string,
  checks: SecretChecks = {},
): Promise<TbaSecrets | undefined> {
  const steps = fields.map(field => async (state: TbaSecrets, step: number): Promise<StepResult<TbaSecrets>> => {
    const result = await askSecret({ title, step, total: fields.length }, field, state, checks);
    return result.kind === 'next' ? { kind: 'next', value: { ...state, [field]: result.value } } : result;
  });
  return runWizard({ consumerKey: '', consumerSecret: '', token: '', tokenSecret: '' }, steps);
}

function nodeOf({ account, token }: Credential) {
  return { kind: 'token', record: token, practice: account.practice === true };
}
