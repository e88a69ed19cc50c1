import { l10n } from 'vscode';
import { isOverlooked } from '../../diagnosis/causeCodes.ts';
import { causeTexts } from '../../diagnosis/causeTexts.ts';
import { clientTexts, type ClientId } from '../../diagnosis/clients.ts';
import { textDifference } from '../../diagnosis/comparison/textDifference.ts';
import type { Cause, Diagnosis, DoctorProgress, KeyPart, OpenQuestion, SignedText } from '../../diagnosis/diagnosis.ts';
import type { FoundCall, SentCallKind } from '../../formats/sentCall/foundCall.ts';
import type { CauseView, DoctorInput, DoctorProgressView, OutcomeView } from '../../panels/doctor/messages.ts';

/** What a text was taken for, and what it lacks. */
export function inputWords(
  text: string,
  found: FoundCall | undefined,
  lacksTarget: boolean,
): Pick<DoctorInput, 'readAs' | 'lacking'> {
  if (text.trim() === '') {
    return { readAs: '', lacking: '' };
  }
  if (!found) {
    return {
      readAs: '',
      lacking: l10n.t(
        'No call was found in this text: no curl command, HTTP request, HAR entry, Postman console dump, SOAP envelope or Authorization header.',
      ),
    };
  }
  const parts = [
    kindWord(found.kind),
    ...(found.authorization === '' || found.kind === 'header' ? [] : [l10n.t('Authorization header')]),
    ...(found.body === undefined ? [] : [l10n.t('body of {0} characters', found.body.length)]),
    ...(found.serverTime === undefined
      ? []
      : [l10n.t('answered at {0}', new Date(found.serverTime * 1000).toISOString().replace('.000Z', 'Z'))]),
  ];
  const lacksLogin = found.authorization === '' && !found.body?.includes('tokenPassport');
  const lacking = lacksLogin
    ? l10n.t('It carries no Authorization header and no TokenPassport.')
    : lacksTarget
      ? l10n.t('Add the method and URL that were called.')
      : '';
  return { readAs: l10n.t('Read as: {0}', parts.join(' · ')), lacking };
}

/** How far the search is. */
export function progressWords(progress: DoctorProgress | undefined): DoctorProgressView {
  if (!progress) {
    return { text: l10n.t('Looking at the header…'), share: 0 };
  }
  const { tried, depth, share } = progress;
  const text =
    depth === 1
      ? l10n.t('Each known bug alone… {0} signatures tried', tried.toLocaleString())
      : depth === 2
        ? l10n.t('Two bugs at once… {0} signatures tried', tried.toLocaleString())
        : l10n.t('Three bugs at once… {0} signatures tried', tried.toLocaleString());
  return { text, share };
}

/** A diagnosis in words; every text of the call goes through `hide`. */
export function outcomeOf(diagnosis: Diagnosis, hide: (text: string) => string): OutcomeView {
  const { causes, client, expected, theirs, tried, ruledOut, open } = diagnosis;
  const right = hide(expected.baseString);
  const difference = theirs && textDifference(right, hide(theirs.baseString));
  const place =
    difference?.first === undefined ? '' : l10n.t('First difference at character {0}.', difference.first + 1);
  return {
    ...headline(diagnosis, hide),
    tried:
      tried === 1
        ? l10n.t('1 signature was computed.')
        : l10n.t('{0} signatures were computed.', tried.toLocaleString()),
    causes: causes.filter(({ code }) => code !== 'unknown').map(cause => causeView(cause, hide)),
    ...(client && { client: clientView(client) }),
    ...(right !== '' && { right: difference?.mine ?? [{ text: right, same: true }] }),
    ...(difference && { theirs: difference.theirs }),
    place,
    rightKey: keyWords(expected),
    theirKey: theirs ? keyWords(theirs) : '',
    ruledOut: ruledOut.map(code => l10n.t(causeTexts[code].title)),
    open: open.map(openWord),
  };
}

