/** What may be shown of a secret: how long it is, and its ends. */
export interface SecretShape {
  /** In characters. */
  readonly length: number;
  /** First and last two characters; absent where they would give half of the secret away. */
  readonly ends?: { readonly first: string; readonly last: string };
}

/** Describes a secret without telling it. */
export function shapeOf(secret: string): SecretShape {
  return secret.length < 16
    ? { length: secret.length }
    : { length: secret.length, ends: { first: secret.slice(0, 2), last: secret.slice(-2) } };
}

/** NetSuite's keys, secrets and tokens are 64 hexadecimal digits. */
export function looksLikeNetSuiteSecret(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text);
}
