// Entry of the worker thread that holds one response body: reads it once and answers pages of it, so that a large
// body never blocks the extension host, and its memory goes when the thread is ended.
import { parentPort } from 'node:worker_threads';
import { pageLines } from '../../bodies/lines.ts';
import { openBody, type OpenBody } from '../../bodies/openBody.ts';
import { prettyJson } from '../../bodies/prettyJson.ts';
import { foldToLevel, toggleFold } from '../../bodies/foldView.ts';
import { pageRows } from '../../bodies/rows.ts';
import { CodedError, isCoded } from '../../codedError.ts';
import { serve } from '../../panels/rpc.ts';
import type { BodyContract } from './bodyContract.ts';

let opened: OpenBody | undefined;

function body(): OpenBody {
  if (!opened) {
    throw new CodedError('body-not-open');
  }
  return opened;
}

const port = parentPort;
if (port) {
  serve<Pick<BodyContract, 'open' | 'rows' | 'lines' | 'toggle' | 'foldToLevel' | 'text'>>(
    {
      post: message => {
        port.postMessage(message);
      },
      listen: handler => {
        port.on('message', handler);
      },
    },
    {
      open: response => {
        opened = openBody(response);
        return opened.summary;
      },
      rows: ({ from, count }) => {
        const { view } = body();
        return view ? pageRows(view, from, count) : [];
      },
      lines: ({ from, count }) => {
        const { lines } = body();
        return lines ? pageLines(lines, from, count) : [];
      },
      toggle: ({ node }) => {
        const { view } = body();
        return view ? { row: toggleFold(view, node), rows: view.total } : { row: -1, rows: 0 };
      },
      foldToLevel: ({ level }) => {
        const { view } = body();
        if (!view) {
          return { row: -1, rows: 0 };
        }
        foldToLevel(view, level ?? Infinity);
        return { row: 0, rows: view.total };
      },
      text: ({ form }) => {
        const { view, bytes } = body();
        const pretty = form === 'pretty' && view && !view.index.problem;
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(pretty ? prettyJson(view.index) : bytes);
      },
    },
    error => ({
      code: isCoded(error) ? error.code : 'body-worker-failed',
      message: error instanceof Error ? error.message : String(error),
    }),
  );
}