function headline(
  { valid, causes, signature }: Diagnosis,
  hide: (text: string) => string,
): Pick<OutcomeView, 'kind' | 'title' | 'summary'> {
  const named = causes.filter(({ code }) => code !== 'unknown');
  const proven = named.filter(({ proof }) => proof === 'search');
  const [first] = proven;
  if (valid) {
    return {
      kind: 'valid',
      title: l10n.t('This call is signed as NetSuite wants it.'),
      summary:
        named.length === 0
          ? l10n.t(
              'If the login fails all the same, look at what a signature does not show: the role and its permissions, whether token and integration are active, the account, and the clock.',
            )
          : l10n.t('Not quite by the book, but a server may let it pass.'),
    };
  }
  if (signature === 'reproduced' && first) {
    return {
      kind: 'proven',
      title: titleOf(first, hide),
      summary:
        proven.length === 1
          ? l10n.t('Proven: signing with this bug gives exactly the signature that was sent.')
          : l10n.t('Proven: signing with these {0} bugs gives exactly the signature that was sent.', proven.length),
    };
  }
  if (signature === 'not-reproduced') {
    return {
      kind: 'unknown',
      title: l10n.t('No known bug makes this signature.'),
      summary:
        named.length === 0
          ? l10n.t('Every bug below was tried, alone and together, and none gives the signature that was sent.')
          : l10n.t('What can be seen in the header is named below; it does not explain the signature.'),
    };
  }
  return {
    kind: 'faults',
    title:
      signature === 'right'
        ? l10n.t('The signature is right, but the call is not.')
        : l10n.t('The call is wrong, whatever its signature.'),
    summary:
      signature === 'right'
        ? l10n.t('The text was signed with the right keys. What is wrong can be seen by looking.')
        : l10n.t('The signature could not be judged: there is none, or a secret is not known.'),
  };
}

/** With the parameter's name and the like, where there is one. */
function titleOf({ code, detail }: Cause, hide: (text: string) => string): string {
  const title = l10n.t(causeTexts[code].title);
  return detail === undefined ? title : l10n.t('{0}: {1}', title, hide(detail));
}

function causeView({ code, detail, proof }: Cause, hide: (text: string) => string): CauseView {
  const { title, explanation, about, fix, stacks } = causeTexts[code];
  const said = about === undefined || detail === undefined ? '' : ` ${l10n.t(about, { detail: hide(detail) })}`;
  return {
    code,
    title: l10n.t(title),
    explanation: l10n.t(explanation) + said,
    fix: l10n.t(fix),
    stacks: Object.entries(stacks).map(([name, text]) => ({ name, text: l10n.t(text) })),
    proof:
      proof === 'search'
        ? l10n.t('proven by its signature')
        : proof === 'header'
          ? l10n.t('seen in the call')
          : l10n.t('not proven'),
    isProven: proof === 'search',
    isOverlooked: isOverlooked(code),
  };
}

function clientView(id: ClientId): NonNullable<OutcomeView['client']> {
  const { name, remedy } = clientTexts[id];
  return { title: l10n.t('This is what {0} does.', name), remedy: l10n.t(remedy) };
}

function kindWord(kind: SentCallKind): string {
  switch (kind) {
    case 'curl':
      return l10n.t('curl command');
    case 'http':
      return l10n.t('HTTP request');
    case 'har':
      return l10n.t('HAR entry');
    case 'postman-console':
      return l10n.t('Postman console');
    case 'soap':
      return l10n.t('SOAP envelope');
    case 'header':
      return l10n.t('Authorization header');
  }
}

function keyWords({ key, algorithm }: SignedText): string {
  const { first, second, ampersand, encoding, whitespace } = key;
  const joined = [partWord(first), partWord(second)].join(ampersand ? ' & ' : ' + ');
  const remarks = [
    ...(encoding === 'raw' ? [l10n.t('not percent-encoded')] : []),
    ...(encoding === 'encoded-twice' ? [l10n.t('percent-encoded twice')] : []),
    ...(ampersand ? [] : [l10n.t('without the &')]),
    ...(whitespace ? [l10n.t('with stray blanks or line ends')] : []),
    algorithm,
  ];
  return `${joined} · ${remarks.join(' · ')}`;
}

function partWord(part: KeyPart): string {
  switch (part) {
    case 'consumer-secret':
      return l10n.t('consumer secret');
    case 'token-secret':
      return l10n.t('token secret');
    case 'consumer-key':
      return l10n.t('consumer key');
    case 'token-id':
      return l10n.t('token ID');
    case 'nothing':
      return l10n.t('nothing');
  }
}

function openWord(question: OpenQuestion): string {
  switch (question) {
    case 'other-secret':
      return l10n.t(
        'Another secret: a wrong one cannot be told from a different one. Compare with what the program really reads, or enter both anew.',
      );
    case 'changed-on-the-way':
      return l10n.t(
        'A proxy or library changed the call after it was signed: compare what was signed with what arrived.',
      );
    case 'signed-something-unseen':
      return l10n.t('Something was signed that is not in what was pasted, such as a body or a parameter.');
    case 'more-bugs-at-once':
      return l10n.t('More bugs at once than are tried together: mend those that are seen, and diagnose again.');
  }
}
