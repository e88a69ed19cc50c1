import type { CodeCall } from './codeCall.ts';
import { javaString } from './literals.ts';
import { javaAccessToken } from './oauth2/javaAccessToken.ts';
import { opening } from './opening.ts';
import { prepareCall } from './prepareCall.ts';
import { javaSignature } from './tba/javaSignature.ts';

/** What both ways of logging in import. */
const imports: readonly string[] = [
  'java.net.URI',
  'java.net.http.HttpClient',
  'java.net.http.HttpRequest',
  'java.net.http.HttpResponse',
  'java.nio.charset.StandardCharsets',
  'java.time.Instant',
  'java.util.Base64',
];

/**
 * Writes a Java program that sends with java.net.http.
 *
 * @throws CodedError as prepareCall does
 */
export function writeJavaCode(call: CodeCall): string {
  const prepared = prepareCall('java', call);
  const { method, url, headers, body, about, oauth2 } = prepared;
  const login = oauth2 ? javaAccessToken(oauth2) : javaSignature(prepared);
  const publisher = body === undefined ? 'noBody()' : 'ofString(BODY)';
  return `${opening({ ...prepared, about: about.map(ascii) }, '//', 'Java 17 or later')}// Run it by: java NetSuiteCall.java
// TBA Workbench's own tests check how this is built, but do not run it.
${[...imports, ...login.imports]
  .sort()
  .map(name => `import ${name};\n`)
  .join('')}
public class NetSuiteCall {
    private static final String METHOD = ${javaString(method)};
    private static final URI URL = URI.create(
        ${javaString(url.text)});
${login.constants}${body === undefined ? '' : `    private static final String BODY = ${javaString(body, '        ')};\n`}
    public static void main(String[] args) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URL)
            .header("Authorization", ${login.authorization})
${headers.map(({ name, value }) => `            .header(${javaString(name)}, ${javaString(value)})\n`).join('')}            .method(METHOD, HttpRequest.BodyPublishers.${publisher})
            .build();
        HttpResponse<String> response =
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println("HTTP " + response.statusCode());
        System.out.println(response.body());
        System.exit(response.statusCode() < 300 ? 0 : 1);
    }

${login.functions}
    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("Set the environment variable " + name + ".");
        }
        return value;
    }
}
`;
}

/** The compiler may read the file in another charset, and says so even of comments. */
function ascii(line: string): string {
  return line.replace(/…$/, '...').replace(/[^\x20-\x7e]/gu, '?');
}
