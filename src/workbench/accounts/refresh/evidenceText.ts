import { env, l10n } from 'vscode';
import { tokenLabel } from '../../../accounts/labels.ts';
import type { FailedToken, RefreshEvidence } from '../../../accounts/sandboxRefresh.ts';
import { absoluteTime } from '../tree/times.ts';

const tokensShown = 4;

/** Each token that worked and has been refused since, in a line of its own. */
export function evidenceLines({ tokens }: RefreshEvidence): readonly string[] {
  const lines = tokens.slice(0, tokensShown).map(tokenLine);
  const more = tokens.length - tokensShown;
  return more <= 0 ? lines : [...lines, more === 1 ? l10n.t('1 more token') : l10n.t('{0} more tokens', more)];
}

function tokenLine({ token, lastSuccess, failure }: FailedToken): string {
  return l10n.t(
    '{0}: worked last on {1}, refused on {2} ({3} {4})',
    tokenLabel(token),
    absoluteTime(lastSuccess, env.language),
    absoluteTime(failure.at, env.language),
    failure.status,
    failure.code,
  );
}
