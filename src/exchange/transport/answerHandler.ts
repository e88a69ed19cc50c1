import type { Dispatcher } from 'undici';
import { BodyReceiver, type WholeBody } from './bodyReceiver.ts';
import type { Header } from '../record.ts';
import type { AnswerHead, Arriving } from './transport.ts';

/** What is known of an answer before its body. */
interface Head {
  readonly answer: AnswerHead;
  /** When it came, by performance.now(). */
  readonly at: number;
}

/** An answer to its end. */
export interface Answered {
  readonly head: Head;
  readonly whole: WholeBody;
}

/** More bytes than these do not wait to be unpacked: no more are read until there are fewer. */
const mostWaiting = 1 << 17;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Hears of one answer from undici as it comes off the wire. undici's own `request` makes a stream of each body, which
 * takes as long as all the rest of a small call.
 */
export class AnswerHandler implements Dispatcher.DispatchHandler {
  /** Rejects with what undici or the receiver of the body throws, or with the signal's reason. */
  readonly answered: Promise<Answered>;
  readonly #signal: AbortSignal;
  readonly #onReceived: ((arriving: Arriving) => void) | undefined;
  readonly #limit: number | undefined;
  readonly #abort: () => void;
  #resolve: (answered: Answered) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #head: Head | undefined;
  #receiver: BodyReceiver | undefined;
  /** Bytes that wait to be unpacked. */
  #waiting = 0;
  /** Bytes of the body that are surely still to come: undici takes the end of a paused connection for a break. */
  #left = 0;

  /** @param limit bytes of a body that are taken in */
  constructor(signal: AbortSignal, onReceived: ((arriving: Arriving) => void) | undefined, limit: number | undefined) {
    this.#signal = signal;
    this.#onReceived = onReceived;
    this.#limit = limit;
    this.answered = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Nobody waits any longer; what undici has not begun, it gives up when its turn comes.
    this.#abort = () => {
      this.#controller?.abort(signal.reason as Error);
      this.#fail(signal.reason);
    };
    signal.addEventListener('abort', this.#abort);
  }

  /** Whether there is an answer, be it that its body does not come to its end. */
  get isAnswered(): boolean {
    return this.#head !== undefined;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#signal.aborted) {
      controller.abort(this.#signal.reason as Error);
    }
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Headers, statusText = ''): void {
    // What comes before the answer itself, such as 103.
    if (status >= 200) {
      const answer = { status, statusText, headers: listHeaders(headers) };
      this.#head = { answer, at: performance.now() };
      this.#left = headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : Infinity;
      this.#receiver = new BodyReceiver(answer, true, this.#onReceived, this.#limit);
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Uint8Array): void {
    this.#left -= piece.byteLength;
    const added = this.#receiver?.add(piece);
    if (!added) {
      return;
    }
    this.#waiting += piece.byteLength;
    if (this.#waiting > mostWaiting && this.#left > 0) {
      controller.pause();
    }
    added.then(
      () => {
        this.#waiting -= piece.byteLength;
        controller.resume();
      },
      (error: unknown) => controller.abort(error as Error),
    );
  }

  onResponseEnd(): void {
    const head = this.#head;
    const whole = this.#receiver?.end();
    if (!head || !whole) {
      return;
    }
    const succeed = (body: WholeBody) => {
      this.#finish();
      this.#resolve({ head, whole: body });
    };
    if (whole instanceof Promise) {
      whole.then(succeed, (error: unknown) => this.#fail(error));
    } else {
      succeed(whole);
    }
  }

  onResponseError(_: Dispatcher.DispatchController | undefined, error: unknown): void {
    this.#fail(error);
  }

  #fail(error: unknown): void {
    this.#finish();
    this.#reject(error);
  }

  #finish(): void {
    this.#signal.removeEventListener('abort', this.#abort);
    this.#receiver?.dispose();
  }
}

function listHeaders(headers: Headers): Header[] {
  const list: Header[] = [];
  for (const name of Object.keys(headers)) {
    const value = headers[name] ?? '';
    if (typeof value === 'string') {
      list.push({ name, value });
    } else {
      list.push(...value.map(one => ({ name, value: one })));
    }
  }
  return list;
}
