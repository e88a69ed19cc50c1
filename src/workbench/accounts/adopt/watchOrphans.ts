import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import { orphansAmong } from '../../../accounts/orphans.ts';
import { isCoded } from '../../../codedError.ts';
import type { Log } from '../../log.ts';
import { storedList } from '../../stored.ts';

/** The context key that shows the command for adopting. */
const hasOrphansKey = 'netsuiteTba.hasOrphans';

/** In the global state: vault keys of which the person does not want to hear. */
const silencedKey = 'silencedOrphans';

/** ms: how long a look waits for more changes, and after which a secret without account is none on its way to one. */
export interface OrphanTimes {
  readonly look: number;
  readonly lookAgain: number;
}

const usualTimes: OrphanTimes = { look: 2000, lookAgain: 15_000 };

/**
 * Looks for secrets that no account belongs to once the tree has been seen, and after changes; no secret is read for it.
 * What is still there at a second look is offered for adoption, once in a window.
 *
 * @param view the tree; nothing is looked for before it is visible
 */
export function watchOrphans(
  book: AccountBook,
  view: Pick<vscode.TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>,
  globalState: vscode.Memento,
  log: Log,
  times: OrphanTimes = usualTimes,
): vscode.Disposable {
  let isSeen = false;
  let isOffered = false;
  let timer: NodeJS.Timeout | undefined;
  /** When each was first found; another window may just be about to give it an account. */
  let since = new Map<string, number>();

  const look = async () => {
    try {
      const held = await book.heldSecrets();
      // Asked after the vault, so that an account which came meanwhile is known.
      await book.settled();
      const found = orphansAmong(book.index(), held).map(({ kind, id }) => `${kind}.${id}`);
      const now = Date.now();
      since = new Map(found.map(key => [key, since.get(key) ?? now]));
      const staying = found.filter(key => now - (since.get(key) ?? now) >= times.lookAgain);
      const isNew = found.length > staying.length;
      await vscode.commands.executeCommand('setContext', hasOrphansKey, staying.length > 0);
      if (isNew) {
        lookIn(times.lookAgain);
      }
      const silenced = new Set(storedList(globalState.get<unknown>(silencedKey)));
      if (!isOffered && staying.some(key => !silenced.has(key))) {
        isOffered = true;
        void offer(staying, globalState).catch((error: unknown) => log.error('offer to adopt secrets', error));
      }
    } catch (error) {
      // The tree says why an index cannot be read or a vault does not answer; nothing is an orphan then.
      if (!isCoded(error)) {
        log.error('look for secrets without an account', error);
      }
    }
  };
  const lookIn = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), ms);
  };
  const see = () => {
    if (view.visible && !isSeen) {
      isSeen = true;
      lookIn(times.look);
    }
  };
  const changed = book.onChange(() => {
    if (isSeen) {
      lookIn(times.look);
    }
  });
  see();
  return vscode.Disposable.from(view.onDidChangeVisibility(see), changed, { dispose: () => clearTimeout(timer) });
}

async function offer(keys: readonly string[], globalState: vscode.Memento): Promise<void> {
  const show = vscode.l10n.t('Show Them…');
  const never = vscode.l10n.t('Don’t Ask Again');
  const answer = await vscode.window.showInformationMessage(
    keys.length === 1
      ? vscode.l10n.t(
          'One secret is kept here that belongs to no account in the tree. Adding it was cut off, or another VS Code profile has the account.',
        )
      : vscode.l10n.t(
          '{0} secrets are kept here that belong to no account in the tree. Adding them was cut off, or another VS Code profile has the accounts.',
          keys.length,
        ),
    show,
    never,
  );
  if (answer === show) {
    await vscode.commands.executeCommand('netsuiteTba.adoptSecrets');
  } else if (answer === never) {
    const silenced = storedList(globalState.get<unknown>(silencedKey));
    await globalState.update(silencedKey, [...new Set([...silenced, ...keys])]);
  }
}
