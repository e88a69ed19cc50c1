import * as vscode from 'vscode';
import type { HistorySummary } from '../../exchange/history/har.ts';
import { warningIcon } from '../accounts/tree/icons.ts';

/** `GET 200 Read an order` */
export function callLabel(summary: HistorySummary): string {
  return `${summary.method} ${outcomeWord(summary)} ${summary.title}`;
}

/** Status, or in a word why there was none. */
export function outcomeWord({ status, failure }: HistorySummary): string {
  if (status !== undefined) {
    return String(status);
  }
  if (failure === 'cancelled') {
    return vscode.l10n.t('cancelled');
  }
  return failure === 'timed-out' ? vscode.l10n.t('timed out') : vscode.l10n.t('failed');
}

/** Shape and colour both tell how it went. */
export function outcomeIcon({ status, failure }: HistorySummary): vscode.ThemeIcon {
  if (status === undefined) {
    return failure === 'cancelled'
      ? new vscode.ThemeIcon('circle-slash')
      : new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  }
  return status >= 200 && status < 300
    ? new vscode.ThemeIcon('pass', new vscode.ThemeColor('charts.green'))
    : warningIcon();
}

export function durationWord({ total }: HistorySummary): string {
  return total < 10_000
    ? vscode.l10n.t('{0} ms', Math.round(total))
    : vscode.l10n.t('{0} s', (total / 1000).toFixed(1));
}

/** `14:03` in the person's language and time zone. */
export function clockTime(at: number): string {
  return format({ timeStyle: 'short' }).format(at);
}

/** All of it, a line each. */
export function callTooltip(summary: HistorySummary): string {
  const { method, url, status, statusText, failure, account, credential, startedAt } = summary;
  const outcome = status === undefined ? `${outcomeWord(summary)} (${failure ?? ''})` : `${status} ${statusText ?? ''}`;
  return [
    `${method} ${url}`,
    `${outcome.trim()} · ${durationWord(summary)}`,
    vscode.l10n.t('Account {0}, token {1}', `${account.name} (${account.id})`, credential.label),
    format({ dateStyle: 'medium', timeStyle: 'medium' }).format(startedAt),
  ].join('\n');
}

/** What a screen reader says of a row. */
export function spokenCall(summary: HistorySummary): string {
  const { method, title, status, statusText, account, startedAt } = summary;
  const outcome = status === undefined ? outcomeWord(summary) : `${status} ${statusText ?? ''}`.trim();
  const parts = [`${method} ${title}`, outcome, durationWord(summary), clockTime(startedAt)];
  return [...parts, vscode.l10n.t('account {0}', account.name)].join(', ');
}

/** Names a day by its local date, `2026-11-24`. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** “Today”, “Yesterday”, or the date. */
export function dayWord(at: number, now: number): string {
  const yesterday = new Date(now);
  // Not 24 hours: days are longer and shorter where clocks change.
  yesterday.setDate(yesterday.getDate() - 1);
  const day = dayOf(at);
  if (day === dayOf(now)) {
    return vscode.l10n.t('Today');
  }
  return day === dayOf(yesterday.getTime()) ? vscode.l10n.t('Yesterday') : format({ dateStyle: 'full' }).format(at);
}

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(vscode.env.language, options);
  } catch {
    return new Intl.DateTimeFormat('en', options);
  }
}
