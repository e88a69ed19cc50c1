import { CodedError } from '../../codedError.ts';
import { BodyReceiver, type WholeBody } from './bodyReceiver.ts';
import { isBeforeSending, reasonOf, type AnswerHead, type Transport } from './transport.ts';

/**
 * Calls through the fetch of the program we run in. Inside VS Code that one knows the person's proxy (PAC files
 * too) and the system's certificates; it cannot tell the phases of a call, nor the size on the wire.
 *
 * @param limit bytes of a body that are taken in; asked for with each call
 */
export function hostTransport(fetchNow: typeof fetch, limit?: () => number): Transport {
  return async (request, signal, _, onReceived) => {
    const started = performance.now();
    let isAnswered = false;
    const attempt = async () => {
      const response = await fetchNow(request.url, {
        method: request.method,
        headers: request.headers.map(({ name, value }) => [name, value]),
        redirect: 'manual',
        signal,
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      isAnswered = true;
      const waiting = performance.now() - started;
      const answer: AnswerHead = {
        status: response.status,
        statusText: response.statusText,
        headers: [...response.headers].map(([name, value]) => ({ name, value })),
      };
      // fetch has unpacked it, so what is to come is not known.
      const receiver = new BodyReceiver(answer, false, onReceived, limit?.());
      return { answer, waiting, ...(await received(response.body, receiver)) };
    };
    // What fetch rejects with seldom says how far it came, so the careful reading is that the call may have run.
    const { answer, waiting, body } = await attempt().catch((error: unknown) => {
      if (error instanceof CodedError) {
        throw error;
      }
      const reason = reasonOf(error);
      const code = !isAnswered && isBeforeSending(reason) ? 'connect-failed' : 'connection-broken';
      throw signal.aborted ? signal.reason : new CodedError(code, { reason }, { cause: error });
    });
    return {
      ...answer,
      body,
      timing: { via: 'host', total: performance.now() - started, waiting },
    };
  };
}

async function received(pieces: AsyncIterable<Uint8Array> | null, receiver: BodyReceiver): Promise<WholeBody> {
  try {
    // A response without a body has no stream.
    for await (const piece of pieces ?? []) {
      await receiver.add(piece);
    }
    return await receiver.end();
  } finally {
    receiver.dispose();
  }
}
