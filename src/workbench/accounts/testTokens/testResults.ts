import * as vscode from 'vscode';
import { tokenLabel } from '../../../accounts/labels.ts';
import type { SkipReason, Tested, TestOutcome } from '../../../accounts/testRun.ts';
import { plainText } from '../../plainText.ts';
import type { PickItem } from '../../wizard.ts';
import { absoluteTime } from '../tree/times.ts';

/** Sums up a run, with every token that was not tested by name, and shows each outcome on demand. Nobody waits for it. */
export function tellResults(results: readonly Tested[]): void {
  const showResults = vscode.l10n.t('Show Results');
  const isWell = results.every(({ outcome }) => outcome.kind === 'accepted');
  const show = isWell ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  void show(plainText(summary(results)), showResults).then(answer =>
    answer === showResults ? pickResult(results) : undefined,
  );
}

/** `3 work, 1 refused. Not tested: jane, bot.` */
export function summary(results: readonly Tested[]): string {
  const count = (...kinds: readonly TestOutcome['kind'][]) =>
    results.filter(({ outcome }) => kinds.includes(outcome.kind)).length;
  const counts = [
    [count('accepted'), (n: number) => (n === 1 ? vscode.l10n.t('1 works') : vscode.l10n.t('{0} work', n))],
    [count('refused'), (n: number) => vscode.l10n.t('{0} refused', n)],
    [count('unclear', 'silent'), (n: number) => vscode.l10n.t('{0} without a clear answer', n)],
    [count('skipped'), (n: number) => vscode.l10n.t('{0} not tested', n)],
  ] as const;
  const words = counts.flatMap(([n, word]) => (n === 0 ? [] : [word(n)])).join(', ');
  const total = results.length === 1 ? vscode.l10n.t('1 token') : vscode.l10n.t('{0} tokens', results.length);
  return [vscode.l10n.t('{0}: {1}.', total, words), notTested(results)].filter(part => part !== '').join(' ');
}

const namesShown = 5;

function notTested(results: readonly Tested[]): string {
  const names = results
    .filter(({ outcome }) => outcome.kind === 'skipped')
    .map(({ credential }) => tokenLabel(credential.token));
  if (names.length === 0) {
    return '';
  }
  const shown = names.slice(0, namesShown).join(', ');
  return names.length <= namesShown
    ? vscode.l10n.t('Not tested: {0}.', shown)
    : vscode.l10n.t('Not tested: {0} and {1} more.', shown, names.length - namesShown);
}

async function pickResult(results: readonly Tested[]): Promise<void> {
  const items = results.map(resultItem);
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Results of the Test'),
    placeHolder: vscode.l10n.t('Choose one to read more, or to test it alone'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen) {
    await showResult(chosen.value);
  }
}

function resultItem(tested: Tested): PickItem<Tested> {
  const { credential, outcome } = tested;
  return {
    label: plainText(tokenLabel(credential.token)),
    iconPath: new vscode.ThemeIcon(iconOf(outcome)),
    description: plainText(`${credential.account.name} · ${credential.application.name}`),
    detail: plainText([whenWord(outcome), outcomeWord(outcome)].filter(part => part !== '').join(' · ')),
    value: tested,
  };
}

/** One outcome in full. Testing again is a step of its own: it may be a failed login more. */
async function showResult({ credential, outcome }: Tested): Promise<void> {
  const { account, application, token } = credential;
  const testAgain = vscode.l10n.t('Test Again');
  const lines = [
    `${account.name} · ${account.accountId} · ${application.name}`,
    outcomeWord(outcome),
    'detail' in outcome ? outcome.detail : '',
    whenWord(outcome),
  ];
  const answer = await vscode.window.showInformationMessage(
    tokenLabel(token),
    { modal: true, detail: lines.filter(line => line !== '').join('\n') },
    testAgain,
  );
  if (answer === testAgain) {
    const node = { kind: 'token', record: token, practice: account.practice === true };
    await vscode.commands.executeCommand('netsuiteTba.verify', node);
  }
}

function iconOf({ kind }: TestOutcome): string {
  switch (kind) {
    case 'accepted':
      return 'pass';
    case 'refused':
      return 'error';
    case 'unclear':
    case 'silent':
      return 'question';
    case 'skipped':
      return 'circle-slash';
  }
}

function whenWord(outcome: TestOutcome): string {
  return outcome.kind === 'skipped' ? '' : absoluteTime(outcome.at, vscode.env.language);
}

function outcomeWord(outcome: TestOutcome): string {
  switch (outcome.kind) {
    case 'accepted':
    case 'unclear':
    case 'silent':
      return outcome.message;
    case 'refused':
      return vscode.l10n.t('NetSuite refused the login: {0} {1}', outcome.status, outcome.code);
    case 'skipped':
      return vscode.l10n.t('Not tested: {0}', skipWord(outcome.reason));
  }
}

function skipWord(reason: SkipReason): string {
  switch (reason) {
    case 'revoked':
      return vscode.l10n.t('it was revoked at NetSuite.');
    case 'record-gone':
      return vscode.l10n.t('it was removed meanwhile.');
    case 'secret-missing':
      return vscode.l10n.t('its secret, or that of its application, is not available here.');
    case 'secret-unreadable':
      return vscode.l10n.t('its stored secret cannot be read by this version.');
    case 'vault-unavailable':
      return vscode.l10n.t('VS Code’s secret storage does not answer.');
    case 'login-guard':
      return vscode.l10n.t('it failed to log in repeatedly of late. Tested alone, it can be used again.');
    case 'user-refused':
      return vscode.l10n.t(
        'two logins of its user were refused within 30 minutes, and NetSuite locks a user after five. Tested alone, it can be used all the same.',
      );
    case 'account-silent':
      return vscode.l10n.t('its account did not answer.');
    case 'cancelled':
      return vscode.l10n.t('the test was cancelled.');
  }
}
