import { javaString } from '../literals.ts';
import type { LoginCode } from '../loginCode.ts';
import { gatewayNote } from '../opening.ts';
import type { PreparedCall } from '../prepareCall.ts';

/** Signing with Mac; its imports are classes. */
export function javaSignature({ signedUrl, isForm, accountId }: PreparedCall): LoginCode {
  return {
    imports: [
      'java.net.URLDecoder',
      'java.net.URLEncoder',
      'java.util.Arrays',
      'java.util.Comparator',
      'java.util.List',
      'java.util.UUID',
      'java.util.stream.Collectors',
      'java.util.stream.Stream',
      'javax.crypto.Mac',
      'javax.crypto.spec.SecretKeySpec',
    ],
    constants: `    private static final String REALM = ${javaString(accountId)};
${signedUrl ? `    // ${gatewayNote} signed.\n    private static final URI SIGNED_URL = URI.create(\n        ${javaString(signedUrl.text)});\n` : ''}`,
    authorization: `authorization(METHOD, ${signedUrl ? 'SIGNED_URL' : 'URL'}${isForm ? ', BODY' : ''})`,
    functions: `    private record Pair(String name, String value) {}

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
`,
  };
}
