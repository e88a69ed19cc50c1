import { render } from 'lit';
import { plainPage } from '../../shared/plainPage.ts';
import { savedView, saveView, webviewPort } from '../../shared/port.ts';
import { connect } from '../../rpc.ts';
import { CopiedMark } from '../../shared/copiedMark.ts';
import { HostAnswers } from '../../shared/hostAnswers.ts';
import type { DoctorContract, DoctorState, DoctorStrings } from '../messages.ts';
import './main.css';
import { page, type DoctorPage } from './page.ts';

/** Which stack's words were last asked for. Nothing else is kept: what was pasted may hold secrets. */
interface SavedView {
  readonly stack?: string;
}

const { root, live } = plainPage('doctor-panel');

let state: DoctorState | undefined;
let strings: DoctorStrings | undefined;
let stack = (savedView() as SavedView | undefined)?.stack;
/** What is in the boxes, ahead of what the host has read. */
let typed: DoctorPage['typed'] = { text: '', method: '', url: '' };
/** Counts what was typed: an answer to something older does not overwrite it. */
let edits = 0;

const answers = new HostAnswers<DoctorState>(take, draw);
const copied = new CopiedMark(live, draw);
const call = connect<DoctorContract>(webviewPort(), (next: DoctorState) => {
  take(next);
});

void call('ready', null).then(answer => {
  strings = answer.strings;
  take(answer.state);
});

function take(next: DoctorState): void {
  const before = state;
  state = next;
  typed = { text: next.input.text, method: next.input.method, url: next.input.url };
  draw();
  announce(before, next);
}

function announce(before: DoctorState | undefined, { outcome, failure, input }: DoctorState): void {
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
  draw();
  try {
    const next = await answer;
    if (edit === edits) {
      answers.refused = undefined;
      take(next);
    }
  } catch (error) {
    answers.fail(error);
  }
}

async function copyReport(): Promise<void> {
  try {
    await call('copyReport', null);
    copied.show(strings?.copied);
  } catch (error) {
    answers.fail(error);
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
      typed,
      refused: answers.refused,
      copied: copied.isShown,
      stack,
      type: text => {
        typed = { ...typed, text };
        void askTyped(call('read', { text }));
      },
      correct: (method, url) => {
        typed = { ...typed, method, url };
        void askTyped(call('correct', { method, url }));
      },
      takeFrom: from => void answers.ask(call('take', { from })),
      chooseSigner: () => void answers.ask(call('chooseSigner', null)),
      diagnose: () => void answers.ask(call('diagnose', null)),
      cancel: () => void answers.ask(call('cancel', null)),
      copyReport: () => void copyReport(),
      chooseStack: name => {
        stack = name;
        saveView({ stack: name } satisfies SavedView);
        draw();
      },
    }),
    root,
  );
}
