import type { CodeCall } from './codeCall.ts';
import { csharpString } from './literals.ts';
import { csharpAccessToken } from './oauth2/csharpAccessToken.ts';
import { opening } from './opening.ts';
import { headerOf, prepareCall, type PreparedCall } from './prepareCall.ts';
import { csharpSignature } from './tba/csharpSignature.ts';

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
  const { method, url, body, oauth2 } = prepared;
  const login = oauth2 ? csharpAccessToken(oauth2) : csharpSignature(prepared);
  const imports = ['System', 'System.Net.Http', 'System.Security.Cryptography', 'System.Text', ...login.imports].sort();
  return `${opening(prepared, '//', '.NET 6 or later')}// TBA Workbench's own tests check how this is built, but do not run it.
${imports.map(name => `using ${name};\n`).join('')}
var url = new Uri(${csharpString(url.text)});
${login.constants}${body === undefined ? '' : `var body = ${csharpString(body, '    ')};\n`}
// ${oauth2 ? 'Another address must not get the token.' : 'Another address would need another signature.'}
using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
using var request = new HttpRequestMessage(new HttpMethod(${csharpString(method)}), url);
request.Headers.TryAddWithoutValidation("Authorization", ${login.authorization});
${requestLines(prepared)}
using var response = await client.SendAsync(request);
Console.WriteLine($"HTTP {(int)response.StatusCode}");
Console.WriteLine(await response.Content.ReadAsStringAsync());
return response.IsSuccessStatusCode ? 0 : 1;

${login.functions}
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
