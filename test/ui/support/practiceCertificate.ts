// A play certificate that the practice account knows, and the credential that logs in with it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../../host/paths.ts';
import type { PracticeAccount } from '../../host/practice.ts';
import { certificatePath, controlHeader, revokeCertificatePath } from '../../../src/practice/server/control.ts';

const certificates = join(repository, 'test/fixtures/certificates');

export type PracticeCertificate = {
  readonly id: string;
  readonly privateKey: string;
  readonly revoke: () => Promise<void>;
};

/** Maps the certificate on P-256 to the sample application, Jane and her role. */
export async function mapCertificate(account: PracticeAccount, stateFolder: string): Promise<PracticeCertificate> {
  const { secret } = JSON.parse(await readFile(join(stateFolder, 'run.json'), 'utf8')) as { readonly secret: string };
  const change = async (path: string, body?: Buffer): Promise<unknown> => {
    const answer = await fetch(account.baseUrl + path, {
      method: 'POST',
      headers: { [controlHeader]: secret },
      ...(body && { body: new Uint8Array(body) }),
    });
    if (!answer.ok) {
      throw new Error(`The practice account answered ${answer.status}.`);
    }
    return answer.json();
  };
  const certificate = await readFile(join(certificates, 'p256.cert.pem'));
  const mapped = await change(`${certificatePath}?application=1&employee=42&role=1001`, certificate);
  const { certificateId: id } = mapped as { readonly certificateId: string };
  return {
    id,
    privateKey: await readFile(join(certificates, 'p256.key.pem'), 'utf8'),
    revoke: async () => {
      await change(`${revokeCertificatePath}?certificate=${id}`);
    },
  };
}

/** An exported file with the sample token and with a credential of the certificate, which ends after 12 days. */
export function accountsFile(name: string, account: PracticeAccount, { id, privateKey }: PracticeCertificate): string {
  const { baseUrl, account: accountId, consumerKey, consumerSecret, token, tokenSecret } = account;
  const expiresAt = new Date(Date.now() + 12.5 * 24 * 60 * 60 * 1000).toISOString();
  const login = {
    grant: 'client-credentials',
    scopes: ['restlets', 'rest_webservices'],
    certificate: { id, expiresAt },
  };
  const tokens = [
    { name: 'by token', isNamed: true, token, tokenSecret },
    { name: 'by certificate', isNamed: true, oauth2: login, clientId: consumerKey, privateKey },
  ];
  const applications = [{ name: 'Orders hub', consumerKey, consumerSecret, tokens }];
  return JSON.stringify({
    format: 'netsuite-tba-accounts',
    version: 2,
    secrets: true,
    accounts: [{ name, accountId, baseUrl, applications }],
  });
}
