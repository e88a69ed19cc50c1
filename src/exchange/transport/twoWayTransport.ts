import { CodedError, isCoded } from '../../codedError.ts';
import { isLoopbackHost } from '../../tba/requestUrl.ts';
import type { Arriving, Transport, WireRequest, WireResponse } from './transport.ts';

/** Which way calls go: undici first and the host's fetch where that cannot connect, or one of them always. */
export type TransportMode = 'auto' | 'direct' | 'host';

/**
 * Undici first. When a connection fails before a byte of the request was sent, the call is signed anew and tried once
 * through the host's fetch, which knows PAC files and the system's proxy; the way that worked is kept for the host.
 */
export function twoWayTransport(direct: Transport, host: Transport, mode: () => TransportMode): Transport {
  const worked = new Map<string, 'direct' | 'host'>();
  return async (request, signal, signAnew, onReceived): Promise<WireResponse> => {
    const { host: name, hostname } = new URL(request.url);
    const way = mode();
    if (way === 'host' || (way === 'auto' && worked.get(name) === 'host')) {
      return host(request, signal, signAnew, onReceived);
    }
    try {
      return await direct(request, signal, signAnew, onReceived);
    } catch (error) {
      if (way === 'direct' || isLoopbackHost(hostname) || !isCoded(error, 'connect-failed')) {
        throw error;
      }
      const response = await secondTry(signAnew(), host, signal, signAnew, error, onReceived);
      worked.set(name, 'host');
      const firstTry = { reason: String(error.data['reason']) };
      return { ...response, timing: { ...response.timing, firstTry } };
    }
  };
}

/**
 * When neither way works, the first error says more, with the second beside it: the host's fetch hides its reasons. But
 * where that may have sent the call, this has to be said.
 */
async function secondTry(
  request: WireRequest,
  host: Transport,
  signal: AbortSignal,
  signAnew: () => WireRequest,
  first: CodedError,
  onReceived: ((arriving: Arriving) => void) | undefined,
): Promise<WireResponse> {
  try {
    return await host(request, signal, signAnew, onReceived);
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    if (isCoded(error, 'connect-failed')) {
      throw new CodedError(first.code, { ...first.data, hostReason: String(error.data['reason']) }, { cause: error });
    }
    throw isCoded(error, 'connection-broken')
      ? new CodedError(error.code, { ...error.data, directReason: String(first.data['reason']) }, { cause: error })
      : error;
  }
}
