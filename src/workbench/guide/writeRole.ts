import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';
import { checkRoleId, checkRoleName, roleIdFor, writeRoleObject, type RolePurpose } from '../../sdf/roleObject.ts';
import { errorLine } from '../errorText.ts';
import { plainText } from '../plainText.ts';
import { findRoots } from '../projects/projectRoots.ts';
import { findFiles, nameOf, readText } from '../projects/workspaceFiles.ts';
import { requireTrust } from '../trust.ts';
import { writeWholeText } from '../wholeFile.ts';
import { askChoice, askText, errorRemark, runWizard, type PickItem, type Remark } from '../wizard.ts';
import { compareWithProposal } from './roleProposal.ts';

interface Draft {
  readonly root?: vscode.Uri;
  readonly purpose?: RolePurpose;
  readonly name: string;
  readonly scriptId: string;
}

/**
 * Writes a role for token-based authentication into a SuiteCloud project, as an object that `suitecloud project:deploy`
 * takes to an account. What stands there already is shown beside the proposal, and replaced only when the person says so.
 *
 * @param purpose what the role is for, where that is known; asked for otherwise
 * @throws CodedError `workspace-untrusted`, `role-no-project`, `role-file-…`, `file-not-written` (data: file, reason)
 */
export async function writeRole(purpose: RolePurpose | undefined): Promise<void> {
  requireTrust();
  const roots = await projectRoots();
  if (roots.length === 0) {
    throw new CodedError('role-no-project');
  }
  const draft = await askRole(roots, purpose);
  if (!draft?.root || !draft.purpose) {
    return;
  }
  const { root, scriptId, name } = draft;
  const text = writeRoleObject({ scriptId, name, purpose: draft.purpose });
  const target = await targetOf(root, scriptId);
  if (!(await place(target, text))) {
    return;
  }
  await vscode.window.showTextDocument(target, { preview: false });
  void vscode.window.showInformationMessage(writtenText(draft.purpose, nameOf(target).name));
}

async function projectRoots(): Promise<vscode.Uri[]> {
  const stop = new vscode.CancellationTokenSource();
  const found = await Promise.all(
    (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => findRoots(uri, stop.token)),
  );
  stop.dispose();
  return [...new Map(found.flat().map(root => [root.toString(), root])).values()];
}

async function askRole(roots: readonly vscode.Uri[], purpose: RolePurpose | undefined): Promise<Draft | undefined> {
  const title = vscode.l10n.t('Write a Role');
  const asksRoot = roots.length > 1;
  const total = 2 + Number(asksRoot) + Number(purpose === undefined);
  const start: Draft = {
    name: '',
    scriptId: '',
    ...(purpose && { purpose }),
    ...(!asksRoot && roots[0] && { root: roots[0] }),
  };
  let step = 0;
  const at = (index: number) => ({ title, step: index, total });
  const numbers = { root: asksRoot ? ++step : 0, purpose: purpose ? 0 : ++step, name: ++step, scriptId: ++step };
  return runWizard(start, [
    async state => {
      if (!asksRoot) return 'skip';
      const items = roots.map((value): PickItem<vscode.Uri> => ({
        label: plainText(vscode.workspace.asRelativePath(value)),
        value,
      }));
      const chosen = await askChoice(at(numbers.root), vscode.l10n.t('Into which SuiteCloud project?'), items);
      return chosen.kind === 'next' ? { kind: 'next', value: { ...state, root: chosen.value } } : chosen;
    },
    async state => {
      if (purpose) return 'skip';
      const chosen = await askChoice(at(numbers.purpose), vscode.l10n.t('What is the role for?'), purposeItems());
      return chosen.kind === 'next' ? { kind: 'next', value: { ...state, purpose: chosen.value } } : chosen;
    },
    async state => {
      const typed = await askText(at(numbers.name), {
        prompt: vscode.l10n.t('Name of the role, as NetSuite shows it'),
        placeholder: vscode.l10n.t('Order Sync Integration'),
        value: state.name,
        check: text => refusal(() => checkRoleName(text)),
      });
      return typed.kind === 'next' ? { kind: 'next', value: { ...state, name: typed.value.trim() } } : typed;
    },
    async state => {
      const typed = await askText(at(numbers.scriptId), {
        prompt: vscode.l10n.t('Script ID of the role; it also names the file'),
        placeholder: 'customrole_order_sync',
        value: state.scriptId || roleIdFor(state.name),
        check: text => refusal(() => checkRoleId(text.trim())),
      });
      return typed.kind === 'next' ? { kind: 'next', value: { ...state, scriptId: typed.value.trim() } } : typed;
    },
  ]);
}

