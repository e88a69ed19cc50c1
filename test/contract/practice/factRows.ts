/** A row of the facts, the test file that triggers it (in test/contract/practice), and what its title must contain. */
export interface FactRow {
  readonly section: string;
  readonly row: string;
  readonly file: string;
  readonly title: string;
}

type Cells = readonly (readonly [row: string, file: string, ...titles: string[]])[];

function rowsOf(section: string, cells: Cells): readonly FactRow[] {
  return cells.flatMap(([row, file, ...titles]) => titles.map(title => ({ section, row, file, title })));
}

/** The Detail of calls with a token: for RESTlets, for SuiteTalk, and whether a TokenPassport can trigger it. */
const details = [
  ['InvalidSignature', 'InvalidSignature', true],
  ['InvalidTimestamp', 'InvalidTimestamp', true],
  ['nonce_used', 'NonceUsed', true],
  ['nonce_rejected', 'NonceRejected', true],
  ['parameter_rejected', 'parameter_rejected', true],
  ['MissingTokenPassportRequiredFields', 'MissingTokenPassportRequiredFields', true],
  ['VersionRejected', 'VersionRejected', false],
  ['UnknownAlgorithm', 'UnknownAlgorithm', true],
  ['consumer_key_unknown', 'consumer_key_unknown', true],
  ['consumer_key_refused', 'consumer_key_refused', true],
  ['token_rejected', 'token_rejected', true],
  ['permission_denied', 'permission_denied', true],
  ['temporary_locked', 'temporary_locked', true],
  ['FeatureDisabled', 'FeatureDisabled', true],
] as const;

/** The Detail of the three-step flow, and in which of the steps one and three it occurs. */
const flowDetails = [
  ['UnknownIntegration', 'one', 'three'],
  ['IntegrationBlocked', 'one', 'three'],
  ['AuthorizationFlowRequired', 'one', 'three'],
  ['InvalidCallback', 'one'],
  ['MissingRequiredParameter', 'one', 'three'],
  ['InvalidTimestamp', 'one', 'three'],
  ['InvalidSignature', 'one', 'three'],
  ['NonceRejected', 'one', 'three'],
  ['NonceUsed', 'one', 'three'],
  ['UnknownAlgorithm', 'one', 'three'],
  ['VersionRejected', 'one', 'three'],
  ['FeatureDisabled', 'one', 'three'],
  ['TokenRejected', 'three'],
  ['EntityOrRoleDisabled', 'three'],
  ['InvalidVerifier', 'three'],
] as const;

const login = 'authentication.test.ts';
const base = 'baseString.test.ts';
const failures = 'loginFailures.test.ts';
const flow = 'threeStepFlow.test.ts';
const authorize = 'authorizeToken.test.ts';
const endpoints = 'tokenEndpoints.test.ts';
const restlets = 'restlets.test.ts';
const scripts = 'scripts.test.ts';
const codes = 'errorCodes.test.ts';
const soap = 'soap.test.ts';
const tokenPages = 'pages/accessTokens.test.ts';
const integrationPages = 'pages/integrations.test.ts';
const userPages = 'pages/users.test.ts';
const controls = 'pages/controls.test.ts';

