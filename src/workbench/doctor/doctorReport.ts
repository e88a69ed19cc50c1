import { l10n } from 'vscode';
import type { OutcomeView } from '../../panels/doctor/messages.ts';
import { block, inline, section } from '../markdown.ts';

/** A diagnosis as Markdown for whoever mends the program: causes, base strings and fixes; no secret and no signature. */
export function doctorReport({ causes, client, ...outcome }: OutcomeView): string {
  const textOf = (stretches: OutcomeView['right']) => stretches?.map(({ text }) => text).join('') ?? '';
  const list = (items: readonly string[]) => items.map(item => `- ${inline(item)}`);
  return [
    `# ${l10n.t('Diagnosis: {0}', inline(outcome.title))}`,
    '',
    inline(outcome.summary),
    outcome.tried,
    '',
    l10n.t('No secret and no signature stands in this report.'),
    ...causes.flatMap(({ title, code, proof, explanation, fix, stacks }) => [
      ...section(`${title} (${code})`, [explanation, '', `${l10n.t('Fix')}: ${fix}`]),
      ...stacks.flatMap(({ name, text }) => ['', `${name}:`, '', ...block(text)]),
      '',
      `_${proof}_`,
    ]),
    ...(client ? section(client.title, [client.remedy]) : []),
    ...(outcome.theirs
      ? section(l10n.t('Their base string'), [...block(textOf(outcome.theirs)), '', outcome.theirKey])
      : []),
    ...(outcome.right
      ? section(l10n.t('The right base string'), [...block(textOf(outcome.right)), '', outcome.rightKey])
      : []),
    ...(outcome.ruledOut.length > 0 ? section(l10n.t('Ruled out'), list(outcome.ruledOut)) : []),
    ...(outcome.open.length > 0 ? section(l10n.t('What can still be it'), list(outcome.open)) : []),
    '',
  ].join('\n');
}
