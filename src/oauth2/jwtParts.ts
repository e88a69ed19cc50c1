export type Claims = Readonly<Record<string, unknown>>;

/** What a JWT says: all of it but its signature. Nothing in it is trusted. */
export interface JwtParts {
  readonly header: Claims;
  readonly claims: Claims;
}