export const factRows: readonly FactRow[] = [
  ...rowsOf('1.1', [
    [
      'shape, values quoted and percent-encoded, order free',
      login,
      'shape: the documented one',
      'shape: the order of parameters is free',
      'shape: unquoted values',
      'shape: a signature that is not percent-encoded',
    ],
    ['scheme word OAuth, separator comma', login, 'scheme: another word', 'separator: a comma, with or without'],
    ['realm is the account ID, not in the base string', login, 'realm: it is in the header', 'realm: 1234567, another'],
    ['sandbox form of the realm', login, 'sandbox form: realm TSTDRV0000001_sb1', 'sandbox form: realm TSTDRV0000001-'],
    ['letters in an account ID', login, 'letters of the account ID in lower case'],
    ['oauth_version', login, 'oauth_version: optional', 'oauth_version: 1.0a is not exactly 1.0: VersionRejected'],
    [
      'none missing, empty, repeated or malformed',
      login,
      'no parameter missing: without oauth_nonce',
      'no parameter empty: oauth_token',
      'no parameter repeated: oauth_nonce',
      'shape: a broken escape: malformed',
    ],
    ['query parameters are not copied into the header', login, 'query parameters are signed, not copied'],
    ['header or session cookies, never both', login, 'header or session cookies, never both'],
    ['OAuth parameters in query or body', login, 'query or body: oauth_token in the query', 'one in a form body'],
  ]),
  ...rowsOf('1.2', [
    ['only HMAC-SHA256; HMAC-SHA1 gets the 400 malformed syntax', login, 'only HMAC-SHA256 is accepted: HMAC-SHA1'],
    ['PLAINTEXT, RSA-SHA1, HMAC-SHA512', login, '> PLAINTEXT:', '> RSA-SHA1:', '> HMAC-SHA512'],
    ['key of both secrets', login, 'key: both secrets are percent-encoded', 'key: a wrong tokenSecret'],
    [
      'base64 of 44 characters',
      login,
      '44 characters of base64: the 28 of SHA-1',
      '44 characters of base64: the padding',
    ],
  ]),
  // Two more rows of 1.2 are about the flow, and named after its section.
  ...rowsOf('5.2', [
    ['1.2: the flow takes HMAC-SHA256 only', flow, 'in step one > UnknownAlgorithm: HMAC-SHA1'],
    ['1.2: the trailing & of the key in step one', flow, 'in step one > InvalidSignature: also without the &'],
  ]),
  ...rowsOf('1.3', [
    ['method, URI without query, case', base, 'method in upper case', 'URI without query', 'path case is kept'],
    ['host in lower case', base, 'host in lower case', 'URI: another host, scheme, port'],
    [
      'signed parameters',
      base,
      'signed parameters: with realm',
      'every query parameter is signed',
      'a form body is signed',
    ],
    ['JSON and text bodies are not signed', base, 'a body of application/json', 'a body of text/plain is not signed'],
    ['RESTlets take no forms', base, 'a form body is signed, and then refused by RESTlets with 415'],
    ['decode, encode, sort; = stays', base, 'decode first: lower-case escapes', '= stays for an empty value'],
    ['the whole is encoded once more', base, 'signed with a base string that is not encoded once more'],
    ['encode before sorting', base, 'encode before sorting'],
    ['percent-encoding', base, 'signed with lower-case hex', 'signed with + for a space'],
    [
      "! ' ( ) *, in the path too",
      base,
      "! ' ( ) * and everything else",
      "! ' ( ) * in the path too",
      'encodeURIComponent',
    ],
    ['the same key twice', base, 'the same key twice: every occurrence is signed'],
    ['raw + in a query', base, 'raw + counts as a space'],
    ['port, trailing slash, dot segments, fragment', base, 'port, or a trailing slash', 'dot segments', 'a fragment'],
  ]),
  ...rowsOf('2', [['1.3: role of step one is signed', flow, 'signs role too']]),
  ...rowsOf('1.4', [
    [
      'nonce of 6 characters or more',
      login,
      'nonce under 6 characters: abcde: nonce_rejected',
      'nonce of 6 characters',
    ],
    ['nonce of a TokenPassport', soap, '6 to 64: with-dash is refused', '6 to 64: abcdef is accepted'],
    ['upper bound of the nonce', login, 'nonce over 64 characters'],
    ['nonce and timestamp new per user', login, 'must be a new pair: nonce_used', 'must be a new pair per user'],
    [
      'timestamp: whole seconds, 5 minutes',
      login,
      'timestamp in seconds, a positive',
      'timestamp within 5 minutes: 301 s',
    ],
    ['timestamps need not rise', login, 'earlier timestamps: they need not rise'],
    [
      'every retry is re-signed',
      login,
      'retry must be re-signed: the same header',
      're-signed: the header of a call that was',
    ],
  ]),
  ...rowsOf('2', [
    ['1 request token: answer', flow, 'step 1, request token > answers form-encoded', 'answers role if it was sent'],
    [
      '1 request token: optional',
      flow,
      'step 1, request token > takes realm as optional',
      'takes oauth_version as optional',
    ],
    ['2 authorise: state', authorize, 'takes a state of letters and digits, at most 512', 'answers a state of'],
    ['2 authorise: consent, role', authorize, 'shows who asks', 'preselects the role asked for'],
    ['2 authorise: what the callback gets', flow, 'three-step flow > gives a token that works, from a callback'],
    ['2 authorise: Deny', authorize, 'Deny leaves oauth_verifier empty'],
    ['3 access token: answer', flow, 'step 3, access token > answers form-encoded', 'three-step flow > gives a token'],
    [
      '3 access token: installation',
      'autoInstallation.test.ts',
      'in state Enabled',
      'waiting for approval by the preference',
    ],
    [
      'callback',
      flow,
      'callback: the record has http://localhost:*, http',
      'callback: the record has https://*.example.com',
    ],
    ['callback', flow, 'callback: the record has https://my.example.com/cb, https://my.example.com/cb/ does not match'],
    [
      'issuetoken',
      endpoints,
      'issuetoken > own tokens only',
      'one-time password (nlauth_otp)',
      'TBA: IssueToken Endpoint',
    ],
    ['issuetoken: closed from 2027.1', endpoints, 'is closed to new integrations from 2027.1'],
    [
      'revoketoken',
      endpoints,
      'revokes the token that signs',
      'revokes with an NLAuth header',
      'nobody revokes those of',
    ],
    ['tokeninfo', endpoints, 'tokeninfo > answers JSON with company', 'tokeninfo > needs no RESTlet and no REST'],
  ]),
  ...rowsOf('5.2', [
    ['2: failures are JSON with an error object', flow, 'in step one > UnknownIntegration'],
    ['2: the flow box must be ticked', flow, 'in step one > AuthorizationFlowRequired'],
  ]),
  ...rowsOf('4.1', [
    ['methods', restlets, 'methods > GET echoes', 'methods > POST echoes', 'methods > PATCH is 405'],
    ['methods: no entry point', scripts, '405: the script has no function for the method'],
    ['GET and DELETE without a body', restlets, 'a GET with a body is 400', 'a DELETE with a body is 400'],
    ['content types', restlets, 'content type is none is 415', 'in another case is 415', 'a form is 415'],
    ['object or string', codes, 'a body of application/json: JSON and XML', 'a body of text/plain'],
    ['format of the answer', restlets, 'the answer takes the format', 'the default is plain text'],
    ['createResponse', codes, 'restlet.createResponse sets another type'],
    ['INVALID_RETURN_DATA_FORMAT', scripts, 'INVALID_RETURN_DATA_FORMAT: text/plain, returning'],
    ['10 MB', restlets, 'takes 10 MB and no more'],
    ['NLAuth', codes, 'NLAuth is not for RESTlets'],
  ]),
  ...rowsOf('1.3', [['4.1: a repeated key, the first value', base, 'and the script sees the first']]),
  ...rowsOf('5.1', [['4.1: Web Services Only', failures, 'permission_denied: a Web Services Only role']]),
  ...rowsOf('4.2', [
    ['error bodies', restlets, 'in application/xml, byte for byte', 'in text/plain, byte for byte'],
    ['uncaught N/error', restlets, 'an uncaught N/error puts a stringified object into message'],
    ['errors that a script catches; HTTP 200', codes, 'RESTlets > 200: also with an error inside'],
    ['HTTP 302', codes, '> 302: wrong data centre'],
    ['HTTP 400', codes, '> 400: user error'],
    ['HTTP 401', codes, '> 401: no valid login'],
    ['HTTP 403', codes, '> 403: a request sent to an invalid domain'],
    ['HTTP 404', codes, '> 404: no RESTlet at that URL'],
    ['HTTP 405, 415', codes, '> 405 and 415'],
    ['HTTP 500, 503', codes, '> 500 and 503'],
    ['INVALID_LOGIN_ATTEMPT', codes, '> INVALID_LOGIN_ATTEMPT: 401'],
    ['INVALID_REQUEST', codes, '> INVALID_REQUEST: 400'],
    ['INVALID_LOGIN_CREDENTIALS', endpoints, '> INVALID_LOGIN_CREDENTIALS: a wrong password'],
    ['INVALID_LOGIN', codes, '> INVALID_LOGIN: 401, REST web services', '> INVALID_LOGIN: 401, a query parameter'],
    ['SSS_INVALID_SCRIPTLET_ID', codes, '> SSS_INVALID_SCRIPTLET_ID: a wrong script', 'ID: not released, or a caller'],
    ['SSS_MISSING_REQD_ARGUMENT', codes, '> SSS_MISSING_REQD_ARGUMENT:'],
    ['SSS_REQUEST_LIMIT_EXCEEDED', codes, '> SSS_REQUEST_LIMIT_EXCEEDED:'],
    ['SSS_TIME_LIMIT_EXCEEDED', codes, '> SSS_TIME_LIMIT_EXCEEDED:'],
    ['SSS_USAGE_LIMIT_EXCEEDED', codes, '> SSS_USAGE_LIMIT_EXCEEDED:'],
    ['UNEXPECTED_ERROR', codes, '> UNEXPECTED_ERROR:'],
    ['RCRD_DSNT_EXIST', codes, '> RCRD_DSNT_EXIST:'],
    ['USER_ERROR', codes, '> USER_ERROR:'],
    ['INSUFFICIENT_PERMISSION', codes, '> INSUFFICIENT_PERMISSION:'],
  ]),
  ...rowsOf('4.3', [
    ['form', codes, '> form: type, title, status'],
    ['INVALID_LOGIN', codes, '> INVALID_LOGIN: 401'],
    ['INVALID_CONTENT', codes, '> INVALID_CONTENT: 400'],
    ['INVALID_REQUEST', codes, '> INVALID_REQUEST: 400'],
    ['NONEXISTENT_ID', codes, '> NONEXISTENT_ID: 404'],
    ['UNEXPECTED_ERROR', codes, '> UNEXPECTED_ERROR: 500'],
  ]),
  ...rowsOf('4.4', [
    [
      'one limit for all; CONCURRENCY_LIMIT_EXCEEDED, WS_REQUEST_BLOCKED',
      codes,
      'one limit for SOAP, REST and RESTlets',
    ],
    ['base limit', codes, 'base limit: 5'],
    ['no limit per user', codes, 'no limit per user'],
  ]),
  ...rowsOf('4.5', [['WWW-Authenticate of a TBA failure', failures, 'are the same for every cause']]),
  ...details.flatMap(([restlet, suiteTalk, hasPassport]) =>
    rowsOf('5.1', [
      [restlet, failures, `5.1 Detail, RESTlet > ${restlet}`],
      [suiteTalk, failures, `5.1 Detail, SuiteTalk REST > ${suiteTalk}`],
      ...(hasPassport ? ([[suiteTalk, soap, `5.1 calls with a TokenPassport > ${suiteTalk}`]] as const) : []),
    ]),
  ),
  ...rowsOf('5.1', [
    ['temporary_locked: five failed logins', failures, 'temporary_locked: holds the user for thirty minutes'],
    [
      'permission_denied: each cause',
      failures,
      'permission_denied: the user hid the role',
      'denied: the role is inactive',
    ],
    ['token_rejected: each cause', failures, 'token_rejected: inactive', 'token_rejected: of another application'],
  ]),
  ...flowDetails.flatMap(([value, ...steps]) =>
    rowsOf(
      '5.2',
      steps.map(step => [value, flow, `5.2 in step ${step} > ${value}`] as const),
    ),
  ),
  ...rowsOf('6.3', [
    ['Access Token Management: for others', tokenPages, 'Access Token Management creates a token for another user'],
    ['Access Token Management: not Administrator', tokenPages, 'Management creates no token of the Administrator role'],
    ['Access Token Management: not for self', tokenPages, 'Access Token Management creates no token for oneself'],
    ['Access Token Management: no login', failures, 'permission_denied: the role only manages tokens'],
    ['User Access Tokens', tokenPages, 'User Access Tokens creates a token for oneself', 'creates none for others'],
    ['User Access Tokens: issuetoken', endpoints, '6.3 for issuetoken > User Access Tokens'],
    ['Log in using Access Tokens', tokenPages, 'Log in using Access Tokens creates no token at all'],
    ['administrators', tokenPages, 'administrators create tokens for themselves', 'of the Administrator role under My'],
  ]),
  ...rowsOf('6.4', [
    ['integration saved', integrationPages, 'a saved record shows key and secret once'],
    [
      'reset credentials',
      integrationPages,
      'after a reset the old pair is refused',
      'only administrators reset credentials',
    ],
    ['state Blocked', integrationPages, 'a record set to Blocked refuses its calls'],
    ['state Waiting for Approval', failures, 'consumer_key_refused: the record waits for approval'],
    ['installed record', integrationPages, 'of a record that another account owns only state and note'],
    ['integration deleted', integrationPages, 'deleting a record asks first, revokes all its tokens'],
    ['token created', tokenPages, 'token ID and secret are shown once'],
    ['token made inactive', tokenPages, 'an inactive token is refused until it is made active again'],
    ['token revoked', tokenPages, 'a revoked token is refused for good and kept for audit'],
    ['role removed', tokenPages, 'a token whose role was taken away stays active, cannot log in'],
    ['entity deleted', userPages, 'deleting an employee asks, and deletes their tokens'],
    ['permission_denied', failures, 'permission_denied: the role lacks every TBA permission'],
    ['password change', userPages, 'a new practice password leaves tokens as they are'],
    ['production to sandbox, sandbox refresh', controls, 'leaves no token that works in the sandbox'],
    ['shared consumer key', integrationPages, 'resetting a record that came from production resets it there too'],
    ['token limit', tokenPages, 'a user has 25 tokens at most'],
    ['call log', integrationPages, 'a record lists the last RESTlet calls with its key'],
  ]),
];

