import { CopiedMark } from '../../shared/copiedMark.ts';
import { StatePage } from '../../shared/statePage.ts';
import type { TokenContract, TokenState, TokenStrings } from '../messages.ts';
import './main.css';
import { page } from './page.ts';

// Nothing is saved of what is shown: a token is looked at and forgotten.
const panel = new StatePage<TokenState, TokenStrings, TokenContract>({
  className: 'token-panel',
  take: () => {
    // It may be another token.
    panel.refused = undefined;
  },
  tell: (next, before) => {
    if (before?.verdict !== next.verdict) {
      panel.live.textContent = `${next.title}. ${next.verdict}`;
    } else if (before.signature !== next.signature) {
      panel.live.textContent = next.signature;
    } else if (before.judged !== next.judged) {
      panel.live.textContent = `${next.judged} ${next.verdict}`;
    }
  },
  page: shown =>
    page({
      ...shown,
      copied: copied.isShown,
      judge: () => void panel.ask('judge', null),
      checkSignature: () => void panel.ask('checkSignature', null),
      copyReport: () => void copied.after(panel.ask('copyReport', null)),
    }),
});
const copied: CopiedMark = new CopiedMark(panel);
