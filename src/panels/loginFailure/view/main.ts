import { render } from 'lit';
import { plainPage } from '../../shared/plainPage.ts';
import { webviewPort } from '../../shared/port.ts';
import { connect } from '../../rpc.ts';
import { CopiedMark } from '../../shared/copiedMark.ts';
import { HostAnswers } from '../../shared/hostAnswers.ts';
import type { LoginFailureContract, LoginFailureState, LoginFailureStrings } from '../messages.ts';
import './main.css';
import { page } from './page.ts';

const { root, live } = plainPage('login-panel');

let state: LoginFailureState | undefined;
let strings: LoginFailureStrings | undefined;
/** What is in the box; kept nowhere, since it names people. */
let pasted = '';
/** Causes that the person opened or closed; of the others the first is open. */
const opened = new Map<string, boolean>();

const answers = new HostAnswers<LoginFailureState>(take, draw);
const copied = new CopiedMark(live, draw);
const call = connect<LoginFailureContract>(webviewPort(), (next: LoginFailureState) => {
  take(next);
});

void call('ready', null).then(answer => {
  strings = answer.strings;
  take(answer.state);
});

function take(next: LoginFailureState): void {
  const before = state;
  state = next;
  const isOther = before !== undefined && JSON.stringify(before.subject) !== JSON.stringify(next.subject);
  if (isOther) {
    pasted = '';
    answers.refused = undefined;
  }
  if (isOther || before?.causes[0]?.code !== next.causes[0]?.code) {
    // Another cause leads: it is the one to read.
    opened.clear();
  }
  draw();
  if (before) {
    announce(before, next);
  }
}

function announce(before: LoginFailureState, next: LoginFailureState): void {
  const [first] = next.causes;
  if (next.failure !== undefined && next.failure !== before.failure) {
    live.textContent = next.failure;
  } else if (next.busy && next.busy.text !== before.busy?.text) {
    live.textContent = next.busy.text;
  } else if (first && (before.busy ?? first.code !== before.causes[0]?.code)) {
    live.textContent = `${first.title} (${first.certainty})`;
  }
}

async function act(answer: Promise<null>): Promise<void> {
  try {
    await answer;
    answers.refused = undefined;
    draw();
  } catch (error) {
    answers.fail(error);
  }
}

async function copyReport(): Promise<void> {
  await act(call('copyReport', null));
  if (answers.refused === undefined) {
    copied.show(strings?.copied);
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
      copied: copied.isShown,
      pasted,
      isOpen: (code, index) => opened.get(code) ?? index === 0,
      toggle: (code, isOpen) => void opened.set(code, isOpen),
      type: text => {
        pasted = text;
        draw();
      },
      readAudit: () => void answers.ask(call('readAudit', null)),
      pasteAudit: () => void answers.ask(call('pasteAudit', { text: pasted })),
      probe: () => void answers.ask(call('probe', null)),
      cancel: () => void answers.ask(call('cancel', null)),
      correctClock: correct => void answers.ask(call('correctClock', { correct })),
      resend: () => void act(call('resend', null)),
      openPlace: code => void act(call('openPlace', { code })),
      openSource: code => void act(call('openSource', { code })),
      copyReport: () => void copyReport(),
    }),
    root,
  );
}
