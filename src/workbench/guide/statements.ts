import type { StatementView } from '../../panels/guide/messages.ts';

const help = 'https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/';

/** What Oracle says, in words of our own; `page` names the page of its help, where it is one. */
export function documented(text: string, page?: string): StatementView {
  return { text, confidence: 'documented', ...(page !== undefined && { source: `${help}${page}.html` }) };
}

/** What others say, and Oracle does not. */
export function reported(text: string): StatementView {
  return { text, confidence: 'reported' };
}

/** What nobody says, and is likely. */
export function assumed(text: string): StatementView {
  return { text, confidence: 'assumed' };
}

/** Advice of ours, which is no statement about NetSuite. */
export function advice(text: string): StatementView {
  return { text };
}
