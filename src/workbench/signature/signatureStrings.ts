import { l10n } from 'vscode';
import type { SignatureStrings } from '../../panels/signature/messages.ts';

/** The signature panel's text in the person's language. */
export function signatureStrings(): SignatureStrings {
  return { ...headingStrings(), ...parameterStrings(), ...stepStrings(), ...copyStrings(), ...detailStrings() };
}

function headingStrings() {
  return {
    sent: l10n.t('as sent'),
    notSent: l10n.t('not sent: new nonce and time on sending'),
    account: l10n.t('Account'),
    credential: l10n.t('Token'),
    algorithm: l10n.t('Algorithm'),
    status: l10n.t('Status'),
    requestLine: l10n.t('URL as it goes on the wire'),
    givenAs: l10n.t('Written as {0}'),
    notes: {
      'fragment-dropped': l10n.t('The fragment (from # on) was dropped: it is never sent, and not signed.'),
      'default-port-dropped': l10n.t('The port was dropped: the scheme’s own port is not signed.'),
      'host-lowercased': l10n.t('The host was normalised: it is signed in lower case and ASCII.'),
      'path-normalised': l10n.t(
        'The path was normalised: dot segments resolved, characters that a URL cannot hold encoded.',
      ),
      'query-re-encoded': l10n.t(
        'The query was encoded anew by RFC 3986, as it is signed: a space is %20, never +, and every name has its =.',
      ),
    },
  };
}

function parameterStrings() {
  return {
    parameters: l10n.t('Parameters'),
    parametersHelp: l10n.t(
      'Everything that is signed besides method and base URI, sorted by encoded name, then value.',
    ),
    columnName: l10n.t('Name'),
    columnValue: l10n.t('Value'),
    columnSource: l10n.t('From'),
    sources: {
      query: l10n.t('query'),
      form: l10n.t('form body'),
      oauth: l10n.t('OAuth'),
      header: l10n.t('header'),
    },
    encoded: l10n.t('encoded'),
    emptyValue: l10n.t('(empty)'),
    moreCharacters: l10n.t('({0} more characters)'),
    shownOf: l10n.t('{0} of {1} parameters shown.'),
    showAll: l10n.t('Show all {0}'),
    moreParameters: l10n.t('… {0} more parameters'),
  };
}

function stepStrings() {
  return {
    joined: l10n.t('Joined parameters'),
    joinedHelp: l10n.t('Names and values, each percent-encoded, joined by = and &.'),
    baseString: l10n.t('Base string'),
    baseStringHelp: l10n.t(
      'Method, base URI and joined parameters, each percent-encoded as a whole, joined by &. This is the text that is signed.',
    ),
    legendMethod: l10n.t('Method'),
    legendUri: l10n.t('Base URI'),
    legendParameters: l10n.t('Parameters, coloured by origin'),
    legendDoubled: l10n.t('Encoded twice'),
    key: l10n.t('Signing key'),
    keyHelp: l10n.t('Both secrets, percent-encoded and joined by &. Only their shape is shown.'),
    consumerSecret: l10n.t('consumer secret'),
    tokenSecret: l10n.t('token secret'),
    characters: l10n.t('{0} characters'),
    oneCharacter: l10n.t('1 character'),
    emptySecret: l10n.t('empty'),
    keyEndsWithAmpersand: l10n.t('The token secret is empty; the & stays, and the key ends with it.'),
    signature: l10n.t('Signature'),
    signatureHelp: l10n.t('HMAC-SHA256 of the base string under the signing key, as Base64.'),
    authorization: l10n.t('Authorization header'),
    authorizationHelp: l10n.t('One header line; each value is percent-encoded once, the signature too.'),
    sentNotSigned: l10n.t('sent, not signed'),
    notInBaseString: l10n.t('the signature of step 5, encoded'),
  };
}

function copyStrings() {
  return {
    copyBaseString: l10n.t('Copy base string'),
    copyAuthorization: l10n.t('Copy header'),
    copied: l10n.t('Copied.'),
    nonceUsed: l10n.t(
      'This header was sent already, and NetSuite accepts a nonce only once: sent again, it is refused.',
    ),
    nonceOnce: l10n.t('Not sent yet: good for one call, within five minutes of its timestamp.'),
    copyUntrusted: l10n.t(
      'This workspace is not trusted, so nothing of a signature can be copied. Trust the workspace to copy.',
    ),
  };
}

function detailStrings() {
  return {
    hint: l10n.t(
      'Point at a row or a piece, or move to it with Tab and the arrow keys: its other halves light up. Enter goes from one to the other.',
    ),
    detail: l10n.t('About the selected piece'),
    decoded: l10n.t('decoded'),
    encodedOnce: l10n.t('encoded, as it is sent and joined'),
    encodedTwice: l10n.t('encoded again, in the base string'),
    doubledNote: l10n.t(
      'Encoded twice: the joined parameters are encoded as a whole, so each % of the first encoding becomes %25.',
    ),
    unchangedNote: l10n.t(
      'Letters, digits and - . _ ~ only: encoding leaves name and value as they are; the = becomes %3D.',
    ),
    rowIs: l10n.t('Row {0} of {1}: {2}, from {3}'),
    litIn: l10n.t('{0} lights up in: {1}'),
    inBaseString: l10n.t('base string'),
    inUrl: l10n.t('URL'),
    inHeader: l10n.t('Authorization header'),
    aboutMethod: l10n.t('The HTTP method in upper case, first part of the base string.'),
    aboutUri: l10n.t(
      'Scheme, host, a port other than the scheme’s own, and path, without query and fragment; percent-encoded in the base string.',
    ),
    aboutRealm: l10n.t('The account ID. It is sent in the header and not signed, so it is no part of the base string.'),
    aboutSignature: l10n.t('What NetSuite compares with its own. It cannot be part of what it signs.'),
  };
}
