import type { RequestFile } from '../nodes.ts';
import { joinBlocks, parseBlocks } from './parse.ts';
import type { ParsedBlock } from './parseBlock.ts';
import { shiftBlock } from './shiftBlock.ts';

/** A text that was parsed, with what is needed to parse it again after a change. */
export interface ParsedText {
  readonly text: string;
  readonly blocks: readonly ParsedBlock[];
  readonly file: RequestFile;
}

const separator = '###';

export function parseText(text: string): ParsedText {
  const blocks = parseBlocks(text);
  return { text, blocks, file: joinBlocks(blocks, text.length) };
}

/**
 * What `parseText` makes of a text, with the blocks taken over that are still the same in it. Meant for the next text
 * of the same document: any two texts will do, but little is gained where they differ at both ends.
 */
export function reparse(before: ParsedText, text: string): ParsedText {
  const start = commonStart(before.text, text);
  if (start === text.length && start === before.text.length) {
    return before;
  }
  const changedEnd = before.text.length - commonEnd(before.text, text, start);
  const by = text.length - before.text.length;
  // A block goes on until a separator: what changes one changes the block that it ends.
  const first = before.blocks.findIndex(({ span }) => span.end + separator.length > start);
  // What is put right in front of a separator makes it none.
  const after = before.blocks.findIndex(({ span }) => span.start > changedEnd);
  const kept = after < 0 ? [] : before.blocks.slice(after).map(block => shiftBlock(block, by));
  const from = before.blocks[first]?.span.start ?? 0;
  const blocks = [
    ...before.blocks.slice(0, first),
    ...parseStretch(text, from, kept[0]?.span.start ?? text.length),
    ...kept,
  ];
  return { text, blocks, file: joinBlocks(blocks, text.length) };
}

function parseStretch(text: string, from: number, to: number): ParsedBlock[] {
  // Nodes hold on to the text that they were cut from, which is to be this stretch and not all of what was typed into.
  const stretch = JSON.parse(JSON.stringify(text.slice(from, to))) as string;
  return parseBlocks(stretch, to < text.length).map(block => shiftBlock(block, from));
}

const piece = 4096;

/** How many characters are the same at the beginning of both. Pieces are compared at once, which takes a tenth. */
function commonStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let same = 0;
  while (same + piece <= most && one.slice(same, same + piece) === other.slice(same, same + piece)) same += piece;
  while (same < most && one.charCodeAt(same) === other.charCodeAt(same)) same++;
  return same;
}

/** How many characters are the same at the end of both, those aside that are the same at the beginning. */
function commonEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start;
  const pieceAt = (text: string, same: number) => text.slice(text.length - same - piece, text.length - same);
  let same = 0;
  while (same + piece <= most && pieceAt(one, same) === pieceAt(other, same)) same += piece;
  while (same < most && one.charCodeAt(one.length - same - 1) === other.charCodeAt(other.length - same - 1)) same++;
  return same;
}
