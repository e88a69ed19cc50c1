import type { CodeCall } from './codeCall.ts';
import { javaString } from './literals.ts';
import { intro, prepareCall } from './prepareCall.ts';

/**
 * Writes a Java program that sends with java.net.http.
 *
 * @throws CodedError as prepareCall does
 */
export function writeJavaCode(call: CodeCall): string {
  const { method, url, signedUrl, headers, body, isForm, accountId, about } = prepareCall('java', call);
  const publisher = body === undefined ? 'noBody()' : 'ofString(BODY)';
  return `${intro(about.map(ascii), '//')}// Signs with OAuth 1.0a (HMAC-SHA256) and sends. Needs Java 17 or later, and in the environment:
// NETSUITE_CONSUMER_KEY, NETSUITE_CONSUMER_SECRET, NETSUITE_TOKEN_ID, NETSUITE_TOKEN_SECRET
// Run it by: java NetSuiteCall.java
// TBA Workbench's own tests check how this is built, but do not run it.
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class NetSuiteCall {
    private static final String REALM = ${javaString(accountId)};
    private static final String METHOD = ${javaString(method)};
    private static final URI URL = URI.create(
        ${javaString(url.text)});
${signedUrl ? `    // The gateway at that address hands the call on to this one, which is signed.\n    private static final URI SIGNED_URL = URI.create(\n        ${javaString(signedUrl.text)});\n` : ''}${body === undefined ? '' : `    private static final String BODY = ${javaString(body, '        ')};\n`}
    public static void main(String[] args) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URL)
            .header("Authorization", authorization(METHOD, ${signedUrl ? 'SIGNED_URL' : 'URL'}${isForm ? ', BODY' : ''}))
${headers.map(({ name, value }) => `            .header(${javaString(name)}, ${javaString(value)})\n`).join('')}            .method(METHOD, HttpRequest.BodyPublishers.${publisher})
            .build();
        HttpResponse<String> response =
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println("HTTP " + response.statusCode());
        System.out.println(response.body());
        System.exit(response.statusCode() < 300 ? 0 : 1);
    }

    private record Pair(String name, String value) {}

    /** The Authorization header of a request: RFC 5849. */
    private static String authorization(String method, URI url${isForm ? ', String form' : ''}) throws Exception {
        List<Pair> oauth = List.of(
            new Pair("oauth_consumer_key", variable("NETSUITE_CONSUMER_KEY")),
            new Pair("oauth_nonce", UUID.randomUUID().toString().replace("-", "")),
            new Pair("oauth_signature_method", "HMAC-SHA256"),
            new Pair("oauth_timestamp", String.valueOf(Instant.now().getEpochSecond())),
            new Pair("oauth_token", variable("NETSUITE_TOKEN_ID")),
            new Pair("oauth_version", "1.0"));
        String parameters = ${isForm ? 'Stream.of(pairs(url.getRawQuery()), pairs(form), oauth.stream()).flatMap(each -> each)' : 'Stream.concat(pairs(url.getRawQuery()), oauth.stream())'}
            .map(pair -> new Pair(encode(pair.name()), encode(pair.value())))
            .sorted(Comparator.comparing(Pair::name).thenComparing(Pair::value))
            .map(pair -> pair.name() + "=" + pair.value())
            .collect(Collectors.joining("&"));
        String baseUri = url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
        String baseString = method + "&" + encode(baseUri) + "&" + encode(parameters);
        String key = encode(variable("NETSUITE_CONSUMER_SECRET")) + "&" + encode(variable("NETSUITE_TOKEN_SECRET"));
        Mac hmac = Mac.getInstance("HmacSHA256");
        hmac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        byte[] signature = hmac.doFinal(baseString.getBytes(StandardCharsets.US_ASCII));
        Stream<Pair> around = Stream.of(
            new Pair("realm", REALM),
            new Pair("oauth_signature", Base64.getEncoder().encodeToString(signature)));
        return Stream.concat(around, oauth.stream())
            .map(pair -> pair.name() + "=\\"" + encode(pair.value()) + "\\"")
            .collect(Collectors.joining(", ", "OAuth ", ""));
    }

    /** Decoded names and values, duplicates and empty values kept. */
    private static Stream<Pair> pairs(String form) {
        return Arrays.stream(form == null ? new String[0] : form.split("&"))
            .filter(piece -> !piece.isEmpty())
            .map(piece -> piece.split("=", 2))
            .map(parts -> new Pair(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : ""));
    }

    /** Percent-encodes a text: RFC 3986; URLEncoder writes forms, which differ in three characters. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
            .replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

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
