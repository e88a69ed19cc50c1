/** What went wrong on the wire, of what an error's `reason` may say. */
export type WireFault =
  | 'name-not-found'
  | 'nothing-listens'
  | 'unreachable'
  | 'closed'
  | 'no-time'
  | 'proxy-login'
  | 'proxy-refused'
  | 'proxy-gone'
  | 'certificate-expired'
  | 'certificate-host'
  | 'certificate-unknown'
  | 'tls-version'
  | 'no-tls'
  | 'not-http'
  | 'headers-too-large'
  | 'length'
  | 'other';

/** The data of `connect-failed` and `connection-broken`. */
export interface WireFaultData {
  readonly reason?: string | number | boolean | undefined;
  /** Host and port of the proxy on the way. */
  readonly proxy?: string | number | boolean | undefined;
  /** What it answered instead of opening a tunnel. */
  readonly proxyStatus?: string | number | boolean | undefined;
  /** Why the host's way failed, which was tried after this one. */
  readonly hostReason?: string | number | boolean | undefined;
  /** Nothing came over a connection that had been kept from an earlier call. */
  readonly kept?: string | number | boolean | undefined;
  /** Why the direct way failed, which was tried before this one. */
  readonly directReason?: string | number | boolean | undefined;
}

const byReason: readonly (readonly [RegExp, WireFault])[] = [
  [/^(?:ENOTFOUND|EAI_)/, 'name-not-found'],
  [/^ECONNREFUSED$/, 'nothing-listens'],
  [/^(?:EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'unreachable'],
  [/^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'closed'],
  [/TIMEDOUT|TIMEOUT/, 'no-time'],
  [/^UND_ERR_ABORTED$/, 'proxy-refused'],
  [/EXPIRED|NOT_YET_VALID/, 'certificate-expired'],
  [/ALTNAME/, 'certificate-host'],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH|HTTP_REQUEST/, 'no-tls'],
  [/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS|HANDSHAKE_FAILURE|NO_SHARED_CIPHER/, 'tls-version'],
  [/CERT|SELF_SIGNED|ISSUER|LEAF|TLS|SSL/, 'certificate-unknown'],
  [/^HTTPParserError$|^HPE_/, 'not-http'],
  [/HEADERS_OVERFLOW/, 'headers-too-large'],
  [/LENGTH_MISMATCH/, 'length'],
];

/** Names a fault, so that its text need not know what systems and libraries call it. */
export function wireFault({ reason, proxy, proxyStatus }: WireFaultData): WireFault {
  if (proxyStatus === 407) {
    return 'proxy-login';
  }
  const fault = byReason.find(([pattern]) => pattern.test(String(reason)))?.[1] ?? 'other';
  const isOfProxy = proxy !== undefined && ['name-not-found', 'nothing-listens', 'unreachable'].includes(fault);
  return isOfProxy ? 'proxy-gone' : fault;
}
