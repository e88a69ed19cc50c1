import { html } from '../html.ts';
import type { Html } from '../html.ts';

const readableFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });

/** A moment in words, UTC; '' when it is outside what a clock can show. */
export function momentText(milliseconds: number): string {
  return isMoment(milliseconds) ? `${readableFormat.format(milliseconds)} UTC` : '';
}

/** A moment to read, and below it the same in ISO 8601. */
export function moment(milliseconds: number): Html {
  const iso = isMoment(milliseconds) ? new Date(milliseconds).toISOString() : '';
  return html`<time datetime="${iso}">${readableFormat.format(milliseconds)}</time><br /><code class="quiet"
      >${iso}</code
    >`;
}

/** `1 h 2 min 3 s` */
export function duration(seconds: number): string {
  const whole = Math.abs(Math.trunc(seconds));
  const days = Math.floor(whole / 86_400);
  const parts = [
    days > 0 && `${days.toLocaleString('en')} d`,
    whole >= 3_600 && `${Math.floor(whole / 3_600) % 24} h`,
    whole >= 60 && `${Math.floor(whole / 60) % 60} min`,
    `${whole % 60} s`,
  ];
  return parts.filter(Boolean).join(' ');
}

function isMoment(milliseconds: number): boolean {
  return Math.abs(milliseconds) <= 8.64e15;
}
