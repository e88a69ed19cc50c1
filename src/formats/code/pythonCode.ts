import type { CodeCall } from './codeCall.ts';
import { pythonString } from './literals.ts';
import { pythonAccessToken } from './oauth2/pythonAccessToken.ts';
import { opening } from './opening.ts';
import { prepareCall } from './prepareCall.ts';
import { pythonSignature } from './tba/pythonSignature.ts';

/**
 * Writes a Python script that sends with requests. The header is made by what requests asks for one, so that it counts
 * before a .netrc.
 *
 * @throws CodedError as prepareCall does
 */
export function writePythonCode(call: CodeCall): string {
  const prepared = prepareCall('python', call);
  const { method, url, headers, body, oauth2 } = prepared;
  const login = oauth2 ? pythonAccessToken(oauth2) : pythonSignature(prepared);
  const needs = `Python 3.8 or later, pip install requests${oauth2 ? ' "PyJWT[crypto]"' : ''}`;
  return `${opening(prepared, '#', needs)}${login.imports.map(line => `${line}\n`).join('')}from requests.auth import AuthBase

URL = ${pythonString(url.text)}
${login.constants}${body === undefined ? '' : `BODY = ${pythonString(body)}\n`}

${login.functions}

def variable(name):
    value = os.environ.get(name)
    if not value:
        sys.exit(f'Set the environment variable {name}.')
    return value


response = requests.request(
    ${pythonString(method)},
    URL,
${headers.length === 0 ? '' : `    headers={\n${headers.map(({ name, value }) => `        ${pythonString(name)}: ${pythonString(value)},\n`).join('')}    },\n`}${body === undefined ? '' : "    data=BODY.encode('utf-8'),\n"}    auth=${login.authorization},
    # ${oauth2 ? 'Another address must not get the token.' : 'Another address would need another signature.'}
    allow_redirects=False,
)
response.encoding = 'utf-8'
print(f'HTTP {response.status_code}')
print(response.text)
sys.exit(0 if response.status_code < 300 else 1)
`;
}
