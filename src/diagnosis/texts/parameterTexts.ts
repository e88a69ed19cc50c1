import type { CauseText } from '../causeTexts.ts';

/** Of the parameters, their encoding and their order. */
export const parameterTexts = {
  'query-omitted': {
    title: 'The query was not signed',
    explanation:
      'The signature was made from the OAuth parameters alone. Every pair of the query, script and deploy included, belongs into the base string beside them.',
    fix: 'Add all pairs of the query to the parameters before they are sorted.',
    stacks: {
      Node: 'With oauth-1.0a give authorize the whole URL with its query, not the base URL.',
      Python:
        'Give requests-oauthlib the query with params= or in the URL; by hand: pairs += parse_qsl(query, keep_blank_values=True).',
      'C#': 'With RestSharp add them by AddQueryParameter before the authenticator runs.',
      Java: 'With scribejava: request.addQuerystringParameter("script", "42").',
      PHP: 'parse the query and merge it with the OAuth parameters before ksort.',
      Postman: 'Put them into the Params tab, not into a script that changes the URL after signing.',
    },
  },
  'query-param-missing': {
    title: 'A parameter was not signed',
    explanation:
      'A pair of the request was left out of the base string. All pairs of the query and of a form body are signed, whoever added them and however late.',
    about: 'Not signed: {detail}.',
    fix: 'Sign after the last parameter was added, and sign all of them.',
    stacks: {
      Node: 'Build the URL to its end first, then sign it, then send the very same string.',
      Python: 'Pass all parameters with params= in the call that is signed.',
      'C#': 'Add every parameter before the authenticator runs; an interceptor that adds one later breaks the signature.',
      Java: 'Call addQuerystringParameter for all of them before signRequest.',
      PHP: 'Merge all pairs into $params before the base string is built.',
    },
  },
  'empty-value-dropped': {
    title: 'Parameters with empty values were left out',
    explanation:
      'Pairs without a value are signed as “name=”. The client left them out of the base string, but they are in the URL.',
    about: 'Left out: {detail}.',
    fix: 'Sign “name=” for an empty value, or leave the parameter out of the URL too.',
    stacks: {
      Node: 'oauth-1.0a drops an empty value where a name comes again: leave it out of the URL.',
      Python: 'parse_qsl and parse_qs need keep_blank_values=True.',
      'C#': 'Do not skip parameters by string.IsNullOrEmpty(value).',
      Java: 'Do not filter by isEmpty() when collecting parameters.',
      PHP: 'Do not use array_filter on the parameters, which takes empty ones and "0" out.',
      Postman: 'Tick “Add empty parameters to signature” in the Authorization tab.',
    },
  },
  'duplicate-keys-collapsed': {
    title: 'Of several parameters with one name only one was signed',
    explanation:
      'A name that comes several times in a request is signed several times, sorted by value. The client keeps its parameters in a map, where one name has one value (the last, the first, or all joined).',
    about: 'Name: {detail}.',
    fix: 'Keep parameters in a list of pairs, not in a map or dictionary.',
    stacks: {
      Node: 'Use [...url.searchParams], not Object.fromEntries(url.searchParams).',
      Python: 'Use parse_qsl, a list of pairs, not dict(parse_qsl(...)).',
      'C#': 'HttpUtility.ParseQueryString joins values by commas: use GetValues(name).',
      Java: 'Use a List of entries, not a Map<String, String>.',
      PHP: 'parse_str keeps the last value only: split the query by hand.',
    },
  },
  'query-param-extra': {
    title: 'A parameter was signed that is not in the request',
    explanation:
      'The base string holds a pair that was not sent. Often it is an empty pair, “=”, of a URL that ends in “?” or “&”, a pair that comes from both the URL and a list, or a default that a library adds.',
    about: 'Signed in addition: {detail}.',
    fix: 'Sign what is sent: take the pairs from the final URL, and skip empty pieces.',
    stacks: {
      Node: 'oauth-1.0a makes an empty pair of a trailing “?” or “&”: take it off the URL.',
      Python: 'Do not pass the same parameters both in the URL and with params=.',
      'C#': 'Skip empty pieces: query.Split("&", StringSplitOptions.RemoveEmptyEntries).',
      Java: 'Do not add parameters to the request that the URL has already.',
      PHP: 'explode("&", "") gives one empty piece: skip it.',
    },
  },
  'value-truncated': {
    title: 'A value was cut short',
    explanation:
      'A value holds “=”, “?” or another dividing sign, and the client cut it there when it took the query apart. Only the first “=” of a pair divides, and only the first “?” of a URL.',
    about: 'Parameter: {detail}.',
    fix: 'Split a pair at its first “=” only, and encode “=” and “?” in values when the URL is built.',
    stacks: {
      Node: 'oauth-1.0a 2.2.6 splits at every “=” and “?”: build the URL with URLSearchParams, which encodes them.',
      Python: 'Use pair.partition("="), not pair.split("=")[1].',
      'C#': 'Use pair.Split("=", 2).',
      Java: 'Use pair.split("=", 2).',
      PHP: 'Use explode("=", $pair, 2); Oracle’s PHP sample splits at every “=”.',
    },
  },
  'value-double-encoded': {
    title: 'A value was encoded twice',
    explanation:
      'A value is decoded first, then encoded once within the parameter string, and the parameter string is encoded once more as a whole. Here the value was encoded once too often: usually it was taken from the URL without decoding it.',
    about: 'Parameter: {detail}.',
    fix: 'Give the signer decoded values, or decode the pairs of the URL before you encode them.',
    stacks: {
      Node: 'Do not call encodeURIComponent before the signer does; read pairs with new URL(url).searchParams.',
      Python: 'Do not quote() values that requests or the signer quotes again.',
      'C#': 'Do not call Uri.EscapeDataString on parameters that RestSharp escapes itself.',
      Java: 'Do not call URLEncoder.encode on values given to scribejava.',
      PHP: 'Call rawurldecode on the pairs of the query before rawurlencode.',
      Postman: 'Do not write values in the Params tab encoded already.',
    },
  },
  'key-double-encoded': {
    title: 'A name was encoded twice',
    explanation:
      'The name of a parameter holds characters that are encoded, such as brackets, and was encoded once too often: it was taken from the URL without decoding it.',
    about: 'Parameter: {detail}.',
    fix: 'Decode names as well as values before they are encoded.',
    stacks: {
      Node: 'oauth-1.0a 2.2.6 decodes values but not names: pass such parameters as data, or avoid names with brackets.',
      Python: 'parse_qsl decodes names too; a split by hand must call unquote_plus on both.',
      'C#': 'Call Uri.UnescapeDataString on names too.',
      Java: 'Call URLDecoder.decode on names too.',
      PHP: 'Call rawurldecode on names too.',
    },
  },
  'value-not-encoded': {
    title: 'A value was signed raw',
    explanation:
      'Values and names are percent-encoded within the parameter string, before the whole of it is encoded once more. Here they went into it as they are.',
    about: 'Parameter: {detail}.',
    fix: 'Encode each name and each value before joining them with “=” and “&”, then encode the whole string.',
    stacks: {
      Node: 'pairs.map(([k, v]) => rfc3986(k) + "=" + rfc3986(v)) with rfc3986 as encodeURIComponent plus !\'()*.',
      Python: 'quote(value, safe="~") for each name and value.',
      'C#': 'Uri.EscapeDataString(value) for each name and value.',
      Java: 'URLEncoder.encode(value, UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~").',
      PHP: 'rawurlencode($value) for each name and value.',
    },
  },
  'plus-as-literal': {
    title: 'A plus in the URL was not read as a space',
    explanation:
      'A raw “+” in a query means a space to servers that read it as form data. The client signed it as a plus sign. The two give different signatures.',
    about: 'Parameter: {detail}.',
    fix: 'Write a space as %20 and a plus as %2B in the URL, so that nobody can read it otherwise.',
    stacks: {
      Node: 'decodeURIComponent leaves “+” alone: read the query with URLSearchParams, or replace “+” by “%20” in the URL before signing and sending.',
      Python: 'Use unquote_plus or parse_qsl, not unquote.',
      'C#': 'Uri.UnescapeDataString leaves “+” alone: replace it by a space first, or send %20.',
      Java: 'Write %20 into the URL: URLEncoder.encode(...).replace("+", "%20").',
      PHP: 'Use urldecode for the query of a URL, rawurlencode for the signature.',
    },
  },
  'plus-as-space': {
    title: 'A plus sign was signed as a space',
    explanation:
      'The URL holds “%2B”, a plus sign, and the client signed a space: the value was decoded twice, the second time as form data.',
    about: 'Parameter: {detail}.',
    fix: 'Decode once only.',
    stacks: {
      Node: 'Do not pass what searchParams.get gives through another URLSearchParams or querystring.unescape.',
      Python: 'Do not call unquote_plus on what parse_qsl gives.',
      'C#': 'Request.QueryString is decoded: do not call HttpUtility.UrlDecode on it.',
      Java: 'getParameter is decoded: do not call URLDecoder.decode on it.',
      PHP: '$_GET is decoded: do not call urldecode on it.',
    },
  },
  'space-as-plus': {
    title: 'A space was signed as “+”',
    explanation: 'OAuth encodes a space as %20 (RFC 3986). The client used an encoder for forms, which writes “+”.',
    about: 'Parameter: {detail}.',
    fix: 'Use an encoder of RFC 3986 for the signature.',
    stacks: {
      Node: "URLSearchParams and querystring of forms write “+”: use encodeURIComponent and replace !'()*.",
      Python: 'Use quote(value, safe="~"), not quote_plus or urlencode.',
      'C#': 'Use Uri.EscapeDataString, not HttpUtility.UrlEncode or WebUtility.UrlEncode.',
      Java: 'URLEncoder.encode(value, UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~").',
      PHP: 'Use rawurlencode, and http_build_query with PHP_QUERY_RFC3986.',
    },
  },
  'reserved-chars-unencoded': {
    title: 'Reserved characters were left as they are',
    explanation:
      "OAuth leaves only letters, digits and - . _ ~ unencoded. The client’s encoder spared others: JavaScript’s encodeURIComponent leaves ! ' ( ) * alone, Java’s URLEncoder *, Python’s quote the slash, and older encoders treat ~ the other way.",
    about: 'Parameter: {detail}.',
    fix: "Encode ! ' ( ) * too (%21 %27 %28 %29 %2A), and leave ~ as it is.",
    stacks: {
      Node: 'encodeURIComponent(s).replace(/[!\'()*]/g, c => "%" + c.charCodeAt(0).toString(16).toUpperCase()).',
      Python: 'quote(value, safe="~"): the default spares the slash.',
      'C#': "Uri.EscapeDataString of .NET Framework before 4.5 spares !*'(): replace them by hand.",
      Java: 'URLEncoder.encode(value, UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~").',
      PHP: 'Use rawurlencode, not urlencode.',
    },
  },
  'lowercase-percent-hex': {
    title: 'Escapes were written in lower case',
    explanation:
      'An escape is written with upper-case digits, %2F and not %2f. For a URL both are the same, for a signature they are different texts.',
    fix: 'Use an encoder that writes upper case.',
    stacks: {
      Python: 'urllib.parse.quote writes upper case; look for a .lower() on the whole text.',
      'C#': 'HttpUtility.UrlEncode writes lower case: use Uri.EscapeDataString.',
      Java: 'Look for toLowerCase() on the encoded text.',
      PHP: 'Look for strtolower on the encoded text; rawurlencode writes upper case.',
      Node: 'Write hex digits with .toString(16).toUpperCase().',
    },
  },
  'charset-latin1': {
    title: 'A text was not encoded as UTF-8',
    explanation:
      'Characters beyond ASCII are signed as the bytes of their UTF-8 form. The client used another character set (Latin-1, Windows-1252, JavaScript’s escape), or took UTF-8 for one of those and encoded it again.',
    about: 'Parameter: {detail}.',
    fix: 'Encode as UTF-8 in the URL and in the signature.',
    stacks: {
      Node: 'Use encodeURIComponent, not escape.',
      Python: 'Leave out encoding="latin-1"; quote takes UTF-8.',
      'C#': 'Use Uri.EscapeDataString, or HttpUtility.UrlEncode with Encoding.UTF8.',
      Java: 'URLEncoder.encode(value, StandardCharsets.UTF_8), and key.getBytes(StandardCharsets.UTF_8).',
      PHP: 'Keep texts in UTF-8; do not call utf8_decode or utf8_encode on them.',
    },
  },
  'params-unsorted': {
    title: 'The parameters were not sorted',
    explanation:
      'All parameters, those of the query, of a form body and of OAuth, are sorted together by the bytes of their encoded names, and pairs of one name by their encoded values. The client joined them in another order.',
    fix: 'Put all pairs into one list, encode them, and sort by name, then by value, byte by byte.',
    stacks: {
      Node: 'Compare with < and >, not localeCompare, and do not sort query and OAuth parameters apart.',
      Python: 'sorted((quote(k, safe="~"), quote(v, safe="~")) for k, v in pairs).',
      'C#': 'Sort with StringComparer.Ordinal: the default follows the language.',
      Java: 'Use a TreeMap or Collections.sort on the encoded pairs, not a HashMap.',
      PHP: 'ksort($params, SORT_STRING): without the flag numbers are compared as numbers.',
    },
  },
  'params-sorted-before-encoding': {
    title: 'The parameters were sorted before they were encoded',
    explanation:
      'The order is that of the encoded names and values. Sorted raw, characters such as brackets, spaces or letters with accents come to stand elsewhere.',
    fix: 'Encode first, then sort.',
    stacks: {
      Node: 'Map the pairs through the encoder before calling sort.',
      Python: 'sorted((quote(k, safe="~"), quote(v, safe="~")) for k, v in pairs).',
      'C#': 'Select the encoded pairs first, then OrderBy(..., StringComparer.Ordinal).',
      Java: 'Encode the entries before they go into the TreeMap.',
      PHP: 'Encode names and values, then ksort.',
    },
  },
  'base-string-not-encoded': {
    title: 'The parts of the base string were joined raw',
    explanation:
      'The base string is METHOD&URL&PARAMETERS with URL and parameter string each percent-encoded as a whole, so that it holds exactly two raw “&”. The client left one or both of them as they are, or joined them otherwise.',
    fix: 'Encode base URL and parameter string once more before joining the three parts with “&”.',
    stacks: {
      Node: '[method, baseUrl, parameters].map(rfc3986).join("&").',
      Python:
        '"&".join(quote(part, safe="~") for part in (method, base_url, parameters)): the default of quote spares the slash.',
      'C#': 'method + "&" + Uri.EscapeDataString(baseUrl) + "&" + Uri.EscapeDataString(parameters).',
      Java: 'method + "&" + encode(baseUrl) + "&" + encode(parameters).',
      PHP: '$method . "&" . rawurlencode($baseUrl) . "&" . rawurlencode($parameters).',
    },
  },
  'json-body-signed': {
    title: 'The body was signed',
    explanation:
      'A body of JSON, XML or text is no part of a signature: only the pairs of a form body (application/x-www-form-urlencoded) are. The client put the body, or its members, among the parameters.',
    fix: 'Leave the body out of what you give to the signer.',
    stacks: {
      Node: 'With oauth-1.0a leave data out of authorize({ url, method }) for JSON.',
      Python:
        'Send JSON with json=, or data= and a Content-Type of application/json, so that requests-oauthlib leaves it out.',
      'C#': 'With RestSharp use AddJsonBody, not AddParameter.',
      Java: 'With scribejava use setPayload and set the Content-Type to application/json.',
      PHP: 'Do not merge json_decode($body, true) into the OAuth parameters.',
      Postman: 'Choose raw and JSON for the body, not x-www-form-urlencoded.',
    },
  },
  'form-body-not-signed': {
    title: 'The form body was not signed',
    explanation:
      'The pairs of a body of type application/x-www-form-urlencoded are signed like those of the query. RESTlets do not take such bodies at all; send JSON to them.',
    fix: 'Add the pairs of the form to the parameters, or send JSON.',
    stacks: {
      Node: 'With oauth-1.0a pass the form as data: authorize({ url, method, data: form }).',
      Python: 'Pass data= as a dict and leave the Content-Type to requests.',
      'C#': 'Add form parameters by AddParameter before the authenticator runs.',
      Java: 'Use addBodyParameter instead of setPayload.',
      PHP: 'Merge $_POST fields into $params before ksort.',
    },
  },
} satisfies Readonly<Record<string, CauseText>>;
