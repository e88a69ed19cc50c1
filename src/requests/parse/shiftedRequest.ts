import type { BodyNode, DirectiveNode, HeaderNode, Node, Problem, RequestNode, Span, TextNode } from '../nodes.ts';
import { shiftEach, shiftNode, shiftPair, shiftProblem, shiftSpan } from './shiftNodes.ts';

/**
 * A request that has moved since it was parsed. Its nodes are moved when they are looked at: thousands of requests stand
 * below what is typed, a request has some forty nodes, and with every key most of them are looked at for a range or two.
 */
export class ShiftedRequest implements RequestNode {
  readonly block: Span;
  /** As it was parsed. */
  readonly #parsed: RequestNode;
  readonly #by: number;
  /** What is said of it beside what its own lines are. */
  readonly #rest: readonly Problem[];
  #target: TextNode | undefined;
  #headers: readonly HeaderNode[] | undefined;
  #body: BodyNode | undefined;
  #directives: readonly DirectiveNode[] | undefined;
  #problems: readonly Problem[] | undefined;

  private constructor(parsed: RequestNode, by: number, block: Span, rest: readonly Problem[]) {
    this.#parsed = parsed;
    this.#by = by;
    this.block = block;
    this.#rest = rest;
  }

  /** The request as it is when `by` characters more (or fewer) stand before it, in a block that has moved as far. */
  static of(request: RequestNode, by: number, block: Span): ShiftedRequest {
    return request instanceof ShiftedRequest
      ? new ShiftedRequest(request.#parsed, request.#by + by, block, request.#rest)
      : new ShiftedRequest(request, by, block, []);
  }

  with(block: Span, rest: readonly Problem[]): ShiftedRequest {
    return new ShiftedRequest(this.#parsed, this.#by, block, rest);
  }

  get name(): string | undefined {
    return this.#parsed.name;
  }

  get nameRange(): Span | undefined {
    return this.#parsed.nameRange && shiftSpan(this.#parsed.nameRange, this.#by);
  }

  get range(): Span {
    return shiftSpan(this.#parsed.range, this.#by);
  }

  get method(): Node<string> {
    return shiftNode(this.#parsed.method, this.#by);
  }

  get target(): TextNode {
    const { value, range, parts } = this.#parsed.target;
    return (this.#target ??= {
      value,
      range: shiftSpan(range, this.#by),
      parts: shiftEach(parts, this.#by, shiftNode),
    });
  }

  get headers(): readonly HeaderNode[] {
    return (this.#headers ??= shiftEach(this.#parsed.headers, this.#by, shiftPair));
  }

  get body(): BodyNode | undefined {
    return (this.#body ??= this.#parsed.body && shiftBody(this.#parsed.body, this.#by));
  }

  get account(): Node<string> | undefined {
    return this.#parsed.account && shiftNode(this.#parsed.account, this.#by);
  }

  get token(): Node<string> | undefined {
    return this.#parsed.token && shiftNode(this.#parsed.token, this.#by);
  }

  get auth(): Node<string> | undefined {
    return this.#parsed.auth && shiftNode(this.#parsed.auth, this.#by);
  }

  get directives(): readonly DirectiveNode[] {
    return (this.#directives ??= shiftEach(this.#parsed.directives, this.#by, shiftPair));
  }

  get problems(): readonly Problem[] {
    return (this.#problems ??= [...shiftEach(this.#parsed.problems, this.#by, shiftProblem), ...this.#rest]);
  }
}

function shiftBody({ range, text, parts, file }: BodyNode, by: number): BodyNode {
  return {
    range: shiftSpan(range, by),
    text,
    parts: shiftEach(parts, by, shiftNode),
    ...(file && { file: { ...file, path: shiftNode(file.path, by) } }),
  };
}
