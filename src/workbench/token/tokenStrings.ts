import { l10n } from 'vscode';
import type { TokenStrings } from '../../panels/token/messages.ts';

/** The panel's text in the person's language. */
export function tokenStrings(): TokenStrings {
  return {
    checks: l10n.t('What NetSuite looks at'),
    field: l10n.t('Field'),
    finding: l10n.t('Finding'),
    header: l10n.t('Header'),
    claims: l10n.t('Claims'),
    value: l10n.t('Value'),
    meaning: l10n.t('Meaning'),
    signature: l10n.t('Signature'),
    judge: l10n.t('Judge again, by the time it is now'),
    fix: l10n.t('Fix'),
    copyReport: l10n.t('Copy report without secrets'),
    copied: l10n.t('Copied.'),
  };
}
