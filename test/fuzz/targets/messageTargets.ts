import fc from 'fast-check';
import { selectNodes } from '../../../src/bodies/selectJson.ts';
import { search } from '../../../src/bodies/search/search.ts';
import { arrangeTable } from '../../../src/bodies/table/arrangeTable.ts';
import { connect, serve, type Contract, type Handlers, type Port } from '../../../src/panels/rpc.ts';
import type { BodyWork } from '../../../src/workbench/responses/bodyWork.ts';
import { heldBody } from '../../../src/workbench/responses/heldBody.ts';
import { fuzzTarget, must } from '../fuzzTarget.ts';
import { jsonOf } from '../texts.ts';

const methods = [
  ...['begin', 'preview', 'rows', 'xmlRows', 'lines', 'hex', 'toggle', 'foldToLevel', 'reveal', 'lineAt', 'search'],
  ...['goToMatch', 'matchNear', 'endSearch', 'cancel', 'filter', 'endFilter', 'details', 'embedded', 'tables', 'table'],
  ...['tableView', 'tableRows', 'text', 'export', '__proto__', 'constructor', 'toString', 'hasOwnProperty'],
];
const parameter = jsonOf([
  ...[
    'from',
    'count',
    'of',
    'node',
    'row',
    'subtree',
    'level',
    'offset',
    'text',
    'caseSensitive',
    'regex',
    'in',
    'match',
  ],
  ...['backwards', 'path', 'columns', 'sort', 'filter', 'bodyId', 'what', 'format'],
]);
const number = fc.oneof(fc.integer({ min: -3, max: 30 }), fc.constantFrom(1e15, 2 ** 31, 2 ** 32, 0.5, -0.5, -1e300));
/** What looks right until it is used. */
const likely = fc.record(
  {
    from: number,
    count: number,
    of: fc.constantFrom('body', 'filter', 'x'),
    node: number,
    row: number,
    subtree: fc.boolean(),
    level: fc.option(number),
    offset: number,
    match: number,
    text: fc.string({ maxLength: 3 }),
    path: fc.constantFrom('$..a', '$[0]', 'x', '$..*'),
    in: fc.constantFrom('rows', 'lines'),
    caseSensitive: fc.boolean(),
    regex: fc.constant(false),
    columns: fc.array(number, { maxLength: 3 }),
    sort: fc.option(fc.record({ column: number, descending: fc.boolean() }), { nil: undefined }),
    filter: fc.string({ maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const call = fc.record({
  kind: fc.oneof({ weight: 9, arbitrary: fc.constant('call') }, { weight: 1, arbitrary: parameter }),
  id: fc.oneof({ weight: 9, arbitrary: fc.nat(9) }, { weight: 1, arbitrary: parameter }),
  method: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...methods) }, { weight: 1, arbitrary: parameter }),
  params: fc.oneof({ weight: 3, arbitrary: likely }, { weight: 1, arbitrary: parameter }),
});
const bodies = [
  '[{"a":1,"b":"x"},{"a":2}]',
  '<a x="1"><b>t</b></a>',
  'plain\ntext\n',
  '{"a": "eyJhIjoxfQ==", "a": [',
  '\u0000\u0001',
];

/** Messages that pretend to come from a panel: each call is answered, with a result or an error, and nothing else is. */
export const messagesToHost = fuzzTarget({
  name: 'messages-to-host',
  cases: fc.tuple(
    fc.constantFrom(...bodies),
    fc.array(fc.oneof({ weight: 9, arbitrary: call }, { weight: 1, arbitrary: parameter }), { maxLength: 12 }),
  ),
  check: async ([text, messages]) => {
    const body = new TextEncoder().encode(text);
    const held = heldBody(inline);
    await held.begin({ status: 200, contentType: undefined });
    await held.end({ body: body.slice() });
    // What comes after them is what a person would do.
    const last = { kind: 'call', id: 1_000_000, method: 'cancel', params: null };
    const answers = await served(held, [...messages, last]);
    must(
      answers.some(({ id, ok }) => id === last.id && ok === true),
      'the panel still works',
    );
    const wellFormed = messages.filter(isCall).length;
    must(answers.length === wellFormed + 1, `${answers.length - 1} of ${wellFormed} calls were answered`);
  },
});

/** Messages that pretend to come from the host: a panel's own call is still answered by its own answer. */
export const messagesToPanel = fuzzTarget({
  name: 'messages-to-panel',
  cases: fc.array(
    fc.oneof(
      parameter,
      fc.record(
        {
          kind: fc.oneof(fc.constantFrom('answer', 'snapshot', 'call'), parameter),
          id: fc.oneof(fc.integer({ min: 2, max: 9 }), parameter),
          ok: fc.oneof(fc.boolean(), parameter),
          result: parameter,
          error: parameter,
          state: parameter,
        },
        { requiredKeys: [] },
      ),
    ),
    { maxLength: 12 },
  ),
  check: async messages => {
    let hear: (message: unknown) => void = () => undefined;
    const send = connect<{ ask: { params: null; result: string } }>(
      { post: () => undefined, listen: handler => (hear = handler) },
      () => undefined,
    );
    const asked = send('ask', null);
    messages.filter(message => !isAnswerTo(message, 1)).forEach(message => hear(message));
    hear({ kind: 'answer', id: 1, ok: true, result: 'right' });
    must((await asked) === 'right', 'the right answer');
  },
});

/** The second thread's work, at once; nothing here takes long. */
const inline = {
  cancel: () => undefined,
  run: (method: string, params: never) =>
    new Promise(resolve => resolve((work[method as keyof typeof work] as (params: never) => unknown)(params))),
} as unknown as BodyWork;

const work = {
  search: ({ target, query }: { target: Parameters<typeof search>[0]; query: Parameters<typeof search>[1] }) =>
    search(target, { ...query, regex: false }),
  filter: ({ index, path }: { index: Parameters<typeof selectNodes>[0]; path: string }) => selectNodes(index, path),
  arrange: ({ model, view }: { model: Parameters<typeof arrangeTable>[0]; view: Parameters<typeof arrangeTable>[1] }) =>
    arrangeTable(model, view),
};

async function served<C extends Contract>(
  handlers: Handlers<C>,
  messages: readonly unknown[],
): Promise<{ id?: unknown; ok?: unknown }[]> {
  const answers: object[] = [];
  let hear: (message: unknown) => void = () => undefined;
  const port: Port = { post: message => void answers.push(message as object), listen: handler => (hear = handler) };
  serve(port, handlers, error => ({ code: 'x', message: String(error) }));
  messages.forEach(message => hear(message));
  await new Promise(resolve => setImmediate(resolve));
  await new Promise(resolve => setImmediate(resolve));
  return answers;
}

function isCall(message: unknown): boolean {
  const { kind, id, method } = (message ?? {}) as Record<string, unknown>;
  return kind === 'call' && typeof id === 'number' && typeof method === 'string';
}

function isAnswerTo(message: unknown, wanted: number): boolean {
  const { kind, id } = (message ?? {}) as Record<string, unknown>;
  return kind === 'answer' && id === wanted;
}
