import { l10n } from 'vscode';
import type { TokenFieldView, TokenState } from '../../panels/token/messages.ts';
import { code, inline, section } from '../markdown.ts';

/** What is known of a token as Markdown, for whoever mends it: neither the token nor its signature. */
export function tokenReport({ title, verdict, judged, checks, header, claims, signature }: TokenState): string {
  const lines = (fields: readonly TokenFieldView[]) =>
    fields.map(({ name, value, note }) => `- ${code(name)}: ${code(value)}${note === '' ? '' : ` ${inline(note)}`}`);
  return [
    `# ${inline(title)}`,
    '',
    `${inline(verdict)} ${inline(judged)}`,
    ...section(
      l10n.t('What NetSuite looks at'),
      checks.map(
        ({ name, word, text, fix }) => `- ${[`${name}: ${word}`, text, fix].filter(Boolean).map(inline).join('. ')}`,
      ),
    ),
    ...section(l10n.t('Header'), lines(header)),
    ...section(l10n.t('Claims'), lines(claims)),
    ...section(l10n.t('Signature'), [inline(signature)]),
    '',
  ].join('\n');
}
