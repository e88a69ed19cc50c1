import type { ParsedBlock } from './parseBlock.ts';
import { ShiftedRequest } from './shiftedRequest.ts';
import { shiftEach, shiftPair, shiftProblem, shiftSpan } from './shiftNodes.ts';

/** The block as it is when `by` characters more (or fewer) stand before it. */
export function shiftBlock(block: ParsedBlock, by: number): ParsedBlock {
  if (by === 0) {
    return block;
  }
  const { request, hasRefs } = block;
  const span = shiftSpan(block.span, by);
  const variables = shiftEach(block.variables, by, shiftPair);
  const problems = shiftEach(block.problems, by, shiftProblem);
  return request
    ? { span, request: ShiftedRequest.of(request, by, span), hasRefs, variables, problems }
    : { span, hasRefs, variables, problems };
}
