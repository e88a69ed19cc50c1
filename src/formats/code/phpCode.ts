import type { CodeCall } from './codeCall.ts';
import { phpString } from './literals.ts';
import { headerOf, intro, prepareCall, type PreparedCall } from './prepareCall.ts';

/**
 * Writes a PHP script that signs with hash_hmac and sends with the curl extension.
 *
 * @throws CodedError as prepareCall does
 */
export function writePhpCode(call: CodeCall): string {
  const prepared = prepareCall('php', call);
  const { method, url, signedUrl, body, isForm, accountId, about } = prepared;
  return `<?php
${intro(about, '//')}// Signs with OAuth 1.0a (HMAC-SHA256) and sends. Needs PHP 8 with its curl extension, and in the environment:
// NETSUITE_CONSUMER_KEY, NETSUITE_CONSUMER_SECRET, NETSUITE_TOKEN_ID, NETSUITE_TOKEN_SECRET
declare(strict_types=1);

const REALM = ${phpString(accountId)};

$method = ${phpString(method)};
$url = ${phpString(url.text)};
${signedUrl ? `// The gateway at that address hands the call on to this one, which is signed.\n$signedUrl = ${phpString(signedUrl.text)};\n` : ''}${body === undefined ? '' : `$body = ${phpString(body)};\n`}
$curl = curl_init($url);
curl_setopt_array($curl, [
    CURLOPT_CUSTOMREQUEST => $method,
${method === 'HEAD' ? '    CURLOPT_NOBODY => true,\n' : ''}    CURLOPT_HTTPHEADER => [
        'Authorization: ' . authorization($method, ${signedUrl ? '$signedUrl' : '$url'}${isForm ? ', $body' : ''}),
${headerLines(prepared)}    ],
${body === undefined ? '' : '    CURLOPT_POSTFIELDS => $body,\n'}    CURLOPT_RETURNTRANSFER => true,
]);
$answer = curl_exec($curl);
if ($answer === false) {
    throw new RuntimeException(curl_error($curl));
}
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
echo "HTTP $status\\n$answer\\n";
exit($status < 300 ? 0 : 1);

/** The Authorization header of a request: RFC 5849. */
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

function variable(string $name): string
{
    $value = getenv($name);
    if ($value === false || $value === '') {
        throw new RuntimeException("Set the environment variable $name.");
    }
    return $value;
}
`;
}

function headerLines({ headers, body }: PreparedCall): string {
  const lines = headers.map(({ name, value }) => (value === '' ? `${name};` : `${name}: ${value}`));
  // curl would call the body a form.
  const untyped = body !== undefined && headerOf(headers, 'content-type') === undefined ? ['Content-Type:'] : [];
  return [...lines, ...untyped].map(line => `        ${phpString(line)},\n`).join('');
}
