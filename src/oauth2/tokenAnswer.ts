/** What the token endpoint gave. */
export interface TokenAnswer {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  /** Where the grant has one. */
  readonly refreshToken?: string;
}

/** Why it gave nothing, in the words of RFC 6749 5.2; `error` is empty where the answer has none. */
export interface TokenRefusal {
  readonly error: string;
  readonly description: string;
}

/** An hour, where the answer does not say (ORA:section_162755359851). */
const usualLifetime = 3600;

/** What can stand in a header after `Bearer` (RFC 6750 2.1); more than this is no token. */
const bearerToken = /^[\w.~+/-]{1,8192}=*$/;

/**
 * Reads an answer of the token endpoint.
 *
 * @param body the first of it at least; an answer of the endpoint is short
 */
export function readTokenAnswer(status: number, body: string): TokenAnswer | TokenRefusal {
  const fields = parseObject(body);
  const token = fields['access_token'];
  if (status === 200 && typeof token === 'string' && bearerToken.test(token)) {
    const refreshToken = fields['refresh_token'];
    return {
      accessToken: token,
      expiresIn: readSeconds(fields['expires_in']),
      ...(typeof refreshToken === 'string' && bearerToken.test(refreshToken) && { refreshToken }),
    };
  }
  const { error, error_description: description } = fields;
  return {
    error: typeof error === 'string' ? error.slice(0, 100) : '',
    description: typeof description === 'string' ? description.slice(0, 500) : '',
  };
}

/** NetSuite writes the number as a text. */
function readSeconds(value: unknown): number {
  const seconds = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && seconds > 0 ? seconds : usualLifetime;
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
