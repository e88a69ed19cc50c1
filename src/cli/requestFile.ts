import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CodedError } from '../codedError.ts';
import { bodyFileText } from '../exchange/bodyFile.ts';
import type { RequestFile, RequestNode } from '../requests/nodes.ts';
import { parseRequests } from '../requests/parse.ts';
import type { BodyFile } from '../requests/resolve.ts';
import { scanLines } from '../requests/scanLines.ts';

/** Which of a file's requests are meant. */
export interface Choice {
  readonly name: string | undefined;
  readonly all: boolean;
}

/** A request with what it is called at a terminal. */
export interface ChosenRequest {
  readonly node: RequestNode;
  /** Its name, or its method and line. */
  readonly label: string;
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

/**
 * The requests that are meant, in the order of the file. Sending another one by mistake could write to an account, so
 * where it is not clear which one is meant, none is.
 *
 * @throws CodedError `request-none` (data: path), `request-not-chosen`, `request-name-unknown` and `request-name-twice`
 *   (data: name; all three: requests, one a line)
 */
export function chooseRequests(
  { file, text, path }: { readonly file: RequestFile; readonly text: string; readonly path: string },
  { name, all }: Choice,
): readonly ChosenRequest[] {
  const requests = file.requests.map(node => ({ node, label: labelOf(node, text) }));
  if (requests.length === 0) {
    throw new CodedError('request-none', { path });
  }
  const listed = (list: typeof requests) =>
    list.map(({ node }) => `  ${node.name ?? node.method.value} (line ${lineOf(node, text)})`).join('\n');
  if (name !== undefined) {
    const named = requests.filter(({ node }) => node.name === name);
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

function labelOf(node: RequestNode, text: string): string {
  return node.name ?? `${node.method.value} in line ${lineOf(node, text)}`;
}

function lineOf(node: RequestNode, text: string): number {
  const { start } = node.method.range;
  return scanLines(text).findIndex(line => start < line.next || start <= line.end) + 1;
}
