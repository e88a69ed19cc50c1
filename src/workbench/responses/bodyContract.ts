import type { Line } from '../../bodies/lines.ts';
import type { BodySummary } from '../../bodies/openBody.ts';
import type { Row } from '../../bodies/rows.ts';

/** What the host asks of the worker that holds a body. */
export interface BodyCalls {
  /** Hands the bytes over and reads them; to be called once and first. */
  readonly open: {
    readonly params: { readonly status: number; readonly contentType: string | undefined; readonly body: Uint8Array };
    readonly result: BodySummary;
  };
  readonly rows: { readonly params: PageParams; readonly result: readonly Row[] };
  readonly lines: { readonly params: PageParams; readonly result: readonly Line[] };
  readonly toggle: { readonly params: { readonly node: number }; readonly result: RowsChanged };
  /** `level` null unfolds everything. */
  readonly foldToLevel: { readonly params: { readonly level: number | null }; readonly result: RowsChanged };
  /** The whole text: `raw` as it came, `pretty` indented when it is JSON without a problem. */
  readonly text: { readonly params: { readonly form: 'raw' | 'pretty' }; readonly result: string };
}

/** The calls as rpc.ts wants them. */
export type BodyContract = { [M in keyof BodyCalls]: BodyCalls[M] };

/** A piece of a list. */
export interface PageParams {
  readonly from: number;
  readonly count: number;
}

/** After folding: how many rows there are now and in which one the node is (-1: hidden). */
export interface RowsChanged {
  readonly rows: number;
  readonly row: number;
}
