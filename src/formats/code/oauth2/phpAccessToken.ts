import type { CodeLogin } from '../codeCall.ts';
import { phpString } from '../literals.ts';
import { assertionLifetime, assertionType, type LoginCode } from '../loginCode.ts';
import { gatewayNote } from '../opening.ts';

/** An access token for an assertion that the openssl extension signs. */
export function phpAccessToken({ tokenUrl, audience, scopes }: CodeLogin): LoginCode {
  const isElsewhere = audience !== tokenUrl;
  return {
    imports: [],
    constants: `const TOKEN_URL = ${phpString(tokenUrl)};
${isElsewhere ? `// ${gatewayNote} the audience.\nconst AUDIENCE = ${phpString(audience)};\n` : ''}const SCOPES = [${scopes.map(phpString).join(', ')}];
`,
    authorization: "'Authorization: Bearer ' . accessToken()",
    functions: `/** Asks for an access token, which counts for an hour: keep it where there are many calls. */
function accessToken(): string
{
    [$status, $answer] = send(TOKEN_URL, [CURLOPT_POSTFIELDS => http_build_query([
        'grant_type' => 'client_credentials',
        'client_assertion_type' => '${assertionType}',
        'client_assertion' => assertion(),
    ])]);
    if ($status !== 200) {
        throw new RuntimeException("There is no access token: HTTP $status $answer");
    }
    return json_decode($answer, true)['access_token'];
}

/** A JWT that shows who asks, signed as its key wants it: RFC 7518 section 3. */
function assertion(): string
{
    $key = openssl_pkey_get_private(file_get_contents(variable('NETSUITE_PRIVATE_KEY_FILE')));
    if ($key === false) {
        throw new RuntimeException('NETSUITE_PRIVATE_KEY_FILE holds no private key.');
    }
    $details = openssl_pkey_get_details($key);
    $curves = ['prime256v1' => 'ES256', 'secp384r1' => 'ES384', 'secp521r1' => 'ES512'];
    $alg = isset($details['ec']) ? $curves[$details['ec']['curve_name']] : 'PS256';
    $now = time();
    $header = ['typ' => 'JWT', 'alg' => $alg, 'kid' => variable('NETSUITE_CERTIFICATE_ID')];
    $claims = [
        'iss' => variable('NETSUITE_CLIENT_ID'),
        'scope' => SCOPES,
        'aud' => ${isElsewhere ? 'AUDIENCE' : 'TOKEN_URL'},
        'iat' => $now,
        'exp' => $now + ${assertionLifetime},
    ];
    $signed = base64Url(json_encode($header)) . '.' . base64Url(json_encode($claims));
    if ($alg === 'PS256') {
        openssl_private_encrypt(pss($signed, $details['bits']), $signature, $key, OPENSSL_NO_PADDING);
    } else {
        openssl_sign($signed, $der, $key, 'sha' . substr($alg, 2));
        $signature = sideBySide($der, intdiv($details['bits'] + 7, 8));
    }
    return "$signed." . base64Url($signature);
}

/** What RSA signs, which PHP itself cannot make before 8.5: RFC 8017 section 9.1.1, for SHA-256. */
function pss(string $message, int $bits): string
{
    $salt = random_bytes(32);
    $hash = hash('sha256', str_repeat("\\0", 8) . hash('sha256', $message, true) . $salt, true);
    $data = str_pad("\\1$salt", intdiv($bits, 8) - 33, "\\0", STR_PAD_LEFT);
    for ($mask = '', $i = 0; strlen($mask) < strlen($data); $i++) {
        $mask .= hash('sha256', $hash . pack('N', $i), true);
    }
    $masked = $data ^ $mask;
    $masked[0] = $masked[0] & "\\x7f";
    return "$masked$hash\\xbc";
}

/** The two numbers that openssl writes in ASN.1, as a JWT has them: each as long as the key. */
function sideBySide(string $der, int $length): string
{
    $numbers = '';
    for ($at = ord($der[1]) < 128 ? 2 : 3; $at < strlen($der); $at += 2 + $size) {
        $size = ord($der[$at + 1]);
        $numbers .= str_pad(ltrim(substr($der, $at + 2, $size), "\\0"), $length, "\\0", STR_PAD_LEFT);
    }
    return $numbers;
}

function base64Url(string $octets): string
{
    return rtrim(strtr(base64_encode($octets), '+/', '-_'), '=');
}
`,
  };
}
