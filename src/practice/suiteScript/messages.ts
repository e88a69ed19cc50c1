import type { FieldValue, Fields, LogRow, PlainRecord, QueryResult } from './port.ts';
import type { ScriptCall, ScriptEnd } from './run.ts';

/** The first message to a worker: its one run. */
export interface StartMessage {
  readonly call: ScriptCall;
  readonly usageLimit: number;
  /** Milliseconds, for the worker to end by itself when there is nobody left to end it. */
  readonly timeLimitMs: number;
}

/** What a worker says: an operation, whose answer it waits for, or how the run ended. */
export type WorkerMessage =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly usage: number }
  | { readonly kind: 'end'; readonly end: ScriptEnd; readonly usage: number };

export type Operation =
  | { readonly kind: 'load'; readonly type: string; readonly id: string }
  | {
      readonly kind: 'save';
      readonly type: string;
      /** Absent for a new record. */
      readonly id?: number | undefined;
      readonly fields: Fields;
      /** Absent when no sublist was touched. */
      readonly sublists?: Readonly<Record<string, readonly Fields[]>> | undefined;
    }
  | { readonly kind: 'delete'; readonly type: string; readonly id: string }
  | { readonly kind: 'search'; readonly type: string }
  | { readonly kind: 'query'; readonly query: string; readonly params: readonly FieldValue[] }
  | { readonly kind: 'log'; readonly row: LogRow };

export interface Results {
  readonly load: PlainRecord;
  readonly save: number;
  readonly delete: number;
  readonly search: readonly PlainRecord[];
  readonly query: QueryResult;
  readonly log: null;
}

export type AnswerMessage =
  | { readonly ok: true; readonly value: Results[keyof Results] }
  | { readonly ok: false; readonly name: string; readonly message: string };
