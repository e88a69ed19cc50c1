import type { PracticeCredentials } from '../credentials.ts';

/** The one line of JSON that a started practice account prints; `shared` when another process already runs it. */
export interface ReadyLine extends PracticeCredentials {
  readonly baseUrl: string;
  readonly shared?: true;
}

/** Spelled out, so that the order of the fields is part of the format. */
export function printReadyLine(baseUrl: string, credentials: PracticeCredentials, shared: boolean): string {
  const { account, consumerKey, consumerSecret, token, tokenSecret, blocked } = credentials;
  const line: ReadyLine = {
    baseUrl,
    account,
    consumerKey,
    consumerSecret,
    token,
    tokenSecret,
    blocked,
    ...(shared ? { shared } : {}),
  };
  return `${JSON.stringify(line)}\n`;
}
