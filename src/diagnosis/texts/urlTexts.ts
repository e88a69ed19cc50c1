import type { CauseText } from '../causeTexts.ts';

/** Of method and base URL. */
export const urlTexts = {
  'method-mismatch': {
    title: 'Another method was signed',
    explanation:
      'The base string begins with the HTTP method in upper case, and it must be the method of the request. The signature was made with another one, so NetSuite computes a different signature.',
    about: 'Signed: {detail}.',
    fix: 'Give the signer the method that is really sent, in upper case.',
    stacks: {
      Node: 'With oauth-1.0a: authorize({ url, method: "POST" }, token), the same method as in fetch(url, { method: "POST" }).',
      Python: 'requests-oauthlib takes the method of the call; by hand: pass request.method.upper() to the signer.',
      'C#': 'Sign with request.Method.Method, after the method was set for the last time.',
      Java: 'Sign with the verb of the request that is executed: new OAuthRequest(Verb.POST, url).',
      PHP: 'Use the same $method in the base string and in CURLOPT_CUSTOMREQUEST.',
      Postman: 'Postman signs the method it sends: look for a pre-request script that signs by itself.',
    },
  },
  'scheme-mismatch': {
    title: 'Another scheme was signed',
    explanation:
      'The base URL was signed with a scheme other than that of the request. NetSuite is called by https and computes the signature with https. This happens where a proxy ends TLS and the program behind it sees http, or where the base URL is put together by hand.',
    about: 'Signed: {detail}.',
    fix: 'Sign the URL as NetSuite sees it, with https.',
    stacks: {
      Node: 'Behind a proxy, take the configured https URL, not req.protocol.',
      'C#': 'Use the absolute URI of the outgoing request; Request.Scheme is that of your own server.',
      Java: 'Do not build the URL from request.getScheme(); take the configured https URL.',
      PHP: 'Do not build the URL from $_SERVER["REQUEST_SCHEME"].',
    },
  },
  'host-case-or-alias': {
    title: 'Another host was signed',
    explanation:
      'The base URL was signed with another host, or with the right one in another spelling, than the one that was called. The host is signed in lower case, exactly as it is called: the account ID with a hyphen (1234567-sb1), and restlets.api, suitetalk.api or app as in the request. Old hosts such as rest.netsuite.com are not those of the account.',
    about: 'Signed: {detail}.',
    fix: 'Use one variable for the URL, in lower case, for both signing and sending.',
    stacks: {
      Node: 'new URL(url).host gives the host in lower case; sign and fetch the same string.',
      Python: 'Sign with urlsplit(url).netloc.lower() of the URL that requests sends.',
      'C#': 'Uri.Host is in lower case already: sign uri.Scheme + "://" + uri.Host + uri.AbsolutePath.',
      Java: 'Use the URL of the request object for signing too, not a constant of an older host.',
      PHP: 'Use strtolower(parse_url($url, PHP_URL_HOST)) of the URL given to curl.',
      Postman: 'Look for different variables in the URL and in a pre-request script.',
    },
  },
  'port-included': {
    title: 'The default port was signed',
    explanation:
      'The base URL was signed with a port that is the default of its scheme (443 for https, 80 for http), or another that is not in the request. RFC 5849 leaves the default port out of the base string.',
    about: 'Signed port: {detail}.',
    fix: 'Leave the port out of the signed URL where it is the default one.',
    stacks: {
      Node: 'new URL(url).host leaves the default port out; oauth-1.0a takes the URL as it is written, so take ":443" out of it.',
      Python: 'Use urlsplit(url).hostname, and add the port only when it is not 443.',
      'C#': 'Use uri.Host, and add uri.Port only if !uri.IsDefaultPort.',
      Java: 'URI.getPort() is -1 where there is none; do not put getDefaultPort() in its place.',
      PHP: 'parse_url gives "port" only where it is written; take ":443" out of the URL.',
    },
  },
  'port-omitted': {
    title: 'The port was not signed',
    explanation:
      'The request goes to a port other than the default one, and the base URL was signed without it. RFC 5849 wants every other port in the base string.',
    about: 'The port of the request: {detail}.',
    fix: 'Sign host and port together where the port is not the default one.',
    stacks: {
      Node: 'Sign new URL(url).host, which has the port, not hostname.',
      Python: 'Sign urlsplit(url).netloc, not hostname.',
      'C#': 'Sign uri.Authority, not uri.Host.',
      Java: 'Add ":" + uri.getPort() where it is not -1.',
      PHP: 'Add parse_url($url, PHP_URL_PORT) where there is one.',
    },
  },
  'path-altered': {
    title: 'Another path was signed',
    explanation:
      'The path in the base URL differs from the path of the request: by a slash at the end, in case, by being decoded or encoded once more, or because it is missing. The path is signed exactly as it is on the request line, with its case and its escapes, then encoded once as part of the base string.',
    about: 'Signed path: {detail}.',
    fix: 'Sign the path character by character as it is sent, and change it nowhere in between.',
    stacks: {
      Node: 'Sign new URL(url).pathname, which is what fetch sends.',
      Python: 'Sign the path of the prepared request: requests.Request(...).prepare().path_url without its query.',
      'C#': 'Sign uri.AbsolutePath; uri.LocalPath is decoded.',
      Java: 'Sign uri.getRawPath(); uri.getPath() is decoded.',
      PHP: 'Sign parse_url($url, PHP_URL_PATH) without urldecode or rtrim.',
    },
  },
  'query-left-in-base-url': {
    title: 'The query was left in the base URL',
    explanation:
      'The base URL was signed with “?” and the query, or a part of it. The second part of the base string ends before the question mark; the pairs of the query belong into the third part, sorted together with the OAuth parameters.',
    fix: 'Cut the URL at “?” before it becomes the base URL, and add its pairs to the parameters that are sorted.',
    stacks: {
      Node: 'const { origin, pathname, searchParams } = new URL(url): sign origin + pathname, and add the searchParams to the OAuth parameters.',
      Python: 'base = url.split("?", 1)[0]; pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True).',
      'C#': 'Sign uri.GetLeftPart(UriPartial.Path) and add the pairs of uri.Query to the parameters.',
      Java: 'With scribejava use addQuerystringParameter instead of writing script and deploy into the URL by hand.',
      PHP: '$base = strtok($url, "?"); add the pairs of the query to $params before ksort.',
      Postman: 'Put script and deploy into the Params tab.',
    },
  },
} satisfies Readonly<Record<string, CauseText>>;
