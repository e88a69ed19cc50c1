import * as vscode from 'vscode';
import type { Credential } from '../../../accounts/records.ts';
import { credentialLabel } from '../../../accounts/labels.ts';
import { findCredentials, type FindProblem } from '../../../formats/foundCredentials.ts';
import { errorLine } from '../../errorText.ts';
import { plainText } from '../../plainText.ts';
import { requireTrust } from '../../trust.ts';
import type { AccountNode } from '../accountTree.ts';
import type { AccountServices } from '../accountServices.ts';
import { makeActive } from '../chooseToken/makeActive.ts';
import { askMissing } from './askMissing.ts';
import { assessCandidate } from './assessCandidate.ts';
import { candidateText } from './candidateText.ts';
import { combineFindings, keyFields } from './combineFindings.ts';
import { problemText, recognisedText } from './noteText.ts';
import { chooseCandidates, isUsable, type Assessed } from './preview.ts';
import { offerAnother } from './offerAnother.ts';
import { clearClipboard, removeFromFile } from './removeSource.ts';
import { readSource, type SourceText } from './sourceText.ts';
import { storeImported, type ImportOutcome, type ReadyToImport } from './storeImported.ts';

type ImportServices = Pick<AccountServices, 'book' | 'active' | 'log'>;

/**
 * Imports credentials from a file, the active editor or the clipboard. Nothing is stored before everything was shown
 * and asked, and nothing is sent.
 *
 * @param from where to look, when the command was run on it
 * @throws CodedError `workspace-untrusted`
 */
export async function importCredentials(services: ImportServices, from?: vscode.Uri | 'clipboard'): Promise<void> {
  requireTrust();
  const source = await readSource(from);
  if (!source) {
    return;
  }
  const { found, problems } = findCredentials(source.text, source.fileName);
  services.log.hide(...found.flatMap(each => keyFields.flatMap(field => each[field] ?? [])));
  const all = combineFindings(found).map((candidate): Assessed => ({
    candidate,
    assessment: assessCandidate(candidate),
  }));
  if (!all.some(isUsable)) {
    await tellNothing(all, problems, source);
    return;
  }
  const chosen = await chooseCandidates(all, problems, source.fileName);
  const ready: ReadyToImport[] = [];
  for (const candidate of chosen ?? []) {
    const entry = await askMissing(candidate, services.book);
    if (!entry) {
      return;
    }
    services.log.hide(entry.secrets.consumerSecret, entry.secrets.tokenSecret);
    ready.push({ candidate, entry });
  }
  if (ready.length > 0) {
    await store(ready, source, services);
  }
}

async function tellNothing(
  all: readonly Assessed[],
  problems: readonly FindProblem[],
  { kind, fileName }: SourceText,
): Promise<void> {
  const where = kind === 'clipboard' ? vscode.l10n.t('the clipboard') : `“${fileName}”`;
  if (all.length === 0) {
    const why = problems.map(problemText).join(' ');
    await offerAnother(
      `${vscode.l10n.t('No NetSuite credentials were found in {0}.', where)} ${why} ${recognisedText()}`,
      'warning',
    );
    return;
  }
  const variables = variablesOf(all);
  if (variables.length > 0) {
    await offerAnother(
      vscode.l10n.t(
        'Nothing in {0} can be imported: it only names variables ({1}). Their values stand elsewhere; in Postman, export the environment and import that.',
        where,
        variables.slice(0, 5).join(', '),
      ),
      'warning',
    );
    return;
  }
  const rows = all.slice(0, 3).map(({ candidate, assessment }) => {
    const { label, detail } = candidateText(candidate, assessment);
    return `${label}: ${detail}`;
  });
  await offerAnother(
    [vscode.l10n.t('Nothing in {0} can be imported.', where), ...rows, ...problems.map(problemText)].join(' '),
    'warning',
  );
}

