import type { Vault } from '../../../accounts/vault.ts';
import type { KeyPair } from '../../../oauth2/makeCertificate.ts';
import type { OAuth2Target } from './oauth2Target.ts';

/** A key pair whose certificate ID is not known here yet: an administrator may take days to map it. */
export interface PendingKey {
  readonly id: string;
  readonly target: OAuth2Target;
  readonly pair: KeyPair;
  /** Milliseconds since 1970. */
  readonly since: number;
}

const prefix = 'pending-oauth2.';
const version = 1;

/** Key pairs that wait for their certificate ID, each an entry of the vault. */
export class PendingKeys {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  /** The oldest first. What another version wrote is left where it is. @throws CodedError `vault-unavailable` */
  async list(): Promise<readonly PendingKey[]> {
    const ids = (await this.#vault.keys()).filter(key => key.startsWith(prefix));
    const entries = await Promise.all(ids.map(key => this.#vault.get(key)));
    return entries.flatMap(entry => read(entry) ?? []).sort((a, b) => a.since - b.since);
  }

  /** @throws CodedError `vault-unavailable` */
  async keep(pending: PendingKey): Promise<void> {
    await this.#vault.store(prefix + pending.id, JSON.stringify({ version, ...pending }));
  }

  /** @throws CodedError `vault-unavailable` */
  async drop(id: string): Promise<void> {
    await this.#vault.delete(prefix + id);
  }
}

function read(entry: string | undefined): PendingKey | undefined {
  try {
    const { version: written, ...pending } = JSON.parse(entry ?? '{}') as PendingKey & { readonly version?: number };
    return written === version ? pending : undefined;
  } catch {
    return undefined;
  }
}
