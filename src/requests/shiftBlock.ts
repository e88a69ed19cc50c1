import type { BodyNode, HeaderNode, Node, Problem, RequestNode, Span, TextNode } from './nodes.ts';
import type { ParsedBlock } from './parseBlock.ts';

/** The block as it is when `by` characters more (or fewer) stand before it. */
export function shiftBlock(block: ParsedBlock, by: number): ParsedBlock {
  if (by === 0) {
    return block;
  }
  const span = shiftSpan(block.span, by);
  const variables = shiftEach(block.variables, by, shiftPair);
  const problems = shiftEach(block.problems, by, shiftProblem);
  return block.request
    ? { span, request: shiftRequest(block.request, span, by), variables, problems }
    : { span, variables, problems };
}

/** Thousands of requests may stand below what is typed: what can be kept as it is makes no work. */
function shiftRequest(request: RequestNode, block: Span, by: number): RequestNode {
  const { nameRange, body, account, token, auth } = request;
  const shifted: { -readonly [Key in keyof RequestNode]: RequestNode[Key] } = {
    ...request,
    range: shiftSpan(request.range, by),
    block,
    method: shiftNode(request.method, by),
    target: shiftText(request.target, by),
    headers: shiftEach(request.headers, by, shiftPair),
    directives: shiftEach(request.directives, by, shiftPair),
    problems: shiftEach(request.problems, by, shiftProblem),
  };
  if (nameRange) shifted.nameRange = shiftSpan(nameRange, by);
  if (body) shifted.body = shiftBody(body, by);
  if (account) shifted.account = shiftNode(account, by);
  if (token) shifted.token = shiftNode(token, by);
  if (auth) shifted.auth = shiftNode(auth, by);
  return shifted;
}

function shiftBody({ range, text, parts, file }: BodyNode, by: number): BodyNode {
  return {
    range: shiftSpan(range, by),
    text,
    parts: shiftEach(parts, by, shiftNode),
    ...(file && { file: { ...file, path: shiftNode(file.path, by) } }),
  };
}

/** Headers, directives and variables are all of this form. */
function shiftPair({ name, value, range }: HeaderNode, by: number): HeaderNode {
  return { name: shiftNode(name, by), value: shiftNode(value, by), range: shiftSpan(range, by) };
}

function shiftText({ value, range, parts }: TextNode, by: number): TextNode {
  return { value, range: shiftSpan(range, by), parts: shiftEach(parts, by, shiftNode) };
}

function shiftProblem(problem: Problem, by: number): Problem {
  return { ...problem, span: shiftSpan(problem.span, by) };
}

function shiftNode({ value, range }: Node<string>, by: number): Node<string> {
  return { value, range: shiftSpan(range, by) };
}

function shiftSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function shiftEach<T>(all: readonly T[], by: number, shift: (each: T, by: number) => T): readonly T[] {
  return all.length === 0 ? all : all.map(each => shift(each, by));
}
