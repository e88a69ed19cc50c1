import { describe, expect, it } from 'vitest';
import { Answers, type ChainStep } from '../../../../src/exchange/values/answers.ts';
import type { Exchange } from '../../../../src/exchange/record.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import type { RequestFile, RequestNode } from '../../../../src/requests/nodes.ts';

interface Step extends ChainStep {
  readonly sentAs: string;
}

const text = `# @name login
GET /rest/a

###
# @name order
GET /rest/b?id={{login.response.body.$.id}}

###
# @name lines
GET /rest/c?id={{order.response.body.$.id}}&session={{login.response.body.$.id}}
`;
const file = parseRequests(text);

function stepOf(request: RequestNode, sentAs: string, of: RequestFile = file, source = text): Step {
  const { start, end } = request.range;
  return { file: of, request, key: `${request.name} as ${sentAs}`, text: source.slice(start, end), sentAs };
}
const step = (index: number, sentAs = 'jane', of = file, source = text) =>
  stepOf(of.requests[index]!, sentAs, of, source);

function chain() {
  return new Answers<Step>({
    fileOf: ({ sentAs }) => `orders.http ${sentAs}`,
    beside: ({ file: of, sentAs }, request) => stepOf(request, sentAs, of, of === file ? text : edited),
  });
}
const edited = text.replace('/rest/a', '/rest/a?new=1');

function answered(body: string): Exchange {
  return {
    record: { request: { headers: [] }, response: { status: 200, headers: [] } },
    body: new TextEncoder().encode(body),
  } as unknown as Exchange;
}
const keys = (steps: readonly Step[]) => steps.map(({ key }) => key);

describe('the requests whose answers others need', () => {
  it('are sent first, each once, and not again while their answer is there', () => {
    const answers = chain();
    expect(keys(answers.withNeeded([step(2)]))).toEqual(['login as jane', 'order as jane', 'lines as jane']);
    answers.keep(step(0), answered('{"id":7}'), true);
    expect(keys(answers.withNeeded([step(2)]))).toEqual(['order as jane', 'lines as jane']);
    expect(answers.responses(step(1))('login.response.body.$.id')).toBe('7');
  });

  it('keep what they need of an answer whose bytes are handed over afterwards', () => {
    const answers = chain();
    const exchange = answered(JSON.stringify({ id: 7, memo: 'x'.repeat(100_000) }));
    const body = Buffer.from(new Uint8Array(exchange.body).buffer);
    answers.keep(step(0), { ...exchange, body }, true);
    structuredClone(body.buffer, { transfer: [body.buffer] });
    expect(answers.responses(step(1))('login.response.body.$.id')).toBe('7');
  });

  it('are sent again once they were edited, and where they failed', () => {
    const answers = chain();
    answers.keep(step(0), answered('{"id":7}'), true);
    expect(keys(answers.withNeeded([step(1, 'jane', parseRequests(edited), edited)]))).toEqual([
      'login as jane',
      'order as jane',
    ]);
    answers.keep(step(0), answered('{"id":8}'), false);
    expect(keys(answers.withNeeded([step(1)]))).toEqual(['login as jane', 'order as jane']);
  });

  it('are sent anew as somebody else, whose answers stay apart', () => {
    const answers = chain();
    answers.keep(step(0, 'jane'), answered('{"id":7}'), true);
    expect(keys(answers.withNeeded([step(1, 'jane'), step(1, 'bot')]))).toEqual([
      'order as jane',
      'login as bot',
      'order as bot',
    ]);
    answers.keep(step(0, 'bot'), answered('{"id":8}'), true);
    expect(answers.responses(step(1, 'jane'))('login.response.body.$.id')).toBe('7');
    expect(answers.responses(step(1, 'bot'))('login.response.body.$.id')).toBe('8');
  });

  it('count as sent as whoever was meant when the sending began', () => {
    let active = 'jane';
    const answers = new Answers<Step>({
      fileOf: () => `orders.http ${active}`,
      beside: ({ sentAs }, request) => stepOf(request, sentAs),
    });
    const steps = answers.withNeeded([step(1)]);
    active = 'bot';
    answers.keep(steps[0]!, answered('{"id":7}'), true);
    // What another account answered is no answer for this one.
    expect(keys(answers.withNeeded([step(1)]))).toEqual(['login as jane', 'order as jane']);
    active = 'jane';
    expect(keys(answers.withNeeded([step(1)]))).toEqual(['order as jane']);
  });

  it('leave values open before they are sent, and say who asked', () => {
    const answers = chain();
    const order = step(1);
    expect(answers.responsesBefore(order)('login.response.body.$.id')).toBe('0');
    expect(answers.askedOf(order)).toEqual(['login']);
    expect(answers.isOpen(order)).toBe(true);
    expect(answers.isOpen(step(0))).toBe(false);
    expect(() => answers.responses(order)('login.response.body.$.id')).toThrow();
  });
});
