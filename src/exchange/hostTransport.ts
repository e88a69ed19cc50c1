import { CodedError } from '../codedError.ts';
import { reasonOf, responseLimit, type Received, type Transport } from './transport.ts';

/**
 * Calls through the fetch of the program we run in. Inside VS Code that one knows the person's proxy (PAC files
 * too) and the system's certificates; it cannot tell the phases of a call, nor the size on the wire.
 */
export function hostTransport(fetchNow: typeof fetch): Transport {
  return async (request, signal, _, onReceived) => {
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
      return { response, waiting, body: await collect(response, onReceived) };
    };
    // What fetch rejects with does not say how far it came, so the careful reading is that the call may have run.
    const { response, waiting, body } = await attempt().catch((error: unknown) => {
      if (error instanceof CodedError) {
        throw error;
      }
      throw signal.aborted
        ? signal.reason
        : new CodedError('connection-broken', { reason: reasonOf(error) }, { cause: error });
    });
    return {
      status: response.status,
      statusText: response.statusText,
      headers: [...response.headers].map(([name, value]) => ({ name, value })),
      body,
      timing: { via: 'host', total: performance.now() - started, waiting },
    };
  };
}

/** Content-Length is of the bytes on the wire, and fetch gives them unpacked: what is to come is not known. */
async function collect(
  response: Response,
  onReceived: ((received: Received) => void) | undefined,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > responseLimit) {
      throw new CodedError('response-too-large', { limit: responseLimit });
    }
    chunks.push(chunk);
    onReceived?.({ bytes });
  }
  return Buffer.concat(chunks);
}
