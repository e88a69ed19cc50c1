import { CopiedMark } from '../../shared/copiedMark.ts';
import { StatePage } from '../../shared/statePage.ts';
import type { LoginFailureContract, LoginFailureState, LoginFailureStrings } from '../messages.ts';
import './main.css';
import { page } from './page.ts';

/** What is in the box; kept nowhere, since it names people. */
let pasted = '';
/** Causes that the person opened or closed; of the others the first is open. */
const opened = new Map<string, boolean>();

const panel = new StatePage<LoginFailureState, LoginFailureStrings, LoginFailureContract>({
  className: 'login-panel',
  take: (next, before) => {
    const isOther = before !== undefined && JSON.stringify(before.subject) !== JSON.stringify(next.subject);
    if (isOther) {
      pasted = '';
      panel.refused = undefined;
    }
    if (isOther || before?.causes[0]?.code !== next.causes[0]?.code) {
      // Another cause leads: it is the one to read.
      opened.clear();
    }
  },
  tell: (next, before) => {
    if (before) {
      announce(next, before);
    }
  },
  page: shown =>
    page({
      ...shown,
      copied: copied.isShown,
      pasted,
      isOpen: (code, index) => opened.get(code) ?? index === 0,
      toggle: (code, isOpen) => void opened.set(code, isOpen),
      type: text => {
        pasted = text;
        panel.draw();
      },
      readAudit: () => void panel.ask('readAudit', null),
      pasteAudit: () => void panel.ask('pasteAudit', { text: pasted }),
      probe: () => void panel.ask('probe', null),
      cancel: () => void panel.ask('cancel', null),
      correctClock: correct => void panel.ask('correctClock', { correct }),
      resend: () => void panel.ask('resend', null),
      openPlace: code => void panel.ask('openPlace', { code }),
      openSource: code => void panel.ask('openSource', { code }),
      copyReport: () => void copied.after(panel.ask('copyReport', null)),
    }),
});
const copied: CopiedMark = new CopiedMark(panel);

function announce(next: LoginFailureState, before: LoginFailureState): void {
  const { live } = panel;
  const [first] = next.causes;
  if (next.failure !== undefined && next.failure !== before.failure) {
    live.textContent = next.failure;
  } else if (next.busy && next.busy.text !== before.busy?.text) {
    live.textContent = next.busy.text;
  } else if (first && (before.busy ?? first.code !== before.causes[0]?.code)) {
    live.textContent = `${first.title} (${first.certainty})`;
  }
}
