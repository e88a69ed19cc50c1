import { StatePage } from '../../shared/statePage.ts';
import type { ColumnId, MigrationContract, MigrationState, MigrationStrings } from '../messages.ts';
import './main.css';
import { page } from './page.ts';

let filter = '';
let sort: { readonly column: ColumnId; readonly isDown: boolean } = { column: 'application', isDown: false };

const panel = new StatePage<MigrationState, MigrationStrings, MigrationContract>({
  className: 'migration-panel',
  tell: (next, before) => {
    if (next.reading !== (before?.reading ?? '')) {
      panel.live.textContent = next.reading || (next.inventory?.summary ?? '');
    } else if (before && next.progress !== before.progress) {
      panel.live.textContent = next.progress;
    }
  },
  page: shown =>
    page({
      ...shown,
      filter,
      sort,
      setFilter: text => {
        filter = text;
        panel.draw();
      },
      setSort: column => {
        sort = { column, isDown: sort.column === column && !sort.isDown };
        panel.draw();
      },
      choose: account => void panel.ask('choose', { account }),
      show: view => void panel.ask('show', { view }),
      read: () => void panel.ask('read', null),
      cancel: () => void panel.ask('cancel', null),
      save: format => void panel.ask('save', { format }),
      tick: (step, isTicked) => void panel.ask('tick', { step, isTicked }),
      setGrant: (application, grant) => void panel.ask('setGrant', { application, grant }),
      writeRole: step => void panel.ask('writeRole', { step }),
      open: place => void panel.ask('open', { place }),
    }),
});
