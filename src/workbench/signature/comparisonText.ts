import { l10n } from 'vscode';
import type { Comparison, Difference } from '../../diagnosis/comparison/compareSignature.ts';
import { textDifference } from '../../diagnosis/comparison/textDifference.ts';
import type { ComparisonView } from '../../panels/signature/messages.ts';

/** A comparison in words: what it comes to, each difference, and the texts side by side. */
export function comparisonText(
  text: string,
  comparison: Comparison | undefined,
  what: 'header' | 'passport',
): ComparisonView {
  if (!comparison) {
    const verdict =
      what === 'passport'
        ? l10n.t('This is neither a tokenPassport element nor its base string.')
        : l10n.t('This is neither an Authorization header with oauth_… parameters nor a base string.');
    return { text, verdict, same: false, lines: [], place: '' };
  }
  const { differences, fresh } = comparison;
  const { mine, theirs, first } = textDifference(comparison.mine, comparison.theirs);
  const lines = differences.map(difference => ({
    text: lineOf(difference),
    ...(difference.mine !== undefined && { mine: difference.mine }),
    ...(difference.theirs !== undefined && { theirs: difference.theirs }),
    quiet: difference.code === 'fresh',
  }));
  return {
    text,
    verdict: verdictOf(comparison, lines[0]?.text),
    same: differences.length === 0,
    lines,
    mine,
    theirs,
    place: first === undefined ? '' : l10n.t('First difference at character {0}.', first + 1),
    ...(fresh && { fresh }),
  };
}

function verdictOf({ kind, differences }: Comparison, first: string | undefined): string {
  if (first !== undefined) {
    return differences.every(({ code }) => code === 'fresh')
      ? l10n.t('Only nonce and timestamp differ, as they do between any two calls.')
      : l10n.t('First difference: {0}', first);
  }
  return kind === 'header'
    ? l10n.t('The same: every parameter and the signature.')
    : l10n.t('The same text is signed. If the signatures differ, the secrets do.');
}

function lineOf({ code, name = '', mine = '', theirs = '' }: Difference): string {
  switch (code) {
    case 'method':
      return l10n.t('the method is {0} in theirs, {1} here', theirs, mine);
    case 'scheme':
      return l10n.t('the scheme is {0} in theirs, {1} here', theirs, mine);
    case 'host':
      return l10n.t('the host is another one in theirs');
    case 'port':
      return theirs === ''
        ? l10n.t('the port {0} is missing in theirs', mine)
        : mine === ''
          ? l10n.t('theirs has the port {0}, which is not signed here', theirs)
          : l10n.t('the port is {0} in theirs, {1} here', theirs, mine);
    case 'path':
      return /^[^?]*\?/.test(theirs)
        ? l10n.t('the query was left in the base URI of theirs')
        : l10n.t('the path is another one in theirs');
    case 'uri-raw':
      return l10n.t('the base URI was not percent-encoded in theirs');
    case 'parameters-raw':
      return l10n.t('the joined parameters were not percent-encoded as a whole in theirs');
    case 'missing':
      return l10n.t('parameter {0} is missing in theirs', name);
    case 'extra':
      return l10n.t('parameter {0} is in theirs only', name);
    case 'value':
      return l10n.t('parameter {0} has another value in theirs', name);
    case 'encoding':
      return l10n.t('parameter {0} is encoded otherwise in theirs', name);
    case 'order':
      return l10n.t('the parameters are ordered otherwise in theirs');
    case 'signed-in-vain':
      return l10n.t('{0} is in the base string of theirs, where it does not belong', name);
    case 'query-in-header':
      return l10n.t('{0} is in the header of theirs besides the URL or body', name);
    case 'realm':
      return l10n.t('the realm is another one in theirs');
    case 'fresh':
      return l10n.t('{0} differs, as it does between any two calls', name);
    case 'signature':
      return l10n.t('the signature differs although the header agrees: query, body, URL or secrets do not');
  }
}
