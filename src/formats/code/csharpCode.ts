import type { CodeCall } from './codeCall.ts';
import { csharpString } from './literals.ts';
import { headerOf, intro, prepareCall, type PreparedCall } from './prepareCall.ts';

/** What .NET keeps with the content; it drops these from a request's own headers without a word. */
const contentHeaders: ReadonlySet<string> = new Set([
  'allow',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-location',
  'content-md5',
  'content-range',
  'content-type',
  'expires',
  'last-modified',
]);

/**
 * Writes a C# program that sends with HttpClient.
 *
 * @throws CodedError as prepareCall does
 */
export function writeCsharpCode(call: CodeCall): string {
  const prepared = prepareCall('csharp', call);
  const { method, url, signedUrl, body, isForm, accountId, about } = prepared;
  return `${intro(about, '//')}// Signs with OAuth 1.0a (HMAC-SHA256) and sends. Needs .NET 6 or later, and in the environment:
// NETSUITE_CONSUMER_KEY, NETSUITE_CONSUMER_SECRET, NETSUITE_TOKEN_ID, NETSUITE_TOKEN_SECRET
// TBA Workbench's own tests check how this is built, but do not run it.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;

const string Realm = ${csharpString(accountId)};

var url = new Uri(${csharpString(url.text)});
${signedUrl ? `// The gateway at that address hands the call on to this one, which is signed.\nvar signedUrl = new Uri(${csharpString(signedUrl.text)});\n` : ''}${body === undefined ? '' : `var body = ${csharpString(body, '    ')};\n`}
// Another address would need another signature.
using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
using var request = new HttpRequestMessage(new HttpMethod(${csharpString(method)}), url);
request.Headers.TryAddWithoutValidation("Authorization", Authorization(request.Method, ${signedUrl ? 'signedUrl' : 'url'}${isForm ? ', body' : ''}));
${requestLines(prepared)}
using var response = await client.SendAsync(request);
Console.WriteLine($"HTTP {(int)response.StatusCode}");
Console.WriteLine(await response.Content.ReadAsStringAsync());
return response.IsSuccessStatusCode ? 0 : 1;

// The Authorization header of a request: RFC 5849.
static string Authorization(HttpMethod method, Uri url${isForm ? ', string form' : ''})
{
    var oauth = new List<KeyValuePair<string, string>>
    {
        Pair("oauth_consumer_key", Variable("NETSUITE_CONSUMER_KEY")),
        Pair("oauth_nonce", Guid.NewGuid().ToString("N")),
        Pair("oauth_signature_method", "HMAC-SHA256"),
        Pair("oauth_timestamp", DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString()),
        Pair("oauth_token", Variable("NETSUITE_TOKEN_ID")),
        Pair("oauth_version", "1.0"),
    };
    var parameters = Pairs(url.Query.TrimStart('?'))${isForm ? '.Concat(Pairs(form))' : ''}.Concat(oauth)
        .Select(pair => Pair(Encode(pair.Key), Encode(pair.Value)))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}={pair.Value}");
    var baseString = string.Join("&",
        method.Method, Encode(url.GetLeftPart(UriPartial.Path)), Encode(string.Join("&", parameters)));
    var key = Encode(Variable("NETSUITE_CONSUMER_SECRET")) + "&" + Encode(Variable("NETSUITE_TOKEN_SECRET"));
    using var hmac = new HMACSHA256(Encoding.ASCII.GetBytes(key));
    var signature = Convert.ToBase64String(hmac.ComputeHash(Encoding.ASCII.GetBytes(baseString)));
    var header = oauth.Prepend(Pair("realm", Realm)).Append(Pair("oauth_signature", signature));
    return "OAuth " + string.Join(", ", header.Select(pair => $"{pair.Key}=\\"{Encode(pair.Value)}\\""));
}

// Decoded names and values, duplicates and empty values kept.
static IEnumerable<KeyValuePair<string, string>> Pairs(string form) =>
    form.Split(new[] { '&' }, StringSplitOptions.RemoveEmptyEntries)
        .Select(piece => piece.Split(new[] { '=' }, 2))
        .Select(parts => Pair(Decode(parts[0]), Decode(parts.ElementAtOrDefault(1) ?? "")));

static KeyValuePair<string, string> Pair(string name, string value) =>
    new KeyValuePair<string, string>(name, value);

// RFC 3986, as Uri.EscapeDataString has it.
static string Encode(string text) => Uri.EscapeDataString(text);

static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

static string Variable(string name)
{
    var value = Environment.GetEnvironmentVariable(name);
    if (string.IsNullOrEmpty(value))
    {
        throw new InvalidOperationException($"Set the environment variable {name}.");
    }
    return value;
}
`;
}

function requestLines({ headers, body }: PreparedCall): string {
  const isContent = (name: string): boolean => contentHeaders.has(name.toLowerCase());
  const add = (target: string) => (header: { name: string; value: string }) =>
    `${target}.TryAddWithoutValidation(${csharpString(header.name)}, ${csharpString(header.value)});\n`;
  const own = headers.filter(({ name }) => !isContent(name)).map(add('request.Headers'));
  const ofContent = headers.filter(({ name }) => isContent(name)).map(add('request.Content.Headers'));
  if (body !== undefined) {
    return [...own, 'request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));\n', ...ofContent].join('');
  }
  if (ofContent.length === 0) {
    return own.join('');
  }
  const why = headerOf(headers, 'content-type') === undefined ? 'These headers need' : 'A Content-Type needs';
  return [
    ...own,
    `// ${why} a content, be it empty.\nrequest.Content = new ByteArrayContent(Array.Empty<byte>());\n`,
    ...ofContent,
  ].join('');
}
