import { describe, expect, it, vi } from 'vitest';
import { CodedError } from '../../../../src/codedError.ts';
import { signRequest } from '../../../../src/tba/signRequest.ts';
import { findSigner } from '../../../../src/workbench/signature/findSigner.ts';
import { bookWith, secrets } from '../accounts/edit/fakeVscode.ts';

vi.mock('vscode', async () => (await import('../accounts/edit/fakeVscode.ts')).fakeVscode);

const active = { allowList: () => ({ allows: () => true }) } as unknown as Parameters<typeof findSigner>[1];
const url = 'https://1234567.restlets.api.netsuite.com/app/x';
const steps = signRequest(
  { method: 'GET', url, realm: '1234567', nonce: 'nonce123', timestamp: '1700000000' },
  secrets,
);

describe('the secrets that made a signature', () => {
  it('are found in the tree', async () => {
    const { book } = await bookWith();
    expect(await findSigner(book, active, steps)).toEqual(secrets);
  });

  it('are unknown where they are missing or of another version', async () => {
    const { book, entries, token } = await bookWith();
    entries.set(`token.${token.id}`, '{"version":99}');
    await expect(findSigner(book, active, steps)).rejects.toMatchObject({ code: 'signer-unknown' });
  });

  it('are not called unknown when the vault does not answer', async () => {
    const { book } = await bookWith();
    const locked = {
      credentials: () => book.credentials(),
      secrets: () => Promise.reject(new CodedError('vault-unavailable')),
    };
    await expect(findSigner(locked, active, steps)).rejects.toMatchObject({ code: 'vault-unavailable' });
  });
});
