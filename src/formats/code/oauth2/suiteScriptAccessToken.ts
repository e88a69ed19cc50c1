import type { CodeLogin } from '../codeCall.ts';
import { javascriptString } from '../literals.ts';
import { assertionLifetime, assertionType } from '../loginCode.ts';
import type { SuiteScriptLogin } from '../suiteScriptOther.ts';

/**
 * An access token for an assertion that N/crypto/certificate signs with a digital certificate of the calling account.
 * The signer takes the algorithm from the certificate, so that one of RSA has to be made for RSASSA-PSS.
 *
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_0312092247.html SuiteScript with OAuth 2.0
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_0312092212.html its certificates
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1547071865.html createSigner
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1547244059.html Signer.sign
 */
export function suiteScriptAccessToken({ tokenUrl, audience, scopes }: CodeLogin): SuiteScriptLogin {
  return {
    how: 'logged in by OAuth 2.0 client credentials',
    needs: [
      '- a digital certificate in the account of the script (Setup > Company > Certificates): EC on the curve P-256, or',
      '  RSASSA-PSS with ALGORITHM PS256',
      '- its public part in the account that is called: Setup > Integration > Manage Authentication >',
      '  OAuth 2.0 Client Credentials (M2M) Setup',
      '- client ID and certificate ID from there, which are no secrets without the private key, filled in below.',
    ],
    units: 30,
    imports: ['N/crypto/certificate', 'N/encode', 'N/https'],
    constants: `  const CLIENT_ID = '';
  const CERTIFICATE_ID = '';
  const CERTIFICATE = 'custcertificate_netsuite';
  const ALGORITHM = 'ES256';
  const TOKEN_URL = ${javascriptString(tokenUrl)};
  const AUDIENCE = ${audience === tokenUrl ? 'TOKEN_URL' : javascriptString(audience)};
  const SCOPES = [${scopes.map(javascriptString).join(', ')}];
`,
    belowUrl: '',
    authorization: '`Bearer ${accessToken()}`',
    functions: `  /** Asks for an access token, which counts for an hour: keep it where there are many calls. */
  const accessToken = () => {
    const form = {
      grant_type: 'client_credentials',
      client_assertion_type: '${assertionType}',
      client_assertion: assertion(),
    };
    const { code, body } = https.post({
      url: TOKEN_URL,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: Object.entries(form)
        .map(([name, value]) => \`\${name}=\${encodeURIComponent(value)}\`)
        .join('&'),
    });
    if (code !== 200) {
      throw new Error(\`There is no access token: HTTP \${code} \${body}\`);
    }
    return JSON.parse(body).access_token;
  };

  /** A JWT that shows who asks. */
  const assertion = () => {
    if (!CLIENT_ID || !CERTIFICATE_ID) {
      throw new Error('Fill in CLIENT_ID and CERTIFICATE_ID.');
    }
    const now = Math.floor(Date.now() / 1000);
    const signed = [
      { typ: 'JWT', alg: ALGORITHM, kid: CERTIFICATE_ID },
      { iss: CLIENT_ID, scope: SCOPES, aud: AUDIENCE, iat: now, exp: now + ${assertionLifetime} },
    ]
      .map((part) => base64Url(JSON.stringify(part)))
      .join('.');
    const signer = certificate.createSigner({ certId: CERTIFICATE, algorithm: certificate.HashAlg.SHA256 });
    signer.update({ input: signed });
    const signature = signer.sign({
      outputEncoding: encode.Encoding.BASE_64_URL_SAFE,
      // As a JWT has it, which is not ASN.1.
      useRawFormatForECDSA: ALGORITHM.startsWith('ES'),
    });
    return \`\${signed}.\${signature.replace(/=+$/, '')}\`;
  };

  const base64Url = (text) =>
    encode
      .convert({
        string: text,
        inputEncoding: encode.Encoding.UTF_8,
        outputEncoding: encode.Encoding.BASE_64_URL_SAFE,
      })
      .replace(/=+$/, '');
`,
  };
}
