import type { CodeLogin } from '../codeCall.ts';
import { javaString } from '../literals.ts';
import { assertionLifetime, assertionType, type LoginCode } from '../loginCode.ts';
import { gatewayNote } from '../opening.ts';

/** An access token for an assertion that java.security signs; its imports are classes. */
export function javaAccessToken({ tokenUrl, audience, scopes }: CodeLogin): LoginCode {
  const isElsewhere = audience !== tokenUrl;
  return {
    imports: [
      'java.net.URLEncoder',
      'java.nio.file.Files',
      'java.nio.file.Path',
      'java.security.KeyFactory',
      'java.security.PrivateKey',
      'java.security.Signature',
      'java.security.interfaces.ECKey',
      'java.security.spec.InvalidKeySpecException',
      'java.security.spec.MGF1ParameterSpec',
      'java.security.spec.PKCS8EncodedKeySpec',
      'java.security.spec.PSSParameterSpec',
      'java.util.List',
      'java.util.regex.Matcher',
      'java.util.regex.Pattern',
      'java.util.stream.Collectors',
    ],
    constants: `    private static final URI TOKEN_URL = URI.create(
        ${javaString(tokenUrl)});
${isElsewhere ? `    // ${gatewayNote} the audience.\n    private static final String AUDIENCE =\n        ${javaString(audience)};\n` : ''}    private static final List<String> SCOPES = List.of(${scopes.map(scope => javaString(scope)).join(', ')});
`,
    authorization: '"Bearer " + accessToken()',
    functions: `    /** Asks for an access token, which counts for an hour: keep it where there are many calls. */
    private static String accessToken() throws Exception {
        String form = "grant_type=client_credentials&client_assertion_type="
            + URLEncoder.encode("${assertionType}", StandardCharsets.UTF_8)
            + "&client_assertion=" + assertion();
        HttpRequest request = HttpRequest.newBuilder(TOKEN_URL)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
        HttpResponse<String> response =
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        Matcher token = Pattern.compile("\\"access_token\\"\\\\s*:\\\\s*\\"([^\\"]+)\\"").matcher(response.body());
        if (response.statusCode() != 200 || !token.find()) {
            throw new IllegalStateException(
                "There is no access token: HTTP " + response.statusCode() + " " + response.body());
        }
        return token.group(1);
    }

    /** A JWT that shows who asks, signed as its key wants it: RFC 7518 section 3. */
    private static String assertion() throws Exception {
        PrivateKey key = readKey(Files.readString(Path.of(variable("NETSUITE_PRIVATE_KEY_FILE"))));
        String algorithm = "PS256";
        Signature signature;
        if (key instanceof ECKey ec) {
            int bits = ec.getParams().getCurve().getField().getFieldSize();
            String hash = bits == 521 ? "512" : String.valueOf(bits);
            algorithm = "ES" + hash;
            signature = Signature.getInstance("SHA" + hash + "withECDSAinP1363Format");
        } else {
            signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        long now = Instant.now().getEpochSecond();
        String header = "{\\"typ\\":\\"JWT\\",\\"alg\\":" + json(algorithm)
            + ",\\"kid\\":" + json(variable("NETSUITE_CERTIFICATE_ID")) + "}";
        String claims = "{\\"iss\\":" + json(variable("NETSUITE_CLIENT_ID"))
            + ",\\"scope\\":[" + SCOPES.stream().map(NetSuiteCall::json).collect(Collectors.joining(",")) + "]"
            + ",\\"aud\\":" + json(${isElsewhere ? 'AUDIENCE' : 'TOKEN_URL.toString()'})
            + ",\\"iat\\":" + now + ",\\"exp\\":" + (now + ${assertionLifetime}) + "}";
        String signed = base64Url(header.getBytes(StandardCharsets.UTF_8))
            + "." + base64Url(claims.getBytes(StandardCharsets.UTF_8));
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64Url(signature.sign());
    }

    /** Java reads PKCS #8 only. Of another key: openssl pkcs8 -topk8 -nocrypt -in key.pem -out pkcs8.pem */
    private static PrivateKey readKey(String pem) throws Exception {
        Matcher text = Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END").matcher(pem);
        if (!text.find()) {
            throw new IllegalStateException("NETSUITE_PRIVATE_KEY_FILE holds no private key in PKCS #8.");
        }
        PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text.group(1)));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(key);
        } catch (InvalidKeySpecException exception) {
            return KeyFactory.getInstance("EC").generatePrivate(key);
        }
    }

    private static String json(String text) {
        return "\\"" + text.replace("\\\\", "\\\\\\\\").replace("\\"", "\\\\\\"") + "\\"";
    }

    private static String base64Url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
`,
  };
}
