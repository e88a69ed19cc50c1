import { shellWord } from '../literals.ts';
import type { LoginCode } from '../loginCode.ts';
import { gatewayNote } from '../opening.ts';
import type { PreparedCall } from '../prepareCall.ts';

/** Signing with openssl; its imports are environment variables. */
export function shellSignature({ signedUrl, isForm, accountId }: PreparedCall): LoginCode {
  return {
    imports: ['NETSUITE_CONSUMER_KEY', 'NETSUITE_CONSUMER_SECRET', 'NETSUITE_TOKEN_ID', 'NETSUITE_TOKEN_SECRET'],
    constants: `realm=${shellWord(accountId)}
${signedUrl ? `# ${gatewayNote} signed.\nsigned_url=${shellWord(signedUrl.text)}\n` : ''}`,
    authorization: `$(authorization "$method" "$${signedUrl ? 'signed_url' : 'url'}"${isForm ? ' "$body"' : ''})`,
    functions: `# Percent-encodes a text: RFC 3986.
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
`,
  };
}
