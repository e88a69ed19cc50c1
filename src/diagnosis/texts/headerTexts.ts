import type { CauseText } from '../causeTexts.ts';

/** Of the Authorization header, its parameters and their agreement with the base string. */
export const headerTexts = {
  'query-params-in-header': {
    title: 'Query parameters were copied into the header',
    explanation:
      'The parameters of the query are signed, but they stay in the URL. The Authorization header holds realm and OAuth parameters only; NetSuite refuses a header with others.',
    about: 'In the header: {detail}.',
    fix: 'Build the header from the OAuth parameters alone.',
    stacks: {
      Node: 'Filter by key.startsWith("oauth_") when the header is written.',
      Python: 'Keep two dicts: one to sign, with the query, one for the header, without.',
      'C#': 'Write only parameters that start with oauth_ into the header.',
      PHP: 'Build the header before merging the query into $params.',
    },
  },
  'realm-signed': {
    title: 'The realm was signed',
    explanation: 'The realm, your account ID, stands in the header only. It is not a part of the base string.',
    fix: 'Add realm when the header is written, after signing.',
    stacks: {
      Node: 'With oauth-1.0a give realm to the constructor, not as data.',
      Python: 'With requests-oauthlib: OAuth1(..., realm="1234567_SB1").',
      'C#': 'With RestSharp set authenticator.Realm, not a parameter.',
      Java: 'With scribejava: new ServiceBuilder(key).build(api) and request.setRealm("1234567_SB1").',
      PHP: 'Put realm into the header string, not into $params.',
      Postman: 'Put the account ID into the field Realm.',
    },
  },
  'realm-wrong': {
    title: 'The realm is not the account ID',
    explanation:
      'The realm must be the account ID as NetSuite writes it, in upper case and with an underscore: 1234567_SB1. The host has the same ID in lower case with a hyphen, and is easily mistaken for it.',
    about: 'In the header: {detail}.',
    fix: 'Set realm to the account ID of Setup > Company > Company Information.',
    stacks: {
      Node: 'realm: accountId.toUpperCase().replaceAll("-", "_").',
      Python: 'realm=account_id.upper().replace("-", "_").',
      'C#': 'Realm = accountId.ToUpperInvariant().Replace("-", "_").',
      Java: 'accountId.toUpperCase(Locale.ROOT).replace("-", "_").',
      PHP: 'strtoupper(str_replace("-", "_", $accountId)).',
      Postman: 'Write it into the field Realm under Authorization > Advanced.',
    },
  },
  'oauth-signature-included': {
    title: 'oauth_signature was signed',
    explanation:
      'The base string holds a parameter oauth_signature, empty or with a stand-in. It is the only OAuth parameter that is not signed, since it is what signing gives.',
    fix: 'Add oauth_signature after the base string was made.',
    stacks: {
      Node: 'Do not put oauth_signature: "" into the object that is signed.',
      Python: 'Leave oauth_signature out of the dict until it is known.',
      'C#': 'Add oauth_signature to the dictionary after signing.',
      PHP: 'unset($params["oauth_signature"]) before the base string is built.',
    },
  },
  'header-param-not-signed': {
    title: 'A parameter of the header was not signed, or with another value',
    explanation:
      'Every parameter of the header but realm and oauth_signature is signed, with the value that it has there. One of them is missing in the base string, or was computed twice, as nonces and timestamps are where they are made anew for the header.',
    about: 'Parameter: {detail}.',
    fix: 'Make the OAuth parameters once, and use the same object for base string and header.',
    stacks: {
      Node: 'Call authorize once and give its result to toHeader.',
      Python: 'Keep nonce and timestamp in variables.',
      'C#': 'Do not call GenerateTimestamp a second time for the header.',
      Java: 'Add oauth_version and the like before signing.',
      PHP: 'Do not call time() or uniqid() a second time for the header.',
    },
  },
  'signed-param-not-in-header': {
    title: 'A signed parameter is missing in the header',
    explanation:
      'The base string holds an OAuth parameter that the header does not have. NetSuite computes the signature from what it receives, so both must have the same parameters.',
    about: 'Parameter: {detail}.',
    fix: 'Write every parameter that was signed into the header, or do not sign it.',
    stacks: {
      Node: 'Write the header by a loop over the signed OAuth parameters.',
      Python: 'Write the header from the same dict that was signed.',
      'C#': 'Write the header from the same dictionary that was signed.',
      PHP: 'Write the header from the same array that was signed; leave an empty oauth_token out of both.',
    },
  },
  'header-param-missing': {
    title: 'The header lacks a parameter',
    explanation:
      'NetSuite needs realm, oauth_consumer_key, oauth_token, oauth_signature_method, oauth_timestamp, oauth_nonce and oauth_signature, none of them empty; only oauth_version may be left out.',
    about: 'Missing or empty: {detail}.',
    fix: 'Add the parameter to the header.',
    stacks: {
      Node: 'Pass { key, secret } as token to authorize, or oauth_token is left out.',
      Python: 'Give OAuth1 resource_owner_key and resource_owner_secret.',
      'C#': 'Use OAuth1Authenticator.ForAccessToken with all four values.',
      Java: 'Sign with an OAuth1AccessToken, not with an empty one.',
      Postman: 'Fill in all fields under Authorization, Realm under Advanced included.',
    },
  },
  'header-param-duplicated': {
    title: 'A parameter comes twice in the header',
    explanation:
      'No parameter may come twice in the Authorization header; NetSuite refuses it, whatever the signature.',
    about: 'Twice: {detail}.',
    fix: 'Write each parameter once, and look whether two layers of your program both add OAuth parameters.',
    stacks: {
      Node: 'Do not set the Authorization header where a library has set it already.',
      Python: 'Do not pass both auth= and a header of your own.',
      Postman: 'Turn the Authorization tab off where a pre-request script writes the header.',
    },
  },
  'header-malformed': {
    title: 'The header is not written as it must be',
    explanation:
      'The header begins with the word OAuth and a space, then come name="value" pairs, in double quotes, percent-encoded once, with commas between them, on one line and without a comma at the end.',
    about: 'Look at: {detail}.',
    fix: 'Write it as OAuth realm="…", oauth_consumer_key="…", … with every value percent-encoded once.',
    stacks: {
      Node: '"OAuth " + pairs.map(([k, v]) => `${rfc3986(k)}="${rfc3986(v)}"`).join(", ").',
      Python:
        '"OAuth " + ", ".join(\'%s="%s"\' % (k, quote(v, safe="~")) for k, v in pairs); b64encode, not encodebytes.',
      'C#': 'new AuthenticationHeaderValue("OAuth", string.Join(", ", pairs)) without the word OAuth in the second argument.',
      Java: 'Use the basic Base64 encoder, not the MIME one, which breaks lines.',
      PHP: '"Authorization: OAuth " . implode(", ", $pairs) as one entry of CURLOPT_HTTPHEADER.',
    },
  },
  'version-wrong': {
    title: 'oauth_version is not 1.0',
    explanation:
      'oauth_version may be left out; where it is sent it must be exactly 1.0. OAuth 1.0a is a revision of the protocol, not a version in the header.',
    about: 'In the header: {detail}.',
    fix: 'Send oauth_version="1.0".',
    stacks: { Postman: 'Write 1.0 into the field Version.', Node: 'With oauth-1.0a leave the option version out.' },
  },
  'body-hash-added': {
    title: 'The header has an oauth_body_hash',
    explanation:
      'oauth_body_hash is an extension that NetSuite does not ask for. As it is signed like other parameters, a server may overlook it.',
    fix: 'Turn it off, if anything else is doubtful.',
    stacks: {
      Node: 'With oauth-1.0a leave includeBodyHash out.',
      Postman: 'Untick “Include body hash”.',
      Python: 'requests-oauthlib adds it with a client class of its own only: use the default one.',
    },
  },
  'consumer-key-mismatch': {
    title: 'The consumer key is another one',
    explanation:
      'The header names a consumer key (Client ID) other than the one of these credentials. Consumer key and token belong together, and both to the account.',
    fix: 'Use the consumer key of the integration record that the token was made for.',
    stacks: {},
  },
  'token-mismatch': {
    title: 'The token is another one',
    explanation:
      'The header names a token ID other than the one of these credentials. Sandboxes have tokens of their own, and a refresh deletes them.',
    fix: 'Use the token ID that was shown together with the token secret in use.',
    stacks: {},
  },
  'key-token-swapped': {
    title: 'Consumer key and token are swapped',
    explanation: 'oauth_consumer_key holds the token ID and oauth_token the consumer key.',
    fix: 'Swap them, and look whether the secrets are swapped as well.',
    stacks: {
      Node: 'With oauth-1.0a the consumer goes into the constructor, the token into authorize.',
      Python: 'OAuth1(client_key, client_secret, resource_owner_key, resource_owner_secret): the consumer comes first.',
      'C#': 'ForAccessToken(consumerKey, consumerSecret, token, tokenSecret).',
      Java: 'new ServiceBuilder(consumerKey), new OAuth1AccessToken(token, tokenSecret).',
      Postman: 'Compare the fields Consumer Key and Access Token.',
    },
  },
  'timestamp-milliseconds': {
    title: 'The timestamp is not in whole seconds',
    explanation:
      'oauth_timestamp is the number of whole seconds since 1970, ten digits. The header has milliseconds or a fraction.',
    fix: 'Divide by 1000 and round down.',
    stacks: {
      Node: 'Math.floor(Date.now() / 1000).',
      Python: 'int(time.time()).',
      'C#': 'DateTimeOffset.UtcNow.ToUnixTimeSeconds().',
      Java: 'Instant.now().getEpochSecond().',
      PHP: 'time(), not microtime(true).',
    },
  },
  'timestamp-skew': {
    title: 'The timestamp is too far from the server’s time',
    explanation:
      'NetSuite takes timestamps within five minutes of its own clock. The clock of the machine is wrong, local time was taken for UTC, or the header was made long before it was sent, as when a request is repeated with its old signature.',
    about: 'Seconds off: {detail}.',
    fix: 'Set the clock (NTP), take UTC, and sign again for each try.',
    stacks: {
      Python: 'int(time.time()), not time.mktime of a UTC time.',
      'C#': 'DateTimeOffset.UtcNow, not DateTime.Now minus 1970.',
      Java: 'Instant.now(), not a LocalDateTime taken for UTC.',
      PHP: 'time(), which is UTC everywhere.',
      Postman: 'Let Postman make the timestamp: leave the field empty.',
    },
  },
  'nonce-too-short': {
    title: 'The nonce is too short',
    explanation:
      'NetSuite wants a nonce of at least 6 characters, better 20, new for each call; letters and digits only.',
    about: 'Its length: {detail}.',
    fix: 'Make it of 20 random letters and digits.',
    stacks: {
      Node: 'crypto.randomBytes(16).toString("hex").',
      Python: 'secrets.token_hex(16).',
      'C#': 'Guid.NewGuid().ToString("N").',
      Java: 'UUID.randomUUID().toString().replace("-", "").',
      PHP: 'bin2hex(random_bytes(16)).',
    },
  },
} satisfies Readonly<Record<string, CauseText>>;
