import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CodedError } from '../../codedError.ts';
import { bodyFileText } from '../../exchange/bodyFile.ts';
import { isDisabled } from '../../requests/parse/directives.ts';
import type { RequestFile, RequestNode } from '../../requests/nodes.ts';
import { parseRequests } from '../../requests/parse/parse.ts';
import type { BodyFile } from '../../requests/values/resolve.ts';
import { scanLines } from '../../requests/parse/scanLines.ts';
import type { Step } from './sendPlan.ts';

/** Which of a file's requests are meant. */
export interface Choice {
  readonly name: string | undefined;
  readonly all: boolean;
}

/**
 * Reads and parses a request file, UTF-8 with or without a byte order mark.
 *
 * @throws CodedError `request-file-unreadable` (data: path, reason), `request-file-not-utf8` (data: path)
 */
export async function readRequestFile(path: string): Promise<{ file: RequestFile; text: string }> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new CodedError('request-file-unreadable', { path, reason }, { cause });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { file: parseRequests(text), text };
  } catch (cause) {
    throw new CodedError('request-file-not-utf8', { path }, { cause });
  }
}

/**
 * The text of a body's file, which is named from the folder of the request file.
 *
 * @throws CodedError `body-file-unreadable` (data: path, reason) and those of bodyFileText
 */
export async function readBodyFile(file: BodyFile, requestFile: string): Promise<string> {
  const path = resolve(dirname(requestFile), file.path);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new CodedError('body-file-unreadable', { path: file.path, reason }, { cause });
  }
  return bodyFileText(bytes, file);
}

/** Names in one message. */
const mostListed = 20;

/**
 * The requests that are meant, in the order of the file. Sending another one by mistake could write to an account, so
 * where it is not clear which one is meant, none is. Of all, those that are switched off are left out.
 *
 * @throws CodedError `request-none` (data: path), `request-not-chosen`, `request-name-unknown` and `request-name-twice`
 *   (data: name; all three: requests, in words)
 */
export function chooseRequests(
  { file, text, path }: { readonly file: RequestFile; readonly text: string; readonly path: string },
  { name, all }: Choice,
): readonly RequestNode[] {
  const requests = all ? file.requests.filter(request => !isDisabled(request)) : file.requests;
  if (requests.length === 0) {
    throw new CodedError('request-none', { path });
  }
  const listed = (list: readonly RequestNode[]) => {
    const lines = scanLines(text);
    const some = list
      .slice(0, mostListed)
      .map(node => `${node.name ?? node.method.value} (line ${lineOf(node, lines)})`);
    return [...some, ...(list.length > mostListed ? [`${list.length - mostListed} more`] : [])].join(', ');
  };
  if (name !== undefined) {
    const named = requests.filter(node => node.name === name);
    if (named.length === 0) {
      throw new CodedError('request-name-unknown', { name, requests: listed(requests) });
    }
    if (named.length > 1) {
      throw new CodedError('request-name-twice', { name, requests: listed(named) });
    }
    return named;
  }
  if (!all && requests.length > 1) {
    throw new CodedError('request-not-chosen', { requests: listed(requests) });
  }
  return requests;
}

/** Makes the steps of a file: a step's label is its name, or method and line. */
export function stepMaker(file: RequestFile, text: string): (request: RequestNode) => Step {
  const lines = scanLines(text);
  return request => {
    const { name, method, range } = request;
    return {
      file,
      request,
      key: String(range.start),
      text: text.slice(range.start, range.end),
      label: name ?? `${method.value} in line ${lineOf(request, lines)}`,
      name,
    };
  };
}

function lineOf({ method }: RequestNode, lines: ReturnType<typeof scanLines>): number {
  const { start } = method.range;
  let [from, to] = [0, lines.length - 1];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (start < (lines[middle]?.next ?? 0)) to = middle;
    else from = middle + 1;
  }
  return from + 1;
}
