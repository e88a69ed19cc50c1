import { pythonString } from '../literals.ts';
import type { LoginCode } from '../loginCode.ts';
import { gatewayNote } from '../opening.ts';
import type { PreparedCall } from '../prepareCall.ts';

/** Signing what requests is about to send. */
export function pythonSignature({ signedUrl, isForm, accountId }: PreparedCall): LoginCode {
  const form = isForm ? "        parameters += parse_qsl(request.body.decode('utf-8'), keep_blank_values=True)\n" : '';
  return {
    imports: [
      'import base64',
      'import hashlib',
      'import hmac',
      'import os',
      'import secrets',
      'import sys',
      'import time',
      'from urllib.parse import parse_qsl, quote, urlsplit',
      '',
      'import requests',
    ],
    constants: `REALM = ${pythonString(accountId)}
${signedUrl ? `# ${gatewayNote} signed.\nSIGNED_URL = ${pythonString(signedUrl.text)}\n` : ''}`,
    authorization: `NetSuiteAuth(REALM${signedUrl ? ', SIGNED_URL' : ''})`,
    functions: `class NetSuiteAuth(AuthBase):
    """Signs a request with OAuth 1.0a: RFC 5849."""

    def __init__(self, realm${signedUrl ? ', signed_url' : ''}):
        self.realm = realm
${signedUrl ? '        self.signed_url = signed_url\n' : ''}
    def __call__(self, request):
        url = urlsplit(${signedUrl ? 'self.signed_url' : 'request.url'})
        oauth = [
            ('oauth_consumer_key', variable('NETSUITE_CONSUMER_KEY')),
            ('oauth_nonce', secrets.token_hex(16)),
            ('oauth_signature_method', 'HMAC-SHA256'),
            ('oauth_timestamp', str(int(time.time()))),
            ('oauth_token', variable('NETSUITE_TOKEN_ID')),
            ('oauth_version', '1.0'),
        ]
        parameters = parse_qsl(url.query, keep_blank_values=True) + oauth
${form}        encoded = sorted((encode(name), encode(value)) for name, value in parameters)
        base_string = '&'.join([
            request.method,
            encode(f'{url.scheme}://{url.netloc}{url.path}'),
            encode('&'.join(f'{name}={value}' for name, value in encoded)),
        ])
        key = f"{encode(variable('NETSUITE_CONSUMER_SECRET'))}&{encode(variable('NETSUITE_TOKEN_SECRET'))}"
        digest = hmac.new(key.encode(), base_string.encode(), hashlib.sha256).digest()
        header = [('realm', self.realm), *oauth, ('oauth_signature', base64.b64encode(digest).decode())]
        request.headers['Authorization'] = 'OAuth ' + ', '.join(f'{name}="{encode(value)}"' for name, value in header)
        return request


def encode(text):
    """Percent-encodes a text: RFC 3986."""
    return quote(text, safe='')
`,
  };
}
