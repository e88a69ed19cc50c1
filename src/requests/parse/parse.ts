import { append } from '../append.ts';
import { hostProblems, redefinitions, refProblems } from '../problems/foreignProblems.ts';
import { isSeparator } from './lineKinds.ts';
import type { Problem, RequestFile, RequestNode, Span, VariableNode } from '../nodes.ts';
import { parseBlock, type ParsedBlock } from './parseBlock.ts';
import { scanLines } from './scanLines.ts';
import { ShiftedRequest } from './shiftedRequest.ts';

/**
 * Parses a request file in the dialect that REST Client, the JetBrains HTTP client and httpYac share.
 *
 * Any text parses; what is wrong is reported on the request that it spoils, or on the file. The time taken grows
 * with the length of the text. Nothing is read, run or sent.
 */
export function parseRequests(text: string): RequestFile {
  return joinBlocks(parseBlocks(text), text.length);
}

/**
 * The blocks of a text, each after the other and without a gap; at least one.
 *
 * @param goesOn the text is cut out of a longer one, in front of a separator: the last line end starts no line
 */
export function parseBlocks(text: string, goesOn = false): ParsedBlock[] {
  const lines = scanLines(text);
  if (goesOn) {
    lines.pop();
  }
  const blocks: ParsedBlock[] = [];
  let from = 0;
  let start = 0;
  while (from < lines.length) {
    let to = from + 1;
    for (let line = lines[to]; line && !isSeparator(text, line); line = lines[to]) to++;
    const end = lines[to]?.start ?? text.length;
    blocks.push(parseBlock(text, lines.slice(from, to), { start, end }));
    from = to;
    start = end;
  }
  return blocks;
}

/**
 * Makes a file of its blocks, and adds what can be said only with all of them in view.
 *
 * @param length of the text
 */
export function joinBlocks(blocks: readonly ParsedBlock[], length: number): RequestFile {
  const variables: VariableNode[] = [];
  const problems: Problem[] = [];
  for (const block of blocks) {
    append(variables, block.variables);
    append(problems, block.problems);
  }
  append(problems, redefinitions(variables));
  const hasHost = variables.some(({ name }) => name.value === 'host');
  const names = new Set(blocks.some(({ hasRefs }) => hasRefs) ? blocks.map(({ request }) => request?.name) : []);
  const requests: RequestNode[] = [];
  let covered = 0;
  for (const { request, hasRefs } of blocks) {
    if (!request) continue;
    // Asked with every key that is typed: what a request does not need is not looked at.
    const refs = hasRefs ? refProblems(request, names) : none;
    const found = hasHost ? [...refs, ...hostProblems(request)] : refs;
    const { start, end } = request.block;
    // Nearly all stay as they are.
    const isWhole = found.length === 0 && start === covered;
    requests.push(isWhole ? request : withRest(request, { start: covered, end }, found));
    covered = end;
  }
  return { requests, variables, problems, length };
}

const none: readonly Problem[] = [];

function withRest(request: RequestNode, block: Span, found: readonly Problem[]): RequestNode {
  if (request instanceof ShiftedRequest) {
    return request.with(block, found);
  }
  return { ...request, block, problems: [...request.problems, ...found] };
}
