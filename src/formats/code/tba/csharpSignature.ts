import { csharpString } from '../literals.ts';
import type { LoginCode } from '../loginCode.ts';
import { gatewayNote } from '../opening.ts';
import type { PreparedCall } from '../prepareCall.ts';

/** Signing with HMACSHA256; its imports are namespaces. */
export function csharpSignature({ signedUrl, isForm, accountId }: PreparedCall): LoginCode {
  return {
    imports: ['System.Collections.Generic', 'System.Linq'],
    constants: `const string Realm = ${csharpString(accountId)};
${signedUrl ? `// ${gatewayNote} signed.\nvar signedUrl = new Uri(${csharpString(signedUrl.text)});\n` : ''}`,
    authorization: `Authorization(request.Method, ${signedUrl ? 'signedUrl' : 'url'}${isForm ? ', body' : ''})`,
    functions: `// The Authorization header of a request: RFC 5849.
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
`,
  };
}
