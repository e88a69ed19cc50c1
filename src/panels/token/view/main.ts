import { render } from 'lit';
import { connect } from '../../rpc.ts';
import { CopiedMark } from '../../shared/copiedMark.ts';
import { HostAnswers } from '../../shared/hostAnswers.ts';
import { plainPage } from '../../shared/plainPage.ts';
import { webviewPort } from '../../shared/port.ts';
import type { TokenContract, TokenState, TokenStrings } from '../messages.ts';
import './main.css';
import { page } from './page.ts';

// Nothing is saved of what is shown: a token is looked at and forgotten.
const { root, live } = plainPage('token-panel');

let state: TokenState | undefined;
let strings: TokenStrings | undefined;

const answers = new HostAnswers<TokenState>(take, draw);
const copied = new CopiedMark(live, draw);
const call = connect<TokenContract>(webviewPort(), (next: TokenState) => {
  answers.refused = undefined;
  take(next);
});

void call('ready', null).then(answer => {
  strings = answer.strings;
  take(answer.state);
});

function take(next: TokenState): void {
  const before = state;
  state = next;
  draw();
  if (before?.verdict !== next.verdict) {
    live.textContent = `${next.title}. ${next.verdict}`;
  } else if (before.signature !== next.signature) {
    live.textContent = next.signature;
  } else if (before.judged !== next.judged) {
    live.textContent = `${next.judged} ${next.verdict}`;
  }
}

async function copyReport(): Promise<void> {
  try {
    await call('copyReport', null);
  } catch (error) {
    answers.fail(error);
    return;
  }
  copied.show(strings?.copied);
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
      judge: () => void answers.ask(call('judge', null)),
      checkSignature: () => void answers.ask(call('checkSignature', null)),
      copyReport: () => void copyReport(),
    }),
    root,
  );
}
