import { render } from 'lit';
import { plainPage } from '../../shared/plainPage.ts';
import { webviewPort } from '../../shared/port.ts';
import { connect, RpcFailure } from '../../rpc.ts';
import type { GuideContract, GuideState, GuideStepId, GuideStrings } from '../messages.ts';
import './main.css';
import { page } from './page.ts';

const { root, live } = plainPage('guide-panel');

let state: GuideState | undefined;
let strings: GuideStrings | undefined;
let refused: string | undefined;

const call = connect<GuideContract>(webviewPort(), (next: GuideState) => {
  take(next);
});

void call('ready', null).then(answer => {
  strings = answer.strings;
  take(answer.state);
});

function take(next: GuideState): void {
  const before = state;
  state = next;
  draw();
  if (before && before.step !== next.step) {
    const heading = root.querySelector<HTMLElement>('#step-title');
    heading?.focus();
    heading?.scrollIntoView({ block: 'nearest' });
  }
  announce(before, next);
}

function announce(before: GuideState | undefined, { checking, checked, progress }: GuideState): void {
  if (checking !== undefined && checking !== before?.checking) {
    live.textContent = checking;
  } else if (checked !== undefined && checked !== before?.checked) {
    live.textContent = `${checked} ${progress}`;
  } else if (before && progress !== before.progress) {
    live.textContent = progress;
  }
}

async function ask(answer: Promise<GuideState>): Promise<void> {
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
      choose: account => void ask(call('choose', { account })),
      setReader: reader => void ask(call('setReader', { reader })),
      setPurpose: purpose => void ask(call('setPurpose', { purpose })),
      setRelease: release => void ask(call('setRelease', { release })),
      show: (step: GuideStepId) => void ask(call('show', { step })),
      tick: (task, isTicked) => void ask(call('tick', { task, isTicked })),
      check: () => void ask(call('check', null)),
      cancel: () => void ask(call('cancel', null)),
      reset: () => void ask(call('reset', null)),
      open: place => void ask(call('open', { place })),
      act: action => void ask(call('act', { action })),
    }),
    root,
  );
}
