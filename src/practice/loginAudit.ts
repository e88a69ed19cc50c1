import type { Surface } from './authentication/checks.ts';
import type { Parameter } from './authentication/parameters.ts';

/** One row of the Login Audit Trail, with what only a practice account tells: how the server saw the request. */
export interface LoginAuditEntry {
  /** Random, for the address of the row's page. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly status: 'Success' | 'Failure';
  /** Why it failed, by ORA:subsect_156935170194 and ORA:subsect_156934879823; '' for a success. */
  readonly detail: string;
  /** The row of the table of checks that failed; '' for a success. */
  readonly check: string;
  readonly surface: Surface | 'nlauth' | 'page' | 'oauth2-authorize' | 'oauth2-token';
  readonly applicationName: string;
  readonly applicationId: number;
  readonly tokenName: string;
  readonly tokenId: number;
  /** 0 when nobody could be made out. */
  readonly employeeId: number;
  readonly roleId: number;
  readonly ipAddress: string;
  readonly userAgent: string;
  /** The path without its query, as NetSuite shows it (assumed). */
  readonly requestUri: string;
  /** Undefined for a page, NLAuth or OAuth 2.0. */
  readonly seen: SeenRequest | undefined;
  /** The nonce that a success used up. */
  readonly usedNonce: { readonly owner: number; readonly timestamp: number; readonly nonce: string } | undefined;
}

/** A request as the server saw it, and what it made of it; long texts are cut. */
export interface SeenRequest {
  readonly method: string;
  readonly target: string;
  readonly host: string;
  readonly contentType: string;
  /** The Authorization header, or the passport's fields, decoded, in the order sent; octets. */
  readonly parameters: readonly Parameter[];
  /** The header as it came, when it could not be read; '' otherwise. */
  readonly unreadable: string;
  /** '' when the header could not be read. */
  readonly baseString: string;
  /** The signature that would have been right; '' when application or token are not known. */
  readonly expectedSignature: string;
}
