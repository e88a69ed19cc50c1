import { readLoginFailure } from '../../exchange/loginFailure.ts';
import type { Exchange } from '../../exchange/record.ts';

/** Bytes of a body that are kept: an error is short, and a page that stands in its place says what it is at its head. */
const keptBytes = 32 * 1024;

/** More credentials than anybody looks into at once. */
const mostKept = 50;

/**
 * The last call of each credential whose login failed, or that ended at another server (302), until one succeeds: for
 * the question why. In memory only, and without secrets, as records are.
 */
export class FailedLogins {
  readonly #last = new Map<string, Exchange>();

  /** @param credentialId as the login guard has it */
  note(credentialId: string, { record, body }: Exchange): void {
    const status = record.response?.status;
    if (status !== undefined && status < 300) {
      this.#last.delete(credentialId);
    } else if (status === undefined ? isRefusedToken(record) : mayBeLogin(status, body)) {
      this.#last.delete(credentialId);
      this.#last.set(credentialId, { record, body: body.slice(0, keptBytes) });
      const [oldest] = this.#last.keys();
      if (this.#last.size > mostKept && oldest !== undefined) {
        this.#last.delete(oldest);
      }
    }
  }

  /** The last one since the credential's last success. */
  last(credentialId: string): Exchange | undefined {
    return this.#last.get(credentialId);
  }
}

/** The token endpoint gave none: the call itself was not made. */
function isRefusedToken({ failure }: Exchange['record']): boolean {
  return failure?.code === 'oauth2-refused' || failure?.code === 'oauth2-sign-in-again';
}

/** A refused login, another data centre's redirect, or a header that NetSuite could not read (ORA:section_4634920277). */
function mayBeLogin(status: number, body: Uint8Array): boolean {
  return (
    status === 302 ||
    readLoginFailure(status, body) !== undefined ||
    (status === 400 && new TextDecoder('latin1').decode(body.subarray(0, 4096)).includes('INVALID_REQUEST'))
  );
}
