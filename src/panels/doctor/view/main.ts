import { CopiedMark } from '../../shared/copiedMark.ts';
import { savedView, saveView } from '../../shared/port.ts';
import { StatePage } from '../../shared/statePage.ts';
import type { DoctorContract, DoctorState, DoctorStrings } from '../messages.ts';
import './main.css';
import { page, type DoctorPage } from './page.ts';

/** Which stack's words were last asked for. Nothing else is kept: what was pasted may hold secrets. */
interface SavedView {
  readonly stack?: string;
}

let stack = (savedView() as SavedView | undefined)?.stack;
/** What is in the boxes, ahead of what the host has read. */
let typed: DoctorPage['typed'] = { text: '', method: '', url: '' };
/** Counts what was typed: an answer to something older does not overwrite it. */
let edits = 0;

const panel = new StatePage<DoctorState, DoctorStrings, DoctorContract>({
  className: 'doctor-panel',
  take: ({ input }) => {
    typed = { text: input.text, method: input.method, url: input.url };
  },
  tell: announce,
  page: shown =>
    page({
      ...shown,
      typed,
      copied: copied.isShown,
      stack,
      type: text => {
        typed = { ...typed, text };
        void askTyped(panel.call('read', { text }));
      },
      correct: (method, url) => {
        typed = { ...typed, method, url };
        void askTyped(panel.call('correct', { method, url }));
      },
      takeFrom: from => void panel.ask('take', { from }),
      chooseSigner: () => void panel.ask('chooseSigner', null),
      diagnose: () => void panel.ask('diagnose', null),
      cancel: () => void panel.ask('cancel', null),
      copyReport: () => void copied.after(panel.ask('copyReport', null)),
      chooseStack: name => {
        stack = name;
        saveView({ stack: name } satisfies SavedView);
        panel.draw();
      },
    }),
});
const copied: CopiedMark = new CopiedMark(panel);

function announce({ outcome, failure, input }: DoctorState, before: DoctorState | undefined): void {
  const { root, live } = panel;
  if (outcome && !before?.outcome) {
    live.textContent = `${outcome.title} ${outcome.summary}`;
    root.querySelector<HTMLElement>('#outcome')?.focus();
  } else if (failure !== undefined && failure !== before?.failure) {
    live.textContent = failure;
  } else if (before && (input.readAs !== before.input.readAs || input.lacking !== before.input.lacking)) {
    live.textContent = `${input.readAs} ${input.lacking}`;
  }
}

async function askTyped(answer: Promise<DoctorState>): Promise<void> {
  const edit = ++edits;
  panel.draw();
  try {
    const next = await answer;
    if (edit === edits) {
      panel.refused = undefined;
      panel.take(next);
    }
  } catch (error) {
    panel.fail(error);
  }
}
