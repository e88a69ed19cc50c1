import { render } from 'lit';
import { connect } from '../../rpc.ts';
import { HostAnswers } from '../../shared/hostAnswers.ts';
import { plainPage } from '../../shared/plainPage.ts';
import { webviewPort } from '../../shared/port.ts';
import type { ColumnId, MigrationContract, MigrationState, MigrationStrings } from '../messages.ts';
import './main.css';
import { page } from './page.ts';

const { root, live } = plainPage('migration-panel');

let state: MigrationState | undefined;
let strings: MigrationStrings | undefined;
let filter = '';
let sort: { readonly column: ColumnId; readonly isDown: boolean } = { column: 'application', isDown: false };

const answers = new HostAnswers<MigrationState>(take, draw);
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

function draw(): void {
  if (!state || !strings) {
    return;
  }
  render(
    page({
      state,
      strings,
      refused: answers.refused,
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
      choose: account => void answers.ask(call('choose', { account })),
      show: view => void answers.ask(call('show', { view })),
      read: () => void answers.ask(call('read', null)),
      cancel: () => void answers.ask(call('cancel', null)),
      save: format => void answers.ask(call('save', { format })),
      tick: (step, isTicked) => void answers.ask(call('tick', { step, isTicked })),
      setGrant: (application, grant) => void answers.ask(call('setGrant', { application, grant })),
      writeRole: step => void answers.ask(call('writeRole', { step })),
      open: place => void answers.ask(call('open', { place })),
    }),
    root,
  );
}
