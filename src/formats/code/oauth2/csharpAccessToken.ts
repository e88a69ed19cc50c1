import type { CodeLogin } from '../codeCall.ts';
import { csharpString } from '../literals.ts';
import { assertionLifetime, assertionType, type LoginCode } from '../loginCode.ts';
import { gatewayNote } from '../opening.ts';

/** An access token for an assertion that .NET signs; its imports are namespaces. */
export function csharpAccessToken({ tokenUrl, audience, scopes }: CodeLogin): LoginCode {
  const isElsewhere = audience !== tokenUrl;
  return {
    imports: ['System.Collections.Generic', 'System.IO', 'System.Text.Json', 'System.Threading.Tasks'],
    constants: `const string TokenUrl = ${csharpString(tokenUrl)};
${isElsewhere ? `// ${gatewayNote} the audience.\nconst string Audience = ${csharpString(audience)};\n` : ''}`,
    authorization: '"Bearer " + await AccessToken(client)',
    functions: `// Asks for an access token, which counts for an hour: keep it where there are many calls.
static async Task<string> AccessToken(HttpClient client)
{
    using var form = new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials",
        ["client_assertion_type"] = "${assertionType}",
        ["client_assertion"] = Assertion(),
    });
    using var response = await client.PostAsync(TokenUrl, form);
    var text = await response.Content.ReadAsStringAsync();
    if ((int)response.StatusCode != 200)
    {
        throw new InvalidOperationException($"There is no access token: HTTP {(int)response.StatusCode} {text}");
    }
    using var answer = JsonDocument.Parse(text);
    return answer.RootElement.GetProperty("access_token").ToString();
}

// A JWT that shows who asks, signed as its key wants it: RFC 7518 section 3.
static string Assertion()
{
    var (algorithm, sign) = ReadKey(File.ReadAllText(Variable("NETSUITE_PRIVATE_KEY_FILE")));
    var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    var header = new { typ = "JWT", alg = algorithm, kid = Variable("NETSUITE_CERTIFICATE_ID") };
    var claims = new
    {
        iss = Variable("NETSUITE_CLIENT_ID"),
        scope = new[] { ${scopes.map(scope => csharpString(scope)).join(', ')} },
        aud = ${isElsewhere ? 'Audience' : 'TokenUrl'},
        iat = now,
        exp = now + ${assertionLifetime},
    };
    var signed = Base64Url(JsonSerializer.SerializeToUtf8Bytes(header)) + "."
        + Base64Url(JsonSerializer.SerializeToUtf8Bytes(claims));
    return signed + "." + Base64Url(sign(Encoding.ASCII.GetBytes(signed)));
}

// The algorithm that goes with a key, and what signs by it.
static (string, Func<byte[], byte[]>) ReadKey(string pem)
{
    var rsa = RSA.Create();
    try
    {
        rsa.ImportFromPem(pem);
        return ("PS256", data => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
    }
    catch (Exception exception) when (exception is CryptographicException or ArgumentException)
    {
        var ec = ECDsa.Create();
        ec.ImportFromPem(pem);
        var (algorithm, hash) = ec.KeySize switch
        {
            256 => ("ES256", HashAlgorithmName.SHA256),
            384 => ("ES384", HashAlgorithmName.SHA384),
            _ => ("ES512", HashAlgorithmName.SHA512),
        };
        return (algorithm, data => ec.SignData(data, hash));
    }
}

static string Base64Url(byte[] octets) =>
    Convert.ToBase64String(octets).TrimEnd('=').Replace('+', '-').Replace('/', '_');
`,
  };
}
