import { render } from 'lit';
import { plainPage } from '../../shared/plainPage.ts';
import { webviewPort } from '../../shared/port.ts';
import { connect, RpcFailure } from '../../rpc.ts';
import type { LoginFailureContract, LoginFailureState, LoginFailureStrings } from '../messages.ts';
import './main.css';
import { page } from './page.ts';

const { root, live } = plainPage('login-panel');

let state: LoginFailureState | undefined;
let strings: LoginFailureStrings | undefined;
let refused: string | undefined;
let copied = false;
/** What is in the box; kept nowhere, since it names people. */
let pasted = '';
/** Causes that the person opened or closed; of the others the first is open. */
const opened = new Map<string, boolean>();

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
    refused = undefined;
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

async function ask(answer: Promise<LoginFailureState>): Promise<void> {
  try {
    const next = await answer;
    refused = undefined;
    take(next);
  } catch (error) {
    fail(error);
  }
}

async function act(answer: Promise<null>): Promise<void> {
  try {
    await answer;
    refused = undefined;
    draw();
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): void {
  refused = error instanceof RpcFailure ? error.message : String(error);
  draw();
}

async function copyReport(): Promise<void> {
  await act(call('copyReport', null));
  if (refused === undefined) {
    copied = true;
    live.textContent = strings?.copied ?? '';
    setTimeout(() => {
      copied = false;
      draw();
    }, 2000);
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
      copied,
      pasted,
      isOpen: (code, index) => opened.get(code) ?? index === 0,
      toggle: (code, isOpen) => void opened.set(code, isOpen),
      type: text => {
        pasted = text;
        draw();
      },
      readAudit: () => void ask(call('readAudit', null)),
      pasteAudit: () => void ask(call('pasteAudit', { text: pasted })),
      probe: () => void ask(call('probe', null)),
      cancel: () => void ask(call('cancel', null)),
      correctClock: correct => void ask(call('correctClock', { correct })),
      resend: () => void act(call('resend', null)),
      openPlace: code => void act(call('openPlace', { code })),
      openSource: code => void act(call('openSource', { code })),
      copyReport: () => void copyReport(),
    }),
    root,
  );
}
