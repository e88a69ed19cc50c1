import { render } from 'lit';
import { plainPage } from '../../shared/plainPage.ts';
import { webviewPort } from '../../shared/port.ts';
import { connect } from '../../rpc.ts';
import { HostAnswers } from '../../shared/hostAnswers.ts';
import type { GuideContract, GuideState, GuideStepId, GuideStrings } from '../messages.ts';
import './main.css';
import { page } from './page.ts';

const { root, live } = plainPage('guide-panel');

let state: GuideState | undefined;
let strings: GuideStrings | undefined;

const answers = new HostAnswers<GuideState>(take, draw);
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

function draw(): void {
  if (!state || !strings) {
    return;
  }
  render(
    page({
      state,
      strings,
      refused: answers.refused,
      choose: account => void answers.ask(call('choose', { account })),
      setReader: reader => void answers.ask(call('setReader', { reader })),
      setPurpose: purpose => void answers.ask(call('setPurpose', { purpose })),
      setRelease: release => void answers.ask(call('setRelease', { release })),
      show: (step: GuideStepId) => void answers.ask(call('show', { step })),
      tick: (task, isTicked) => void answers.ask(call('tick', { task, isTicked })),
      check: () => void answers.ask(call('check', null)),
      cancel: () => void answers.ask(call('cancel', null)),
      reset: () => void answers.ask(call('reset', null)),
      open: place => void answers.ask(call('open', { place })),
      act: action => void answers.ask(call('act', { action })),
    }),
    root,
  );
}
