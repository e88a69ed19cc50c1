import * as vscode from 'vscode';
import type { AccountBook } from '../../accounts/accountBook.ts';
import { plainText } from '../plainText.ts';
import type { PickItem } from '../wizard.ts';
import { ReadOnlyRestlets, type AccountDeployment } from './readOnlyRestlets.ts';

/** Shows which RESTlets of production accounts are called by GET without a question, and takes back what is unticked. */
export async function chooseReadOnly(book: Pick<AccountBook, 'index'>, globalState: vscode.Memento): Promise<void> {
  const remembered = new ReadOnlyRestlets(globalState);
  const { accounts } = book.index();
  const items = remembered.all().map((restlet): PickItem<AccountDeployment> => {
    const name = accounts.find(({ accountId }) => accountId === restlet.account)?.name;
    return {
      label: plainText(`${restlet.script} / ${restlet.deploy}`),
      description: plainText([...(name === undefined ? [] : [name]), restlet.account].join(' · ')),
      picked: true,
      value: restlet,
    };
  });
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No RESTlet is remembered as one that only reads.'));
    return;
  }
  const kept = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('RESTlets That Only Read'),
    placeHolder: vscode.l10n.t('Untick one, and its GETs to production are asked about again'),
    canPickMany: true,
    matchOnDescription: true,
  });
  if (kept) {
    const gone = items.filter(item => !kept.includes(item)).map(({ value }) => value);
    await remembered.remove(restlet =>
      gone.some(
        ({ account, script, deploy }) =>
          account === restlet.account && script === restlet.script && deploy === restlet.deploy,
      ),
    );
  }
}
