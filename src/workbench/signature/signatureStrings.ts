import { l10n } from 'vscode';
import type { PassportView, SignatureStrings } from '../../panels/signature/messages.ts';
import type { PassportSteps } from '../../tba/passportSteps.ts';
import type { CarriedPassport } from './carriedPassport.ts';

/** The signature panel's text in the person's language. */
export function signatureStrings(): SignatureStrings {
  return {
    ...headingStrings(),
    ...parameterStrings(),
    ...stepStrings(),
    ...copyStrings(),
    ...editStrings(),
    ...compareStrings(),
    ...passportStrings(),
    ...detailStrings(),
  };
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
    copy: {
      url: l10n.t('Copy URL'),
      parameters: l10n.t('Copy parameters'),
      joined: l10n.t('Copy joined parameters'),
      baseString: l10n.t('Copy base string'),
      signature: l10n.t('Copy signature'),
      authorization: l10n.t('Copy header'),
      passport: l10n.t('Copy element'),
      passportBase: l10n.t('Copy base string'),
      passportSignature: l10n.t('Copy signature'),
      report: l10n.t('Copy report without secrets'),
    },
    copied: l10n.t('Copied.'),
    nonceUsed: l10n.t(
      'This header was sent already, and NetSuite accepts a nonce only once: sent again, it is refused.',
    ),
    nonceOnce: l10n.t('Not sent yet: good for one call, within five minutes of its timestamp.'),
    copyUntrusted: l10n.t(
      'This workspace is not trusted, so nothing of a signature can be copied or changed. Trust the workspace to do so.',
    ),
  };
}

function editStrings() {
  return {
    hidden: l10n.t('Values of secret variables stand here as •••. They were signed as they are.'),
    changed: l10n.t('{0} changes, signed anew'),
    changedOne: l10n.t('1 change, signed anew'),
    resetAll: l10n.t('Reset all'),
    legendChanged: l10n.t('Changed'),
    method: l10n.t('method'),
    change: l10n.t('Change {0}'),
    reset: l10n.t('Reset {0}'),
    removeParameter: l10n.t('Remove {0}'),
    nameOf: l10n.t('Name of parameter {0}'),
    valueOf: l10n.t('Value of {0}'),
    was: l10n.t('was'),
    added: l10n.t('added'),
    removed: l10n.t('removed'),
    addParameter: l10n.t('Add parameter'),
  };
}

function compareStrings() {
  return {
    compare: l10n.t('Compare with another program'),
    compareHelp: l10n.t('Paste its Authorization header, or the base string that it signed for the same request.'),
    comparePassportHelp: l10n.t('Paste its tokenPassport element, or the base string that it signed.'),
    comparePlaceholder: l10n.t('Nothing of what is pasted here is kept.'),
    differences: l10n.t('Differences'),
    mine: l10n.t('here'),
    theirs: l10n.t('theirs'),
    differsHere: l10n.t('differs:'),
    takeOver: l10n.t('Sign with their nonce and timestamp'),
  };
}

function passportStrings() {
  return {
    mode: l10n.t('Login'),
    modePassport: l10n.t('TokenPassport of the envelope'),
    modeHeader: l10n.t('Authorization header'),
    passportStatus: l10n.t('one passport serves one call'),
    passportSources: {
      account: l10n.t('account'),
      consumerKey: l10n.t('application'),
      token: l10n.t('token'),
      nonce: l10n.t('random'),
      timestamp: l10n.t('clock'),
    },
    passportValues: l10n.t('Values'),
    passportValuesHelp: l10n.t('All that is signed: nothing of the message, its URL or its method.'),
    passportBaseHelp: l10n.t(
      'The five values in this order, each percent-encoded, joined by &. This is the text that is signed.',
    ),
    passportElement: l10n.t('tokenPassport element'),
    passportElementHelp: l10n.t('Goes into the Header of the SOAP envelope, alone: no other login beside it.'),
    aboutPassportSignature: l10n.t('What NetSuite compares with its own.'),
  };
}

/** What the envelope's own login comes to, in words; nothing where it has none. */
export function carriedText(
  { passport, hasEnvelope, isAdded }: CarriedPassport,
  steps: PassportSteps,
): Pick<PassportView, 'carried'> {
  if (!hasEnvelope) {
    return {};
  }
  if (!passport) {
    return {
      carried: {
        matches: isAdded,
        text: isAdded
          ? l10n.t(
              'The envelope has no TokenPassport of its own: sending puts one into it, made anew each time. Here is one as it would be now.',
            )
          : l10n.t(
              'The envelope has no TokenPassport, and SuiteTalk SOAP logs in with nothing else. This is one that it could carry.',
            ),
      },
    };
  }
  const isUnchanged = steps.fields.every(({ name, value }) => passport[name] === undefined || passport[name] === value);
  if (!isUnchanged) {
    return {};
  }
  const matches = passport.signature === steps.signature;
  return {
    carried: {
      matches,
      text: matches
        ? l10n.t('The signature in the envelope is the right one for these values and this token’s secrets.')
        : l10n.t('The signature in the envelope is not what these values and this token’s secrets come to.'),
    },
  };
}

function detailStrings() {
  return {
    hint: l10n.t(
      'Point at a row or a piece, or move to it with Tab and the arrow keys: its other halves light up. Enter goes from one to the other, F2 changes a value.',
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
