// Entry of both threads of a response body. The first holds it and answers pages of it, so that a large body never
// blocks the extension host, and its memory goes when the thread is ended. The second, which the first starts, does what
// may take long.
import { parentPort, workerData } from 'node:worker_threads';
import { selectNodes } from '../../bodies/selectJson.ts';
import { search } from '../../bodies/search/search.ts';
import { arrangeTable } from '../../bodies/table/arrangeTable.ts';
import { isCoded } from '../../codedError.ts';
import { serve, type Port, type RpcError } from '../../panels/rpc.ts';
import type { BodyContract } from './bodyContract.ts';
import { BodyWork, workRole, type WorkContract } from './bodyWork.ts';
import { heldBody } from './heldBody.ts';

function describe(error: unknown): RpcError {
  return {
    code: isCoded(error) ? error.code : 'body-worker-failed',
    message: error instanceof Error ? error.message : String(error),
    ...(isCoded(error) && { data: error.data }),
  };
}

const parent = parentPort;
if (parent) {
  const port: Port = {
    post: message => {
      parent.postMessage(message);
    },
    listen: handler => {
      parent.on('message', handler);
    },
  };
  if (workerData === workRole) {
    serve<WorkContract>(
      port,
      {
        search: ({ target, query }) => search(target, query),
        filter: ({ index, path }) => selectNodes(index, path),
        arrange: ({ model, view }) => arrangeTable(model, view),
      },
      describe,
    );
  } else {
    serve<BodyContract>(port, heldBody(new BodyWork(new URL(import.meta.url))), describe);
  }
}
