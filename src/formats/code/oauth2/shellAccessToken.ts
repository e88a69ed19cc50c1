import type { CodeLogin } from '../codeCall.ts';
import { globArguments } from '../curlArguments.ts';
import { shellWord } from '../literals.ts';
import { assertionLifetime, assertionType, type LoginCode } from '../loginCode.ts';
import { gatewayNote } from '../opening.ts';

/** An access token for an assertion that openssl signs; its imports are environment variables. */
export function shellAccessToken({ tokenUrl, audience, scopes }: CodeLogin): LoginCode {
  const isElsewhere = audience !== tokenUrl;
  return {
    imports: ['NETSUITE_CLIENT_ID', 'NETSUITE_CERTIFICATE_ID', 'NETSUITE_PRIVATE_KEY_FILE'],
    constants: `token_url=${shellWord(tokenUrl)}
${isElsewhere ? `# ${gatewayNote} the audience.\naudience=${shellWord(audience)}\n` : ''}scopes=${shellWord(JSON.stringify(scopes))}
`,
    authorization: '$(access_token)',
    functions: `# The algorithm goes with the key: RFC 7518 section 3.
case $(openssl pkey -in "$NETSUITE_PRIVATE_KEY_FILE" -noout -text_pub) in
  *prime256v1*) algorithm=ES256 digits=64 ;;
  *secp384r1*) algorithm=ES384 digits=96 ;;
  *secp521r1*) algorithm=ES512 digits=132 ;;
  *Modulus*) algorithm=PS256 ;;
  *)
    echo 'NETSUITE_PRIVATE_KEY_FILE holds no key that NetSuite takes.' >&2
    exit 1
    ;;
esac

# Signs what comes in.
sign() {
  if [ "$algorithm" = PS256 ]; then
    openssl dgst -sha256 -sign "$NETSUITE_PRIVATE_KEY_FILE" -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:-1
  else
    # openssl writes two numbers in ASN.1; a JWT has them side by side, each as long as the key.
    printf '%b' "$(openssl dgst "-sha\${algorithm#ES}" -sign "$NETSUITE_PRIVATE_KEY_FILE" |
      openssl asn1parse -inform DER | awk -F : -v digits="$digits" '
        function value(digit) { return index("0123456789ABCDEF", digit) - 1 }
        /INTEGER/ {
          number = $NF
          while (length(number) < digits) number = "0" number
          for (i = 1; i < digits; i += 2)
            printf "\\\\0%03o", value(substr(number, i, 1)) * 16 + value(substr(number, i + 1, 1))
        }')"
  fi
}

base64url() {
  openssl base64 -A | tr '+/' '-_' | tr -d '='
}

# What stands in a text of JSON.
json() {
  printf '%s' "$1" | sed 's/[\\"]/\\\\&/g'
}

# Asks for an access token, which counts for an hour: keep it where there are many calls.
access_token() {
  now=$(date +%s)
  header=$(printf '{"typ":"JWT","alg":"%s","kid":"%s"}' "$algorithm" "$(json "$NETSUITE_CERTIFICATE_ID")" | base64url)
  claims=$(printf '{"iss":"%s","scope":%s,"aud":"%s","iat":%s,"exp":%s}' "$(json "$NETSUITE_CLIENT_ID")" \\
    "$scopes" "$(json "$${isElsewhere ? 'audience' : 'token_url'}")" "$now" "$((now + ${assertionLifetime}))" | base64url)
  signature=$(printf '%s' "$header.$claims" | sign | base64url)
  [ "$signature" ] || exit 1
  type=${encodeURIComponent(assertionType)}
  answer=$(printf '%s' "grant_type=client_credentials&client_assertion_type=$type" \\
    "&client_assertion=$header.$claims.$signature" |
    curl --silent --show-error --fail-with-body --data-binary @- ${globArguments(tokenUrl)
      .map(each => `${each} `)
      .join('')}"$token_url") || {
    printf 'There is no access token: %s\\n' "$answer" >&2
    exit 1
  }
  printf '%s' "$answer" | sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p'
}
`,
  };
}
