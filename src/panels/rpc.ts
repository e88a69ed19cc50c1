import type { Shape } from './shapes.ts';

// The one protocol between a webview and its host. Every call is answered, with a result or an error;
// what the host pushes is always the whole state, so a message lost on a hidden panel costs nothing.

/** The calls that a panel may make: method → what it takes and what it answers. */
export type Contract = Record<string, { readonly params: unknown; readonly result: unknown }>;

/** One function for each call of a contract. */
export type Handlers<C extends Contract> = {
  readonly [M in keyof C]: (params: C[M]['params']) => Promise<C[M]['result']> | C[M]['result'];
};

/** What each call of a contract takes: a panel shows what others wrote, and what comes from it may be anything. */
export type Takes<C extends Contract> = { readonly [M in keyof C]: Shape<C[M]['params']> };

/** Either end of the channel. */
export interface Port {
  post(message: unknown): void;
  listen(handler: (message: unknown) => void): void;
}

/** An error on its way to the panel: a stable code and text for people. */
export interface RpcError {
  readonly code: string;
  readonly message: string;
  /** What the message needs, never secret. */
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

interface CallMessage {
  readonly kind: 'call';
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
}

type AnswerMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: false; readonly error: RpcError };

interface SnapshotMessage {
  readonly kind: 'snapshot';
  readonly state: unknown;
}

/**
 * Host side: answers every call, unknown ones and failing ones too.
 *
 * @param takes what is refused before a handler sees it; undefined between threads of ours
 */
export function serve<C extends Contract>(
  port: Port,
  handlers: Handlers<C>,
  describe: (error: unknown) => RpcError,
  takes?: Takes<C>,
): void {
  port.listen(message => {
    if (isCall(message)) {
      void answer(message, handlers, describe, takes).then(reply => port.post(reply));
    }
  });
}

/** Host side: gives the panel its whole state anew. */
export function pushSnapshot(port: Port, state: unknown): void {
  port.post({ kind: 'snapshot', state } satisfies SnapshotMessage);
}

/** Panel side: a function that calls the host, and a place to hear of new state, of the type that the host pushes. */
export function connect<C extends Contract>(
  port: Port,
  onSnapshot: (state: never) => void,
): <M extends keyof C & string>(method: M, params: C[M]['params']) => Promise<C[M]['result']> {
  const waiting = new Map<number, (answer: AnswerMessage) => void>();
  let lastId = 0;
  port.listen(message => {
    if (isAnswer(message)) {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    } else if (isSnapshot(message)) {
      onSnapshot(message.state as never);
    }
  });
  return (method, params) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, reply => {
        if (reply.ok) {
          resolve(reply.result);
        } else {
          reject(new RpcFailure(reply.error));
        }
      });
      port.post({ kind: 'call', id, method, params } satisfies CallMessage);
    });
}

/** What a refused call rejects with on the panel's side. */
export class RpcFailure extends Error {
  readonly code: string;
  readonly data: NonNullable<RpcError['data']>;

  constructor(error: RpcError) {
    super(error.message);
    this.name = 'RpcFailure';
    this.code = error.code;
    this.data = error.data ?? {};
  }
}

async function answer<C extends Contract>(
  call: CallMessage,
  handlers: Handlers<C>,
  describe: (error: unknown) => RpcError,
  takes: Takes<C> | undefined,
): Promise<AnswerMessage> {
  try {
    const handler = Object.hasOwn(handlers, call.method) ? handlers[call.method] : undefined;
    if (!handler) {
      throw new Error(`No such call: ${call.method.slice(0, 100)}`);
    }
    if (takes?.[call.method]?.(call.params) === false) {
      throw new Error(`Not what the call ${call.method} takes.`);
    }
    return { kind: 'answer', id: call.id, ok: true, result: await handler(call.params) };
  } catch (error) {
    return { kind: 'answer', id: call.id, ok: false, error: describe(error) };
  }
}

function isMessage(message: unknown, kind: string): message is { kind: string; id?: unknown } {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === kind;
}

function isCall(message: unknown): message is CallMessage {
  return (
    isMessage(message, 'call') &&
    typeof message.id === 'number' &&
    'method' in message &&
    typeof message.method === 'string'
  );
}

function isAnswer(message: unknown): message is AnswerMessage {
  return isMessage(message, 'answer') && typeof message.id === 'number';
}

function isSnapshot(message: unknown): message is SnapshotMessage {
  return isMessage(message, 'snapshot');
}
