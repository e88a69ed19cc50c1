import { l10n } from 'vscode';
import { readAccountId, type Assessment } from './assessCandidate.ts';
import type { Candidate } from './combineFindings.ts';
import { fieldWord, noteText, sourceWord, unusableText } from './noteText.ts';

/** A candidate as the preview shows it: nothing of a secret but its length, of a key or token ID the last four characters. */
export interface CandidateText {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

export function candidateText(candidate: Candidate, assessment: Assessment): CandidateText {
  const { values } = candidate;
  const parts = [
    values.consumerKey === undefined ? undefined : l10n.t('key {0}', lastFour(values.consumerKey)),
    secretPart('consumerSecret', values.consumerSecret),
    values.token === undefined ? undefined : l10n.t('token {0}', lastFour(values.token)),
    secretPart('tokenSecret', values.tokenSecret),
  ];
  return {
    label: candidateLabel(candidate),
    description: parts.filter(part => part !== undefined).join(' · '),
    detail: detailOf(candidate, assessment),
  };
}

/** Account and application, or what else the source calls it. */
export function candidateLabel({ values, applicationLabel, tokenLabel, label, sources: [source] }: Candidate): string {
  const name = [applicationLabel ?? label, tokenLabel].filter(part => part !== undefined).join(' · ');
  return [readAccountId(values.accountId) ?? l10n.t('account unknown'), name || (source ? sourceWord(source) : '')]
    .filter(part => part !== '')
    .join(' · ');
}

function secretPart(field: string, secret: string | undefined): string | undefined {
  return secret === undefined ? undefined : l10n.t('{0}: {1} characters', fieldWord(field), secret.length);
}

/** Enough to tell two apart, and of a short one nothing. */
export function lastFour(text: string): string {
  return text.length < 16 ? '…' : `…${text.slice(-4)}`;
}

function detailOf({ sources, notes }: Candidate, assessment: Assessment): string {
  const missing = assessment.kind === 'usable' ? assessment.missing : [];
  const first =
    assessment.kind === 'unusable'
      ? unusableText(assessment.why)
      : missing.length > 0
        ? l10n.t('You are asked for: {0}', missing.map(fieldWord).join(', '))
        : '';
  // What is asked for need not be called missing as well.
  const told = notes.filter(
    ({ code, data }) =>
      !((code === 'secret-missing' || code === 'key-missing') && missing.some(field => field === data?.['field'])),
  );
  return [sources.map(sourceWord).join(' + '), first, ...new Set(told.map(noteText))]
    .filter(part => part !== '')
    .join(' · ');
}
