import { l10n } from 'vscode';
import type { FindingView, LoginCauseView, LoginFailureState } from '../../panels/loginFailure/messages.ts';
import { code, inline, section } from '../markdown.ts';

/** What is known of a failed login as Markdown, for whoever mends it: no secret and no signature. */
export function loginFailureReport({ subject, causes, audit, probes, clock }: LoginFailureState): string {
  const likely = causes.filter(({ rank }) => rank !== 'unlikely');
  const told = likely.length > 0 ? likely : causes;
  return [
    `# ${l10n.t('Failed login: {0}', inline(subject.title))}`,
    '',
    ...subject.facts.map(({ name, value, isCode }) => `- ${name}: ${isCode ? code(value) : inline(value)}`),
    '',
    l10n.t('No secret and no signature stands in this report.'),
    ...section(l10n.t('Why, the likeliest first'), told.flatMap(causeLines)),
    ...(audit
      ? section(l10n.t('Login Audit Trail'), [
          inline(audit.summary),
          '',
          ...audit.rows.map(
            ({ time, mark, detail, meanings, fixes, who }) =>
              `- ${[time, mark, code(detail), ...[...meanings, ...fixes, who].map(inline)].filter(part => part !== '').join(' · ')}`,
          ),
        ])
      : []),
    ...(probes.length > 0
      ? section(
          l10n.t('Other doors'),
          probes.map(({ door, outcome }) => `- ${inline(door)}: ${inline(outcome)}`),
        )
      : []),
    ...(clock ? section(l10n.t('Clock'), [clock.text]) : []),
    '',
  ].join('\n');
}

function causeLines(cause: LoginCauseView, index: number): string[] {
  const { title, certainty, explanation, supports, contradicts, fix, place, source } = cause;
  const findings = (name: string, all: readonly FindingView[]) =>
    all.map(({ from, text }) => `- ${name}: ${inline(text)} (${from})`);
  return [
    ...(index === 0 ? [] : ['']),
    `### ${index + 1}. ${inline(title)} (${cause.code}): ${certainty}`,
    '',
    inline(explanation),
    '',
    ...findings(l10n.t('For'), supports),
    ...findings(l10n.t('Against'), contradicts),
    `- ${l10n.t('Fix')}: ${inline(fix)}`,
    ...(place ? [`- ${l10n.t('Where')}: ${inline(place.menu)}`] : []),
    `- ${l10n.t('Source')}: ${source.text}`,
  ];
}