/** The variables that stand in place of all keys; none where there is another reason why nothing is there. */
function variablesOf(all: readonly Assessed[]): string[] {
  const names = all.map(({ candidate, assessment }) =>
    assessment.kind === 'unusable' && assessment.why === 'nothing-there'
      ? candidate.notes.flatMap(({ code, data }) =>
          code === 'variable-unresolved' && data?.['field'] !== 'accountId' ? [String(data?.['variable'])] : [],
        )
      : [],
  );
  return names.every(({ length }) => length > 0) ? [...new Set(names.flat())] : [];
}

async function store(ready: readonly ReadyToImport[], source: SourceText, services: ImportServices): Promise<void> {
  const outcome = await storeImported(ready, services.book);
  const [first, ...others] = outcome.added;
  const sole = others.length === 0 ? first : undefined;
  const isActive = sole ? await makeActive(services.active, sole) : '';
  for (const { entry, error, secretDiffers } of outcome.failed) {
    services.log.error('import credentials', error);
    const why = secretDiffers
      ? vscode.l10n.t(
          'This token is already in the tree, with another token secret. If the one found is right, put it in place with “NetSuite TBA: Edit Secret…”.',
        )
      : errorLine(error);
    void tellFailure(plainText(`${entry.accountId} · ${entry.applicationName}: ${why}`), secretDiffers);
  }
  if (outcome.added.length + outcome.there.length > 0) {
    await offerNext(plainText(summary(outcome, isActive)), sole, outcome, source);
  }
}

async function tellFailure(message: string, secretDiffers: boolean): Promise<void> {
  const remedy = secretDiffers
    ? { label: vscode.l10n.t('Edit Secret…'), command: 'netsuiteTba.enterSecret' }
    : { label: vscode.l10n.t('Show Log'), command: 'netsuiteTba.showLog' };
  if ((await vscode.window.showErrorMessage(message, remedy.label)) === remedy.label) {
    await vscode.commands.executeCommand(remedy.command);
  }
}

function summary({ added, there }: ImportOutcome, isActive: string): string {
  const names = (labels: readonly string[]) =>
    [...labels.slice(0, 5), ...(labels.length > 5 ? [vscode.l10n.t('{0} more', labels.length - 5)] : [])].join(', ');
  const [first] = added;
  const parts = [
    first && added.length === 1
      ? [
          vscode.l10n.t('{0} was imported.', credentialLabel(first)),
          isActive,
          vscode.l10n.t('Its token is not verified yet.'),
        ].join(' ')
      : '',
    added.length > 1
      ? vscode.l10n.t(
          '{0} tokens were imported: {1}. They are not verified yet.',
          added.length,
          names(added.map(credentialLabel)),
        )
      : '',
    there.length > 0
      ? vscode.l10n.t(
          'Already there: {0}.',
          names(there.map(entry => `${entry.accountId} · ${entry.applicationName} · ${entry.tokenName}`)),
        )
      : '',
  ];
  return parts.filter(part => part !== '').join(' ');
}

/** A test of the one token that was imported, and the removal of the plain text; one does not take away the other. */
async function offerNext(
  message: string,
  sole: Credential | undefined,
  { kept }: ImportOutcome,
  source: SourceText,
): Promise<void> {
  const { uri } = source;
  const test = vscode.l10n.t('Test');
  const remove = vscode.l10n.t('Remove Secrets from the File…');
  const clear = vscode.l10n.t('Clear the Clipboard');
  const cleaning = uri ? remove : clear;
  const answer = await vscode.window.showInformationMessage(message, ...(sole ? [test] : []), cleaning);
  let next = answer;
  if (sole && answer === test) {
    const node: AccountNode = { kind: 'token', record: sole.token, practice: false };
    await vscode.commands.executeCommand('netsuiteTba.verify', node);
    next = await vscode.window.showInformationMessage(
      uri
        ? plainText(vscode.l10n.t('The secrets still stand in “{0}” as plain text.', source.fileName))
        : vscode.l10n.t('The secrets are still on the clipboard.'),
      cleaning,
    );
  }
  if (next === remove && uri) {
    await removeFromFile(uri, source, kept);
  } else if (next === clear) {
    await clearClipboard(source);
  }
}
