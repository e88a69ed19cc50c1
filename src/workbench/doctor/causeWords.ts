import type { CauseCode } from '../../diagnosis/causeCodes.ts';
import type { CauseText } from '../../diagnosis/causeTexts.ts';
import type { ClientId, ClientText } from '../../diagnosis/clients.ts';

/** What is said of a cause. */
export function causeText(code: CauseCode): CauseText {
  return { title: code, explanation: code, fix: code, stacks: {} };
}

/** What is said of a known client. */
export function clientText(id: ClientId): ClientText {
  return { name: id, remedy: id };
}
