import * as vscode from 'vscode';
import type { Scheme } from '../../../accounts/records.ts';

/** Why what needs the four secrets of token-based authentication cannot be done with a row; undefined where it can. */
export function onlyTokenBased({ record }: { readonly record: { readonly scheme: Scheme } }): string | undefined {
  return record.scheme === 'oauth2'
    ? vscode.l10n.t('It logs in by OAuth 2.0 and has no token ID and secret. “Add OAuth 2.0 Credential…” renews it.')
    : undefined;
}
