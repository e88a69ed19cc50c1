import { StatePage } from '../../shared/statePage.ts';
import type { GuideContract, GuideState, GuideStrings } from '../messages.ts';
import './main.css';
import { page } from './page.ts';

const panel = new StatePage<GuideState, GuideStrings, GuideContract>({
  className: 'guide-panel',
  tell: (next, before) => {
    if (before && before.step !== next.step) {
      const heading = panel.root.querySelector<HTMLElement>('#step-title');
      heading?.focus();
      heading?.scrollIntoView({ block: 'nearest' });
    }
    announce(next, before);
  },
  page: shown =>
    page({
      ...shown,
      choose: account => void panel.ask('choose', { account }),
      setReader: reader => void panel.ask('setReader', { reader }),
      setPurpose: purpose => void panel.ask('setPurpose', { purpose }),
      setRelease: release => void panel.ask('setRelease', { release }),
      show: step => void panel.ask('show', { step }),
      tick: (task, isTicked) => void panel.ask('tick', { task, isTicked }),
      check: () => void panel.ask('check', null),
      cancel: () => void panel.ask('cancel', null),
      reset: () => void panel.ask('reset', null),
      open: place => void panel.ask('open', { place }),
      act: action => void panel.ask('act', { action }),
    }),
});

function announce({ checking, checked, progress }: GuideState, before: GuideState | undefined): void {
  const { live } = panel;
  if (checking !== undefined && checking !== before?.checking) {
    live.textContent = checking;
  } else if (checked !== undefined && checked !== before?.checked) {
    live.textContent = `${checked} ${progress}`;
  } else if (before && progress !== before.progress) {
    live.textContent = progress;
  }
}
