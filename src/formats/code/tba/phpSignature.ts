import { phpString } from '../literals.ts';
import type { LoginCode } from '../loginCode.ts';
import { gatewayNote } from '../opening.ts';
import type { PreparedCall } from '../prepareCall.ts';

/** Signing with hash_hmac. */
export function phpSignature({ signedUrl, isForm, accountId }: PreparedCall): LoginCode {
  return {
    imports: [],
    constants: `const REALM = ${phpString(accountId)};
${signedUrl ? `// ${gatewayNote} signed.\n$signedUrl = ${phpString(signedUrl.text)};\n` : ''}`,
    authorization: `'Authorization: ' . authorization($method, ${signedUrl ? '$signedUrl' : '$url'}${isForm ? ', $body' : ''})`,
    functions: `/** The Authorization header of a request: RFC 5849. */
function authorization(string $method, string $url${isForm ? ', string $form' : ''}): string
{
    [$baseUri, $query] = explode('?', $url, 2) + [1 => ''];
    $oauth = [
        ['oauth_consumer_key', variable('NETSUITE_CONSUMER_KEY')],
        ['oauth_nonce', bin2hex(random_bytes(16))],
        ['oauth_signature_method', 'HMAC-SHA256'],
        ['oauth_timestamp', (string) time()],
        ['oauth_token', variable('NETSUITE_TOKEN_ID')],
        ['oauth_version', '1.0'],
    ];
    $parameters = array_map(
        fn (array $pair): array => array_map('rawurlencode', $pair),
        [...pairs($query), ${isForm ? '...pairs($form), ' : ''}...$oauth]
    );
    usort($parameters, fn (array $a, array $b): int => strcmp($a[0], $b[0]) ?: strcmp($a[1], $b[1]));
    $baseString = implode('&', array_map('rawurlencode', [
        $method,
        $baseUri,
        implode('&', array_map(fn (array $pair): string => implode('=', $pair), $parameters)),
    ]));
    $key = rawurlencode(variable('NETSUITE_CONSUMER_SECRET')) . '&' . rawurlencode(variable('NETSUITE_TOKEN_SECRET'));
    $signature = base64_encode(hash_hmac('sha256', $baseString, $key, true));
    return 'OAuth ' . implode(', ', array_map(
        fn (array $pair): string => sprintf('%s="%s"', $pair[0], rawurlencode($pair[1])),
        [['realm', REALM], ...$oauth, ['oauth_signature', $signature]]
    ));
}

/** Decoded names and values, duplicates and empty values kept, which parse_str would not. */
function pairs(string $form): array
{
    return array_map(
        fn (string $piece): array => array_map('urldecode', explode('=', $piece, 2) + [1 => '']),
        array_filter(explode('&', $form), fn (string $piece): bool => $piece !== '')
    );
}
`,
  };
}
