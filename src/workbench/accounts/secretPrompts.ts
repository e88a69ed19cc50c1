import * as vscode from 'vscode';
import { checkSecret, cleanSecret } from '../../accounts/secretInput.ts';
import type { TbaSecrets } from '../../tba/signRequest.ts';
import { askText, errorRemark, type Place, type Remark, type StepResult } from '../wizard.ts';

/** The four secrets of a token, in the order in which NetSuite shows them. */
export const secretFields = ['consumerKey', 'consumerSecret', 'token', 'tokenSecret'] as const;

export type SecretField = (typeof secretFields)[number];

/** What a secret is held against, besides those entered before it. */
export interface SecretChecks {
  /** Secrets kept already that it cannot be the same as. None of them is shown. */
  readonly kept?: readonly string[];
  /** Why it cannot be this one; undefined where it can. */
  readonly refuse?: (secret: string) => string | undefined;
}

/** Asks for one of the four secrets, masked. `known` are those entered before, to notice the same text twice. */
export async function askSecret(
  place: Place,
  field: SecretField,
  known: TbaSecrets,
  { kept = [], refuse }: SecretChecks = {},
): Promise<StepResult<string>> {
  const entered = secretFields.filter(other => other !== field).map(other => known[other]);
  const others = [...entered, ...kept].filter(secret => secret !== '');
  const result = await askText(place, {
    prompt: secretPrompt(field),
    value: known[field],
    masked: true,
    check: text => {
      const secret = cleanSecret(text);
      const refusal = refuse?.(secret);
      return refusal === undefined ? reviewSecret(secret, others) : errorRemark(refusal);
    },
  });
  return result.kind === 'next' ? { kind: 'next', value: cleanSecret(result.value) } : result;
}

function secretPrompt(field: SecretField): string {
  switch (field) {
    case 'consumerKey':
      return vscode.l10n.t('Consumer key (shown once when the integration record was saved)');
    case 'consumerSecret':
      return vscode.l10n.t('Consumer secret (shown once when the integration record was saved)');
    case 'token':
      return vscode.l10n.t('Token ID (shown once when the token was created)');
    case 'tokenSecret':
      return vscode.l10n.t('Token secret (shown once when the token was created)');
  }
}

/** @param others secrets that it cannot be the same as */
export function reviewSecret(secret: string, others: readonly string[]): Remark | undefined {
  if (secret === '') {
    return errorRemark(vscode.l10n.t('Paste the value. Nothing of it is shown or logged.'));
  }
  switch (checkSecret(secret, others)) {
    case 'same-as-other':
      return errorRemark(vscode.l10n.t('This is the same text as another of the four. Each is different.'));
    case 'quoted':
      return { message: vscode.l10n.t('The quotation marks will be part of the secret.'), severity: 'warning' };
    case 'not-64-hex':
      return {
        message: vscode.l10n.t(
          '{0} characters; NetSuite’s have 64 (0–9, a–f). Enter continues all the same.',
          secret.length,
        ),
        severity: 'warning',
      };
    case undefined:
      return { message: vscode.l10n.t('64 characters, as NetSuite makes them.'), severity: 'information' };
  }
}
