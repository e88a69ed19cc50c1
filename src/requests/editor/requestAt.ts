import type { RequestFile, RequestNode } from '../nodes.ts';

/**
 * The request that a caret at `offset` is in. Blank lines, comments and variables belong to the request of their
 * block, a separator to the request below it, a block without a request to the next one that has one.
 */
export function requestAt(file: RequestFile, offset: number): RequestNode | undefined {
  if (offset < 0) return undefined;
  const { requests } = file;
  let low = 0;
  let high = requests.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const request = requests[middle];
    if (request && request.block.end <= offset) low = middle + 1;
    else high = middle;
  }
  // A caret at the very end of the file is still in its last block.
  const last = requests.at(-1);
  return requests[low] ?? (offset === file.length && last?.block.end === offset ? last : undefined);
}
