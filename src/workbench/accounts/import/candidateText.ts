import { l10n } from 'vscode';
import { readAccountId, type Assessment } from './assessCandidate.ts';
import type { Candidate, CandidateValues } from './combineFindings.ts';
import { fieldWord, noteText, sourceWord, unusableText } from './noteText.ts';

/**
 * A candidate as the preview shows it: account and name, where it is from, and of its values whether a secret is there
 * and the last four characters of key and token ID. These stand first in a line of their own, where a long name cannot
 * push them out of sight.
 */
export interface CandidateText {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

export function candidateText(candidate: Candidate, assessment: Assessment): CandidateText {
  return {
    label: candidateLabel(candidate),
    description: candidate.sources.map(sourceWord).join(' + '),
    detail: detailOf(candidate, assessment),
  };
}

/** Account and application, or what else the source calls it. */
export function candidateLabel({ values, applicationLabel, tokenLabel, label }: Candidate): string {
  const names = new Set([applicationLabel ?? label ?? '', tokenLabel ?? '']);
  return [readAccountId(values.accountId) ?? l10n.t('account unknown'), ...names]
    .filter(part => part !== '')
    .join(' · ');
}

function maskedConsumer({ consumerKey, consumerSecret }: CandidateValues): string {
  if (consumerKey === undefined) {
    return consumerSecret === undefined ? '' : fieldWord('consumerSecret');
  }
  const key = lastFour(consumerKey);
  return consumerSecret === undefined ? l10n.t('key {0}', key) : l10n.t('key {0} with secret', key);
}

function maskedToken({ token, tokenSecret }: CandidateValues): string {
  if (token === undefined) {
    return tokenSecret === undefined ? '' : fieldWord('tokenSecret');
  }
  const id = lastFour(token);
  return tokenSecret === undefined ? l10n.t('token {0}', id) : l10n.t('token {0} with secret', id);
}

/** Enough to tell two apart, and of a short one nothing. */
export function lastFour(text: string): string {
  return text.length < 16 ? '…' : `…${text.slice(-4)}`;
}

function detailOf(candidate: Candidate, assessment: Assessment): string {
  const missing = assessment.kind === 'usable' ? assessment.missing : [];
  const first =
    assessment.kind === 'unusable'
      ? unusableText(assessment.why)
      : missing.length > 0
        ? l10n.t('You are asked for: {0}', missing.map(fieldWord).join(', '))
        : '';
  // What is asked for need not be called missing as well.
  const told = candidate.notes.filter(
    ({ code, data }) =>
      !((code === 'secret-missing' || code === 'key-missing') && missing.some(field => field === data?.['field'])),
  );
  return [maskedConsumer(candidate.values), maskedToken(candidate.values), first, ...new Set(told.map(noteText))]
    .filter(part => part !== '')
    .join(' · ');
}
