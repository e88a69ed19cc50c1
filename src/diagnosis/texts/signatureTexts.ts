import type { CauseText } from '../causeTexts.ts';

/** Of the signing key, the hash, and how the signature is written. */
export const signatureTexts = {
  'secrets-swapped': {
    title: 'The two secrets are swapped',
    explanation:
      'The signing key is consumer secret, “&”, token secret, in this order. The client had them the other way round.',
    fix: 'Put the consumer secret first.',
    stacks: {
      Node: 'With oauth-1.0a: consumer: { key, secret } in the constructor, { key, secret } of the token for authorize.',
      Python: 'OAuth1(client_key, client_secret, resource_owner_key, resource_owner_secret).',
      'C#': 'ForAccessToken(consumerKey, consumerSecret, token, tokenSecret).',
      Java: 'ServiceBuilder(key).apiSecret(consumerSecret), new OAuth1AccessToken(token, tokenSecret).',
      PHP: 'rawurlencode($consumerSecret) . "&" . rawurlencode($tokenSecret).',
      Postman: 'Compare the fields Consumer Secret and Token Secret.',
    },
  },
  'token-secret-missing': {
    title: 'The token secret is missing in the key',
    explanation:
      'The signing key was made without the token secret: the variable was empty, not read, or spelled differently.',
    fix: 'Give the signer the token secret, and look where it gets lost.',
    stacks: {
      Node: 'authorize(request, { key: token, secret: tokenSecret }): the second argument is easily forgotten.',
      Python: 'OAuth1(..., resource_owner_secret=token_secret).',
      'C#': 'Use ForAccessToken or ForProtectedResource, not ForRequestToken.',
      Java: 'signRequest(accessToken, request) with an OAuth1AccessToken that has its secret.',
      Postman: 'Fill in the field Token Secret, and look for variables without a value.',
    },
  },
  'consumer-secret-missing': {
    title: 'The consumer secret is missing in the key',
    explanation:
      'The signing key was made without the consumer secret: the variable was empty, not read, or spelled differently.',
    fix: 'Give the signer the consumer secret, and look where it gets lost.',
    stacks: {
      Node: 'consumer: { key, secret } in the constructor of oauth-1.0a.',
      Python: 'OAuth1(client_key, client_secret=consumer_secret, ...).',
      Java: 'new ServiceBuilder(consumerKey).apiSecret(consumerSecret).',
      Postman: 'Fill in the field Consumer Secret, and look for variables without a value.',
    },
  },
  'ampersand-missing': {
    title: 'The “&” between the secrets is missing',
    explanation: 'The signing key has an “&” between the two secrets, raw, and also where one of them is empty.',
    fix: 'Join the two encoded secrets with “&”.',
    stacks: {
      Node: 'With oauth-1.0a leave last_ampersand at true.',
      Python: 'quote(consumer_secret, safe="~") + "&" + quote(token_secret, safe="~").',
      'C#': '$"{Uri.EscapeDataString(consumerSecret)}&{Uri.EscapeDataString(tokenSecret)}".',
      Java: 'encode(consumerSecret) + "&" + encode(tokenSecret).',
      PHP: 'rawurlencode($consumerSecret) . "&" . rawurlencode($tokenSecret).',
    },
  },
  'token-id-used-as-secret': {
    title: 'The token ID was used as a secret',
    explanation:
      'The signing key holds the token ID where a secret belongs. NetSuite shows both on one page, and they look alike.',
    fix: 'Use the token secret. It was shown once; if it is lost, make a new token.',
    stacks: { Postman: 'Compare the fields Access Token and Token Secret.' },
  },
  'consumer-key-used-as-secret': {
    title: 'The consumer key was used as a secret',
    explanation:
      'The signing key holds the consumer key where a secret belongs. NetSuite shows both on one page, and they look alike.',
    fix: 'Use the consumer secret. It was shown once; if it is lost, reset the credentials of the integration record.',
    stacks: { Postman: 'Compare the fields Consumer Key and Consumer Secret.' },
  },
  'secret-whitespace': {
    title: 'A secret has a blank or line end too much',
    explanation:
      'A secret was used with a space, a line end, a byte order mark or quotes around it, as they come with copying or from a file.',
    about: 'Where: {detail}.',
    fix: 'Trim the secrets when they are read.',
    stacks: {
      Node: 'readFileSync(path, "utf8").trim().',
      Python: 'open(path).read().strip().',
      'C#': 'File.ReadAllText(path).Trim().',
      Java: 'Files.readString(path).strip().',
      PHP: 'trim(file_get_contents($path)).',
      Postman: 'Look for a blank or line end after the value of the variable.',
    },
  },
  'secrets-not-percent-encoded': {
    title: 'The secrets were not percent-encoded in the key',
    explanation:
      'Each secret is percent-encoded once before it goes into the signing key. It matters for secrets with other characters than letters and digits.',
    fix: 'Encode each secret once, then join them with “&”.',
    stacks: {
      Node: '`${rfc3986(consumerSecret)}&${rfc3986(tokenSecret)}`.',
      Python: 'quote(consumer_secret, safe="~") + "&" + quote(token_secret, safe="~").',
      'C#': 'Uri.EscapeDataString for each.',
      Java: 'Encode each before joining.',
      PHP: 'rawurlencode for each.',
    },
  },
  'sha1-used': {
    title: 'HMAC-SHA1 was used',
    explanation: 'The signature has 20 bytes, as HMAC-SHA1 gives it. NetSuite takes HMAC-SHA256 only, since 2023.1.',
    fix: 'Sign with HMAC-SHA256 and say so in oauth_signature_method.',
    stacks: {
      Node: 'With oauth-1.0a: signature_method: "HMAC-SHA256" and a hash_function with createHmac("sha256", key).',
      Python: 'OAuth1(..., signature_method="HMAC-SHA256") (oauthlib 3.1 or later).',
      'C#': 'authenticator.SignatureMethod = OAuthSignatureMethod.HmacSha256.',
      Java: 'With scribejava override getSignatureService of the API with HMACSha256SignatureService.',
      PHP: 'hash_hmac("sha256", $baseString, $key, true).',
      Postman: 'Choose HMAC-SHA256 as Signature Method.',
    },
  },
  'algorithm-label-mismatch': {
    title: 'oauth_signature_method does not say what was used',
    explanation:
      'The header names one algorithm, the signature or the base string was made with another. All three must agree on HMAC-SHA256.',
    about: 'The label: {detail}.',
    fix: 'Use HMAC-SHA256 for hashing, in the base string and in the header.',
    stacks: {
      Node: 'With oauth-1.0a signature_method is only a label: hash_function must hash with sha256.',
      Python: 'hmac.new(key, base, hashlib.sha256) with oauth_signature_method "HMAC-SHA256".',
      'C#': 'HMACSHA256 with oauth_signature_method "HMAC-SHA256".',
      Java: 'Mac.getInstance("HmacSHA256") with oauth_signature_method "HMAC-SHA256".',
      PHP: 'hash_hmac("sha256", ..., true) with oauth_signature_method "HMAC-SHA256".',
    },
  },
  'signature-method-unsupported': {
    title: 'NetSuite does not know this signature method',
    explanation:
      'oauth_signature_method must be HMAC-SHA256, spelled just so. PLAINTEXT, RSA-SHA1, HMAC-SHA512 and other spellings are refused.',
    about: 'In the header: {detail}.',
    fix: 'Send oauth_signature_method="HMAC-SHA256" and sign with it.',
    stacks: {
      Node: 'oauth-1.0a takes PLAINTEXT where signature_method is not given.',
      'C#': 'authenticator.SignatureMethod = OAuthSignatureMethod.HmacSha256.',
      Postman: 'Choose HMAC-SHA256 as Signature Method.',
    },
  },
  'signature-hex': {
    title: 'The signature is written in hexadecimal',
    explanation:
      'The bytes of the HMAC are written in Base64. Here they were written as hexadecimal digits, perhaps with Base64 around these.',
    fix: 'Take the raw bytes of the HMAC and encode them in Base64.',
    stacks: {
      Node: 'createHmac("sha256", key).update(base).digest("base64").',
      Python: 'base64.b64encode(hmac.new(...).digest()), not hexdigest().',
      'C#': 'Convert.ToBase64String(hmac.ComputeHash(bytes)), not BitConverter.ToString.',
      Java: 'Base64.getEncoder().encodeToString(mac.doFinal(bytes)).',
      PHP: 'base64_encode(hash_hmac("sha256", $base, $key, true)): true gives raw bytes.',
    },
  },
  'signature-base64url': {
    title: 'The signature is in the URL alphabet of Base64',
    explanation:
      'The signature has “-” and “_” for “+” and “/”, or no “=” at its end. Some servers read it all the same.',
    fix: 'Use the standard alphabet, with padding, and percent-encode it.',
    stacks: {
      Node: 'digest("base64"), not digest("base64url").',
      Python: 'b64encode, not urlsafe_b64encode.',
      'C#': 'Convert.ToBase64String, not Base64UrlEncoder.',
      Java: 'Base64.getEncoder(), not getUrlEncoder().',
      PHP: 'base64_encode without strtr.',
    },
  },
  'signature-not-encoded': {
    title: 'The signature is not percent-encoded in the header',
    explanation:
      'The signature stands in the header with raw “+”, “/” or “=”. Values of the header are percent-encoded; many servers overlook this.',
    fix: 'Percent-encode the signature in the header: “=” as %3D, “+” as %2B, “/” as %2F.',
    stacks: {
      Node: 'encodeURIComponent(signature).',
      Python: 'quote(signature, safe="").',
      'C#': 'Uri.EscapeDataString(signature).',
      Java: 'URLEncoder.encode(signature, UTF_8).',
      PHP: 'rawurlencode($signature).',
    },
  },
  'signature-double-encoded': {
    title: 'The signature is encoded twice',
    explanation:
      'The signature was percent-encoded, and then once more when the header was written: %253D stands where %3D should.',
    fix: 'Encode it once, when the header is written.',
    stacks: {
      Node: 'Do not call encodeURIComponent before toHeader does.',
      Python: 'Do not quote() the signature before the loop that quotes all values.',
      'C#': 'Do not escape the signature before the header is built.',
      Java: 'Keep the signature in plain Base64 until the header is written.',
      PHP: 'Do not rawurlencode the signature before the loop that encodes all values.',
    },
  },
  unknown: {
    title: 'No known bug gives this signature',
    explanation:
      'The signature is not the right one for this request and these secrets, and none of the known bugs, alone or together, gives it. What cannot be told from outside: a secret other than the one known here, something that was signed but is not in what was pasted, or a change of the request after signing.',
    fix: 'Compare the secrets with those of the program, then the base string that it signs (print it) with the right one.',
    stacks: {
      Node: 'Print what oauth.getBaseString(request, data) gives.',
      Python: 'logging.getLogger("oauthlib").setLevel(logging.DEBUG) prints the base string.',
      'C#': 'Print the text that goes into ComputeHash.',
      Java: 'Print the text that goes into doFinal; scribejava prints it with debug().',
      PHP: 'Print the second argument of hash_hmac.',
      Postman: 'Look at the request in the Postman console, and at variables without a value.',
    },
  },
} satisfies Readonly<Record<string, CauseText>>;
