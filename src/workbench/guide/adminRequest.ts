import { l10n } from 'vscode';
import { purposePermissions } from '../../sdf/roleObject.ts';
import { tokenPermissions } from '../../sdf/roleSchema.ts';
import type { GuidePurpose, StepView } from '../../panels/guide/messages.ts';
import { code, inline } from '../markdown.ts';

/** What a developer asks of an administrator, as Markdown for a mail or a ticket: what is still open, and where. */
export function adminRequest(accountId: string, purpose: GuidePurpose, steps: readonly StepView[]): string {
  const permissions = purposePermissions[purpose].map(key => `${tokenPermissions[key]} (${key}, Full)`).join(', ');
  return [
    `# ${l10n.t('Please set up token-based authentication in account {0}', inline(accountId))}`,
    ...steps
      .filter(({ isDone }) => !isDone)
      .flatMap(step => [
        '',
        `## ${inline(step.title)}`,
        '',
        ...(step.id === 'roles' ? [l10n.t('Permissions: {0}', permissions), ''] : []),
        ...step.looksLike.map(({ text }) => `- ${inline(text)}`),
        '',
        ...step.places.map(({ name, menu }) => `${inline(name)}: ${code(menu)}`),
      ]),
    '',
    l10n.t('Please send consumer key and secret by a way that is safe for passwords; they are shown once only.'),
    '',
  ].join('\n');
}
