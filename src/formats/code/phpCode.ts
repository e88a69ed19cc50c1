import type { CodeCall } from './codeCall.ts';
import { phpString } from './literals.ts';
import { phpAccessToken } from './oauth2/phpAccessToken.ts';
import { opening } from './opening.ts';
import { headerOf, prepareCall, type PreparedCall } from './prepareCall.ts';
import { phpSignature } from './tba/phpSignature.ts';

/**
 * Writes a PHP script that signs by itself and sends with the curl extension.
 *
 * @throws CodedError as prepareCall does
 */
export function writePhpCode(call: CodeCall): string {
  const prepared = prepareCall('php', call);
  const { method, url, body, oauth2 } = prepared;
  const login = oauth2 ? phpAccessToken(oauth2) : phpSignature(prepared);
  const needs = oauth2 ? 'PHP 8 with curl and openssl' : 'PHP 8 with its curl extension';
  return `<?php
${opening(prepared, '//', needs)}declare(strict_types=1);

$method = ${phpString(method)};
$url = ${phpString(url.text)};
${login.constants}${body === undefined ? '' : `$body = ${phpString(body)};\n`}
[$status, $answer] = send($url, [
    CURLOPT_CUSTOMREQUEST => $method,
${method === 'HEAD' ? '    CURLOPT_NOBODY => true,\n' : ''}    CURLOPT_HTTPHEADER => [
        ${login.authorization},
${headerLines(prepared)}    ],
${body === undefined ? '' : '    CURLOPT_POSTFIELDS => $body,\n'}]);
echo "HTTP $status\\n$answer\\n";
exit($status < 300 ? 0 : 1);

/** Answers status and body. */
function send(string $url, array $options): array
{
    $curl = curl_init($url);
    curl_setopt_array($curl, $options + [CURLOPT_RETURNTRANSFER => true]);
    $answer = curl_exec($curl);
    if ($answer === false) {
        throw new RuntimeException(curl_error($curl));
    }
    return [curl_getinfo($curl, CURLINFO_RESPONSE_CODE), $answer];
}

${login.functions}
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
