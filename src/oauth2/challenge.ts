/** What WWW-Authenticate says against an access token. */
export interface BearerChallenge {
  readonly error: string;
  readonly description: string;
}

/**
 * Reads the challenge Bearer of a WWW-Authenticate header; undefined where there is none, or where it names no error.
 *
 * @see RFC 6750 section 3, https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/subsect_158521885412.html
 */
export function readBearerChallenge(header: string): BearerChallenge | undefined {
  const challenge = /(?:^|,\s*)Bearer\s+(.*)$/is.exec(header.slice(0, 4096))?.[1];
  const value = (name: string) => {
    const [, quoted, plain] =
      new RegExp(`(?:^|[\\s,])${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`, 'i').exec(challenge ?? '') ??
      [];
    return quoted?.replace(/\\(.)/gs, '$1') ?? plain;
  };
  const error = value('error');
  return error === undefined
    ? undefined
    : { error: error.slice(0, 100), description: (value('error_description') ?? '').slice(0, 500) };
}
