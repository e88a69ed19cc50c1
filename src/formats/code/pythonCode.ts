import type { CodeCall } from './codeCall.ts';
import { pythonString } from './literals.ts';
import { intro, prepareCall } from './prepareCall.ts';

/**
 * Writes a Python script that sends with requests, and signs what requests is about to send.
 *
 * @throws CodedError as prepareCall does
 */
export function writePythonCode(call: CodeCall): string {
  const { method, url, signedUrl, headers, body, isForm, accountId, about } = prepareCall('python', call);
  const form = isForm ? "        parameters += parse_qsl(request.body.decode('utf-8'), keep_blank_values=True)\n" : '';
  return `${intro(about, '#')}# Signs with OAuth 1.0a (HMAC-SHA256) and sends. Needs Python 3.8 or later, pip install requests, and in the environment:
# NETSUITE_CONSUMER_KEY, NETSUITE_CONSUMER_SECRET, NETSUITE_TOKEN_ID, NETSUITE_TOKEN_SECRET
import base64
import hashlib
import hmac
import os
import secrets
import sys
import time
from urllib.parse import parse_qsl, quote, urlsplit

import requests
from requests.auth import AuthBase

REALM = ${pythonString(accountId)}
URL = ${pythonString(url.text)}
${signedUrl ? `# The gateway at that address hands the call on to this one, which is signed.\nSIGNED_URL = ${pythonString(signedUrl.text)}\n` : ''}${body === undefined ? '' : `BODY = ${pythonString(body)}\n`}

class NetSuiteAuth(AuthBase):
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


def variable(name):
    value = os.environ.get(name)
    if not value:
        sys.exit(f'Set the environment variable {name}.')
    return value


def encode(text):
    """Percent-encodes a text: RFC 3986."""
    return quote(text, safe='')


response = requests.request(
    ${pythonString(method)},
    URL,
${headers.length === 0 ? '' : `    headers={\n${headers.map(({ name, value }) => `        ${pythonString(name)}: ${pythonString(value)},\n`).join('')}    },\n`}${body === undefined ? '' : "    data=BODY.encode('utf-8'),\n"}    auth=NetSuiteAuth(REALM${signedUrl ? ', SIGNED_URL' : ''}),
    # Another address would need another signature.
    allow_redirects=False,
)
response.encoding = 'utf-8'
print(f'HTTP {response.status_code}')
print(response.text)
sys.exit(0 if response.status_code < 300 else 1)
`;
}
