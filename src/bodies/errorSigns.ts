import type { JsonIndex } from './jsonIndex.ts';
import { jsonKind } from './jsonKind.ts';
import { spelledText, valueText } from './jsonText.ts';
import type { NetSuiteError } from './netSuiteError.ts';
import { memberNamed, membersOf } from './table/tablePlaces.ts';
import { xmlKind, type XmlIndex } from './xml/xmlIndex.ts';
import { elementNamed, elementsIn, elementText, localName } from './xml/xmlText.ts';

/** What gave an error behind a success status away. */
export interface ErrorSign {
  /** The member as people write it: `success: false`, `error.code`. */
  readonly sign: string;
  readonly message?: string;
}

/** Characters of a message. */
const longest = 500;

/**
 * Whether JSON says in its outermost members that what was asked for failed. `success: false` and a filled `error` are
 * what scripts answer by habit, with status 200.
 */
export function errorInJsonRoot(index: JsonIndex, error: NetSuiteError | undefined): ErrorSign | undefined {
  if (error) {
    return withMessage(error.code === '' ? 'error' : 'error.code', error.message);
  }
  for (const name of ['success', 'isSuccess', 'ok']) {
    const node = memberNamed(index, 0, name);
    if (node !== undefined && (index.kind[node] === jsonKind.false || /^"(?:false|F)"$/i.test(spelled(index, node)))) {
      return withMessage(`${name}: ${spelled(index, node)}`, messageIn(index));
    }
  }
  const status = memberNamed(index, 0, 'status');
  if (status !== undefined && /^"(?:error|fail|failed|failure)"$/i.test(spelled(index, status))) {
    return withMessage(`status: ${spelled(index, status)}`, messageIn(index));
  }
  const filled = ['error', 'errors'].find(name => {
    const node = memberNamed(index, 0, name);
    return node !== undefined && isFilled(index, node);
  });
  return filled === undefined ? undefined : withMessage(filled, messageIn(index));
}

/** SuiteTalk's `<status isSuccess="false">` (SOAP), which comes with status 200, and the message of its first detail. */
export function errorInSoapStatus(index: XmlIndex): ErrorSign | undefined {
  const most = Math.min(index.count, 2000);
  for (let node = 0; node < most; node++) {
    if (index.kind[node] === xmlKind.element && localName(index, node) === 'status') {
      const tag = spelledText(index.bytes, index.start[node] ?? 0, index.headEnd[node] ?? 0);
      if (/\sisSuccess\s*=\s*["'](?:false|0)["']/.test(tag)) {
        const detail = elementsIn(index, node)[0];
        const message = detail === undefined ? undefined : elementNamed(index, detail, 'message');
        return withMessage('isSuccess="false"', message === undefined ? undefined : elementText(index, message));
      }
    }
  }
  return undefined;
}

function messageIn(index: JsonIndex): string | undefined {
  for (const name of ['message', 'errorMessage', 'error', 'errors', 'details']) {
    let node = memberNamed(index, 0, name);
    if (node !== undefined && index.kind[node] === jsonKind.array) {
      node = membersOf(index, node, 1)[0];
    }
    if (node !== undefined && index.kind[node] === jsonKind.object) {
      node = memberNamed(index, node, 'message');
    }
    if (node !== undefined && index.kind[node] === jsonKind.string) {
      return valueText(index, node);
    }
  }
  return undefined;
}

function isFilled(index: JsonIndex, node: number): boolean {
  switch (index.kind[node] ?? 0) {
    case jsonKind.object:
    case jsonKind.array:
      return (index.childCount[node] ?? 0) > 0;
    case jsonKind.string:
      return spelled(index, node) !== '""';
    default:
      return index.kind[node] === jsonKind.true;
  }
}

function spelled(index: JsonIndex, node: number): string {
  const start = index.start[node] ?? 0;
  return spelledText(index.bytes, start, Math.min(index.end[node] ?? 0, start + longest));
}

function withMessage(sign: string, message: string | undefined): ErrorSign {
  return message === undefined || message === '' ? { sign } : { sign, message: message.slice(0, longest) };
}