function purposeItems(): PickItem<RolePurpose>[] {
  return [
    {
      label: vscode.l10n.t('Calls RESTlets'),
      detail: vscode.l10n.t('Log in using Access Tokens. Records that the script touches are yours to add.'),
      value: 'restlets',
    },
    {
      label: vscode.l10n.t('Calls REST web services'),
      detail: vscode.l10n.t('Log in using Access Tokens, REST Web Services. Records that it touches are yours to add.'),
      value: 'rest',
    },
    {
      label: vscode.l10n.t('OAuth 2.0: calls RESTlets'),
      detail: vscode.l10n.t('Log in using OAuth 2.0 Access Tokens. Records that the script touches are yours to add.'),
      value: 'restlets-oauth2',
    },
    {
      label: vscode.l10n.t('OAuth 2.0: calls REST web services'),
      detail: vscode.l10n.t(
        'Log in using OAuth 2.0 Access Tokens, REST Web Services. Records that it touches are yours to add.',
      ),
      value: 'rest-oauth2',
    },
    {
      label: vscode.l10n.t('Makes tokens for others'),
      detail: vscode.l10n.t('Access Token Management, which does not let the role itself log in with a token.'),
      value: 'tokens',
    },
  ];
}

function refusal(check: () => void): Remark | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return errorRemark(errorLine(error));
  }
}

/** The file that has this name already, in whichever folder below Objects; else a new one in Objects itself. */
async function targetOf(root: vscode.Uri, scriptId: string): Promise<vscode.Uri> {
  const stop = new vscode.CancellationTokenSource();
  const file = `${scriptId}.xml`;
  const found = await findFiles(
    root,
    `Objects/**/${file}`,
    path => path.includes('/Objects/') && path.endsWith(`/${file}`),
    stop.token,
  );
  stop.dispose();
  return found[0] ?? vscode.Uri.joinPath(root, 'Objects', file);
}

/** @returns false where the person did not want it */
async function place(target: vscode.Uri, text: string): Promise<boolean> {
  const { name } = nameOf(target);
  const before = await present(target);
  if (before === text) {
    return true;
  }
  const isOpenAndChanged = vscode.workspace.textDocuments.some(
    ({ uri, isDirty }) => isDirty && uri.toString() === target.toString(),
  );
  if (isOpenAndChanged) {
    throw new CodedError('role-file-unsaved', { file: name });
  }
  if (before !== undefined) {
    if (!(await compareWithProposal(target, text))) {
      return false;
    }
    // The question may have stood for a while.
    if ((await present(target)) !== before) {
      throw new CodedError('role-file-changed', { file: name });
    }
  }
  await writeWholeText(target, text);
  return true;
}

/** The text of a file; undefined where there is none. */
async function present(target: vscode.Uri): Promise<string | undefined> {
  try {
    await vscode.workspace.fs.stat(target);
  } catch {
    return undefined;
  }
  const text = await readText(target);
  if (text === undefined) {
    throw new CodedError('role-file-unreadable', { file: nameOf(target).name });
  }
  return text;
}

function writtenText(purpose: RolePurpose, file: string): string {
  const rest = vscode.l10n.t(
    'SDF cannot set subsidiaries, forms, searches and the dashboard: do that in NetSuite after deploying it.',
  );
  return purpose === 'tokens'
    ? vscode.l10n.t('{0} holds the least that this takes. {1}', file, rest)
    : vscode.l10n.t(
        '{0} holds the least that this takes: add the records that the calls touch. SuiteScript (ADMI_CUSTOMSCRIPT) is often listed too, but not shown to be required. {1}',
        file,
        rest,
      );
}
