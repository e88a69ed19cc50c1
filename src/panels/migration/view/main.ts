import { render } from 'lit';
import { connect, RpcFailure } from '../../rpc.ts';
import { plainPage } from '../../shared/plainPage.ts';
import { webviewPort } from '../../shared/port.ts';
import type { ColumnId, MigrationContract, MigrationState, MigrationStrings } from '../messages.ts';
import './main.css';
import { page } from './page.ts';

const { root, live } = plainPage('migration-panel');

let state: MigrationState | undefined;
let strings: MigrationStrings | undefined;
let refused: string | undefined;
let filter = '';
let sort: { readonly column: ColumnId; readonly isDown: boolean } = { column: 'application', isDown: false };

const call = connect<MigrationContract>(webviewPort(), (next: MigrationState) => {
  take(next);
});

void call('ready', null).then(answer => {
  strings = answer.strings;
  take(answer.state);
});

function take(next: MigrationState): void {
  const before = state;
  state = next;
  draw();
  if (next.reading !== (before?.reading ?? '')) {
    live.textContent = next.reading || (next.inventory?.summary ?? '');
  } else if (before && next.progress !== before.progress) {
    live.textContent = next.progress;
  }
}

async function ask(answer: Promise<MigrationState>): Promise<void> {
  try {
    const next = await answer;
    refused = undefined;
    take(next);
  } catch (error) {
    refused = error instanceof RpcFailure ? error.message : String(error);
    draw();
  }
}

function draw(): void {
  if (!state || !strings) {
    return;
  }
  render(
    page({
      state,
      strings,
      refused,
      filter,
      sort,
      setFilter: text => {
        filter = text;
        draw();
      },
      setSort: column => {
        sort = { column, isDown: sort.column === column && !sort.isDown };
        draw();
      },
      choose: account => void ask(call('choose', { account })),
      show: view => void ask(call('show', { view })),
      read: () => void ask(call('read', null)),
      cancel: () => void ask(call('cancel', null)),
      save: format => void ask(call('save', { format })),
      tick: (step, isTicked) => void ask(call('tick', { step, isTicked })),
      setGrant: (application, grant) => void ask(call('setGrant', { application, grant })),
      writeRole: step => void ask(call('writeRole', { step })),
      open: place => void ask(call('open', { place })),
    }),
    root,
  );
}
