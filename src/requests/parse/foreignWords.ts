import type { Node, Problem } from '../nodes.ts';

/** What REST Client, the JetBrains client and httpYac write in place of a method for what is not plain HTTP. */
const PROTOCOLS = new Set(['GRAPHQL', 'GRPC', 'WS', 'WEBSOCKET', 'RSOCKET', 'SSE', 'MQTT', 'AMQP', 'PROTO']);

/** Words that start something else than a request; the lines below them are not headers either. */
const STATEMENTS = new Set(['curl', 'run']);

/** Why a request cannot start with this word, which is no method of HTTP. */
export function foreignWordProblem({ value, range }: Node<string>): Problem {
  const problem = (code: Problem['code']): Problem => ({
    code,
    span: range,
    severity: 'error',
    data: { method: value },
  });
  if (value === 'curl') return problem('curl-command');
  if (value === 'run') return problem('run-unsupported');
  return problem(PROTOCOLS.has(value.toUpperCase()) ? 'protocol-unsupported' : 'method-unknown');
}

/** Whether the word starts a `curl` command, as REST Client sends, or a `run` of the JetBrains client. */
export function isStatement(word: string): boolean {
  return STATEMENTS.has(word);
}
