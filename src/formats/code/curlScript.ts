import type { CodeCall } from './codeCall.ts';
import { isShellText, shellBytes, shellWord } from './literals.ts';
import { intro, prepareCall, type PreparedCall } from './prepareCall.ts';

/**
 * Writes a POSIX shell script that signs with openssl and sends with curl.
 *
 * @throws CodedError as prepareCall does
 */
export function writeCurlScript(call: CodeCall): string {
  const prepared = prepareCall('curl', call);
  const { method, url, signedUrl, accountId, isForm, about } = prepared;
  const body = shellBody(prepared);
  return `#!/bin/sh
${intro(about, '#')}# Signs with OAuth 1.0a (HMAC-SHA256) and sends. Needs curl and openssl, and in the environment:
# NETSUITE_CONSUMER_KEY, NETSUITE_CONSUMER_SECRET, NETSUITE_TOKEN_ID, NETSUITE_TOKEN_SECRET
set -eu

: "\${NETSUITE_CONSUMER_KEY:?Set this environment variable.}"
: "\${NETSUITE_CONSUMER_SECRET:?Set this environment variable.}"
: "\${NETSUITE_TOKEN_ID:?Set this environment variable.}"
: "\${NETSUITE_TOKEN_SECRET:?Set this environment variable.}"

realm=${shellWord(accountId)}
method=${shellWord(method)}
url=${shellWord(url.text)}
${signedUrl ? `# The gateway at that address hands the call on to this one, which is signed.\nsigned_url=${shellWord(signedUrl.text)}\n` : ''}${body.assignment}
# Percent-encodes a text: RFC 3986.
encode() {
  TEXT=$1 LC_ALL=C awk 'BEGIN {
    for (i = 1; i < 256; i++) hex[sprintf("%c", i)] = sprintf("%%%02X", i)
    length_of_text = length(ENVIRON["TEXT"])
    for (i = 1; i <= length_of_text; i++) {
      c = substr(ENVIRON["TEXT"], i, 1)
      printf "%s", c ~ /[A-Za-z0-9._~-]/ ? c : hex[c]
    }
  }'
}

# The Authorization header of a request: RFC 5849. Arguments: method, URL${isForm ? ', form body' : ''}.
# The query${isForm ? ' and the form' : ''} must be percent-encoded already: a space as %20, never as +.
authorization() {
  oauth="oauth_consumer_key=$(encode "$NETSUITE_CONSUMER_KEY")
oauth_nonce=$(openssl rand -hex 16)
oauth_signature_method=HMAC-SHA256
oauth_timestamp=$(date +%s)
oauth_token=$(encode "$NETSUITE_TOKEN_ID")
oauth_version=1.0"
  case $2 in *\\?*) query=\${2#*\\?} ;; *) query= ;; esac
  parameters=$(printf '%s\\n' "$query" ${isForm ? '"$3" ' : ''}"$oauth" | tr '&' '\\n' | sed '/^$/d' |
    LC_ALL=C sort -t = -k 1,1 -k 2 | paste -s -d '&' -)
  base_string="$1&$(encode "\${2%%\\?*}")&$(encode "$parameters")"
  key="$(encode "$NETSUITE_CONSUMER_SECRET")&$(encode "$NETSUITE_TOKEN_SECRET")"
  # openssl takes the key as an argument: on a shared machine, others can see it while this runs.
  signature=$(printf '%s' "$base_string" | openssl dgst -sha256 -hmac "$key" -binary | openssl base64 -A)
  header="OAuth realm=\\"$(encode "$realm")\\""
  for parameter in $oauth; do
    header="$header, \${parameter%%=*}=\\"\${parameter#*=}\\""
  done
  printf '%s, oauth_signature="%s"' "$header" "$(encode "$signature")"
}

authorization=$(authorization "$method" "$${signedUrl ? 'signed_url' : 'url'}"${isForm ? ' "$body"' : ''})
${body.pipe}${curlArguments(prepared).join(' \\\n  ')}
`;
}

/** The body's variable, with a blank line after it, and what feeds it to curl. */
function shellBody({ body }: PreparedCall): { assignment: string; pipe: string } {
  if (body === undefined) {
    return { assignment: '', pipe: '' };
  }
  return isShellText(body)
    ? { assignment: `body=${shellWord(body)}\n`, pipe: `printf '%s' "$body" | ` }
    : { assignment: `# \\0ooo is an octet.\nbody=${shellBytes(body)}\n`, pipe: `printf '%b' "$body" | ` };
}

function curlArguments({ method, url, headers, body }: PreparedCall): readonly string[] {
  return [
    'curl --silent --show-error --fail-with-body',
    ...methodArguments(method, '"$method"'),
    '--header "Authorization: $authorization"',
    ...headerArguments(headers, body),
    ...(body === undefined ? [] : ['--data-binary @-']),
    ...globArguments(url.text),
    '"$url"',
  ];
}

/** A HEAD that is only named so would wait for a body. */
export function methodArguments(method: string, word: string): readonly string[] {
  return method === 'HEAD' ? ['--head'] : [`--request ${word}`];
}

export function headerArguments(headers: PreparedCall['headers'], body: string | undefined): readonly string[] {
  const isTyped = headers.some(({ name }) => name.toLowerCase() === 'content-type');
  return [
    // A header without a value is written with a semicolon.
    ...headers.map(({ name, value }) => `--header ${shellWord(value === '' ? `${name};` : `${name}: ${value}`)}`),
    // curl would call the body a form.
    ...(body !== undefined && !isTyped ? ["--header 'Content-Type:'"] : []),
  ];
}

/** To curl, brackets in a URL are a range. */
export function globArguments(url: string): readonly string[] {
  return /[[\]{}]/.test(url) ? ['--globoff'] : [];
}
