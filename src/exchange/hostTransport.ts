import { CodedError } from '../codedError.ts';
import { reasonOf, responseLimit, type Transport } from './transport.ts';

/**
 * Calls through the fetch of the program we run in. Inside VS Code that one knows the person's proxy (PAC files
 * too) and the system's certificates; it cannot tell the phases of a call, nor the size on the wire.
 */
export function hostTransport(fetchNow: typeof fetch): Transport {
  return async (request, signal) => {
    const started = performance.now();
    const attempt = async () => {
      const response = await fetchNow(request.url, {
        method: request.method,
        headers: request.headers.map(({ name, value }) => [name, value]),
        redirect: 'manual',
        signal,
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      const waiting = performance.now() - started;
      return { response, waiting, body: new Uint8Array(await response.arrayBuffer()) };
    };
    // What fetch rejects with does not say how far it came, so the careful reading is that the call may have run.
    const { response, waiting, body } = await attempt().catch((error: unknown) => {
      throw signal.aborted
        ? signal.reason
        : new CodedError('connection-broken', { reason: reasonOf(error) }, { cause: error });
    });
    if (body.byteLength > responseLimit) {
      throw new CodedError('response-too-large', { limit: responseLimit });
    }
    return {
      status: response.status,
      statusText: response.statusText,
      headers: [...response.headers].map(([name, value]) => ({ name, value })),
      body,
      timing: { via: 'host', total: performance.now() - started, waiting },
    };
  };
}
