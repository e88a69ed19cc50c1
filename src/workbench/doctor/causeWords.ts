import type { ClientId, ClientText } from '../../diagnosis/clients.ts';

/** What is said of a known client. */
export function clientText(id: ClientId): ClientText {
  return { name: id, remedy: id };
}
