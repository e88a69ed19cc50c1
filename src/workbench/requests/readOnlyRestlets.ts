import type { Memento } from 'vscode';
import type { Deployment } from '../../exchange/guards/productionGuard.ts';
import { storedList } from '../stored.ts';

/** A deployment of one account, as calls name it. */
export interface AccountDeployment extends Deployment {
  /** Account ID. */
  readonly account: string;
}

const key = 'readOnlyRestlets';

/** The RESTlets of which the person said that their GETs only read, in the global state: they hold for every window. */
export class ReadOnlyRestlets {
  readonly #state: Memento;

  constructor(globalState: Memento) {
    this.#state = globalState;
  }

  all(): readonly AccountDeployment[] {
    return this.#texts().flatMap(text => parse(text) ?? []);
  }

  has(restlet: AccountDeployment): boolean {
    return this.#texts().includes(print(restlet));
  }

  async add(restlets: readonly AccountDeployment[]): Promise<void> {
    await this.#state.update(key, [...new Set([...this.#texts(), ...restlets.map(print)])]);
  }

  /** Their GETs are asked about again. What this version cannot read stays. */
  async remove(isGone: (restlet: AccountDeployment) => boolean): Promise<void> {
    const left = this.#texts().filter(text => {
      const restlet = parse(text);
      return !restlet || !isGone(restlet);
    });
    if (left.length < this.#texts().length) {
      await this.#state.update(key, left);
    }
  }

  #texts(): readonly string[] {
    return storedList(this.#state.get<unknown>(key));
  }
}

function print({ account, script, deploy }: AccountDeployment): string {
  return JSON.stringify([account, script, deploy]);
}

function parse(text: string): AccountDeployment | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const [account, script, deploy] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  return typeof account === 'string' && typeof script === 'string' && typeof deploy === 'string'
    ? { account, script, deploy }
    : undefined;
}