/** For each check of the table of checks a test, over a socket, in which it is the one that fails. */
export const checkTests: Readonly<Record<string, readonly [file: string, title: string]>> = {
  'header-present': [login, 'shape: a call without the header is no valid login'],
  'header-syntax': [login, 'shape: unquoted values: malformed'],
  'no-session': [login, 'header or session cookies, never both (that it is refused, assumed): a session alone'],
  'oauth-only-in-header': [login, 'OAuth parameters in the query or body: oauth_token in the query'],
  'once-each': [login, 'no parameter repeated: oauth_nonce: parameter_rejected'],
  'none-empty': [login, 'no parameter empty: oauth_token: parameter_rejected'],
  'only-oauth-in-header': [login, 'query parameters are signed, not copied into the header'],
  'none-missing': [login, 'no parameter missing: without oauth_nonce'],
  version: [login, 'oauth_version: 2.0 is not exactly 1.0: VersionRejected'],
  'signature-method': [login, 'PLAINTEXT: UnknownAlgorithm'],
  'timestamp-form': [login, 'timestamp in seconds, a positive integer: abc: InvalidTimestamp'],
  'timestamp-window': [login, 'timestamp within 5 minutes: 301 s off: InvalidTimestamp'],
  'nonce-form': [login, 'nonce under 6 characters: abcde: nonce_rejected'],
  release: [failures, 'FeatureDisabled: support for TBA has ended'],
  feature: [failures, 'FeatureDisabled: Token-based Authentication is off'],
  'consumer-key-known': [failures, 'consumer_key_unknown: no such record'],
  'application-enabled': [failures, 'consumer_key_refused: the record is blocked'],
  'application-takes-tba': [failures, 'consumer_key_refused: its TBA box is not ticked'],
  callback: [flow, '5.2 in step one > InvalidCallback'],
  'role-form': [flow, 'role by its name: refused as malformed (assumed)'],
  'token-usable': [failures, 'token_rejected: no such token'],
  'user-not-locked': [failures, 'temporary_locked: the user is locked'],
  realm: [login, 'realm: 1234567, another account: InvalidSignature'],
  signature: [failures, 'InvalidSignature: a wrong token secret'],
  'nonce-new': [failures, 'nonce_used: the pair of nonce and timestamp comes again'],
  verifier: [flow, '5.2 in step three > InvalidVerifier'],
  'user-and-role': [failures, 'permission_denied: the user is inactive'],
  'role-for-surface': [failures, 'permission_denied: a Web Services Only role'],
};
