import type { CodeLogin } from '../codeCall.ts';
import { pythonString } from '../literals.ts';
import { assertionLifetime, assertionType, type LoginCode } from '../loginCode.ts';
import { gatewayNote } from '../opening.ts';

/** An access token for an assertion that PyJWT signs. */
export function pythonAccessToken({ tokenUrl, audience, scopes }: CodeLogin): LoginCode {
  const isElsewhere = audience !== tokenUrl;
  return {
    imports: [
      'import os',
      'import sys',
      'import time',
      '',
      'import jwt',
      'import requests',
      'from cryptography.hazmat.primitives.serialization import load_pem_private_key',
    ],
    constants: `TOKEN_URL = ${pythonString(tokenUrl)}
${isElsewhere ? `# ${gatewayNote} the audience.\nAUDIENCE = ${pythonString(audience)}\n` : ''}SCOPES = [${scopes.map(pythonString).join(', ')}]
`,
    authorization: 'NetSuiteAuth()',
    functions: `class NetSuiteAuth(AuthBase):
    """Logs in by OAuth 2.0 client credentials."""

    def __call__(self, request):
        request.headers['Authorization'] = f'Bearer {access_token()}'
        return request


def access_token():
    """Asks for an access token, which counts for an hour: keep it where there are many calls."""
    response = requests.post(
        TOKEN_URL,
        data={
            'grant_type': 'client_credentials',
            'client_assertion_type': '${assertionType}',
            'client_assertion': assertion(),
        },
        # Nothing of a .netrc: the assertion says who asks.
        auth=lambda request: request,
        allow_redirects=False,
    )
    if response.status_code != 200:
        sys.exit(f'There is no access token: HTTP {response.status_code} {response.text}')
    return response.json()['access_token']


def assertion():
    """Makes a JWT that shows who asks, signed as its key wants it: RFC 7518 section 3."""
    with open(variable('NETSUITE_PRIVATE_KEY_FILE'), 'rb') as file:
        key = load_pem_private_key(file.read(), password=None)
    curves = {'secp256r1': 'ES256', 'secp384r1': 'ES384', 'secp521r1': 'ES512'}
    now = int(time.time())
    return jwt.encode(
        {
            'iss': variable('NETSUITE_CLIENT_ID'),
            'scope': SCOPES,
            'aud': ${isElsewhere ? 'AUDIENCE' : 'TOKEN_URL'},
            'iat': now,
            'exp': now + ${assertionLifetime},
        },
        key,
        algorithm=curves[key.curve.name] if hasattr(key, 'curve') else 'PS256',
        headers={'kid': variable('NETSUITE_CERTIFICATE_ID')},
    )
`,
  };
}
