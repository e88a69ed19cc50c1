import fc from 'fast-check';
import type { Effect } from '../../panels/fakeParts.ts';
import { effects, Uri } from '../../panels/fakeVscode.ts';
import { accountId, scenes, temporaryFolder, type OpenScene, type Scene } from '../../panels/scenes.ts';
import { fuzzTarget, must, type FuzzTarget } from '../fuzzTarget.ts';
import { jsonOf } from '../texts.ts';

const number = fc.oneof(
  fc.integer({ min: -2, max: 12 }),
  fc.constantFrom(NaN, Infinity, 1e308, -1e308, 2 ** 32, 2 ** 53, 0.5, -0),
);
const text = fc.oneof(
  fc.constantFrom(
    ...['', '__proto__', 'constructor', 'toString', 'practice', '7654321', accountId, 'company', 'features', 'body'],
    ...[
      'account/feature',
      'application/hub',
      '../../etc/passwd',
      'file:///etc/passwd',
      'https://example.com/',
      'a/../b',
    ],
    ...['x'.repeat(100_000), '\u0000', '\ud800', '(a+)+$', '$..*', 'command:workbench.action.quit'],
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const pairs = fc.array(fc.record({ name: text, value: text }, { requiredKeys: [] }), { maxLength: 3 });
const words = (...all: readonly string[]) =>
  fc.oneof(fc.constantFrom(...all), fc.constantFrom('__proto__', 'toString'));
/** Whatever a call of any panel takes; each has its names in common with others. */
const fields = {
  ...{ text, title: text, url: text, account: text, code: text, place: text, application: text, task: text },
  ...{ bodyId: fc.constantFrom(0, 1, 2, NaN), node: number, row: number, offset: number, index: number, count: number },
  from: fc.oneof(number, words('clipboard', 'editor')),
  method: words(
    'GET',
    'post',
    'rows',
    'toggle',
    'search',
    'filter',
    'table',
    'tableView',
    'tableRows',
    'begin',
    'chunk',
  ),
  with: words('header', 'passport'),
  what: words('url', 'report', 'baseString', 'body', 'table', 'filter', 'constructor'),
  view: words('inventory', 'plan'),
  format: words('csv', 'markdown', 'json'),
  form: words('sent', 'meant', 'pretty', 'path'),
  grant: words('machine', 'person'),
  reader: words('administrator', 'developer'),
  purpose: words('restlets', 'rest', 'tokens'),
  release: words('inferred', 'unknown'),
  step: fc.oneof(text, words('features', 'roles')),
  action: words('signIn', 'copyRequest', 'writeRole', 'resetPractice', 'constructor'),
  ...{ isTicked: fc.boolean(), correct: fc.boolean(), pinned: fc.boolean(), always: fc.boolean() },
  draft: fc.record(
    {
      ...{ method: words('GET', ''), url: text, realm: text, consumerKey: text, token: text, account: text },
      ...{
        nonce: text,
        timestamp: fc.oneof(text, fc.constant('1700000000')),
        query: pairs,
        form: pairs,
        params: pairs,
      },
    },
    { requiredKeys: [] },
  ),
  wanted: fc.record(
    {
      what: words('body', 'table'),
      format: words('csv', 'json'),
      columns: fc.array(number),
      from: number,
      count: number,
    },
    { requiredKeys: [] },
  ),
  params: fc.oneof(
    fc.constant(null),
    fc.record(
      {
        ...{ from: number, count: number, node: number, row: number, level: number, match: number, offset: number },
        ...{ text, path: text, of: words('body', 'filter'), in: words('rows', 'lines') },
        ...{ regex: fc.boolean(), caseSensitive: fc.boolean(), subtree: fc.boolean(), columns: fc.array(number) },
        sort: fc.record({ column: number, descending: fc.boolean() }),
      },
      { requiredKeys: [] },
    ),
  ),
};
const any = jsonOf([...Object.keys(fields), 'kind', 'id', 'query', 'level', 'path', 'in']);
const params = fc.oneof(
  { weight: 3, arbitrary: fc.record(fields, { requiredKeys: [] }) },
  { weight: 2, arbitrary: fc.constant(null) },
  // All that is right but for what replaces it.
  { weight: 2, arbitrary: fc.tuple(fc.record(fields), any).map(([all, put]) => ({ ...all, ...spread(put) })) },
  { weight: 1, arbitrary: any },
);

function messagesTo({ calls }: Scene): fc.Arbitrary<unknown[]> {
  const call = fc.record(
    {
      kind: fc.oneof({ weight: 20, arbitrary: fc.constant('call') }, { weight: 1, arbitrary: any }),
      // Few, so that some come twice.
      id: fc.oneof({ weight: 20, arbitrary: fc.nat(5) }, { weight: 1, arbitrary: fc.oneof(number, any) }),
      method: fc.oneof(
        { weight: 20, arbitrary: fc.constantFrom(...calls) },
        { weight: 1, arbitrary: fc.oneof(text, any) },
      ),
      params,
    },
    { requiredKeys: ['kind', 'id', 'method'] },
  );
  const unasked = fc.constantFrom('answer', 'snapshot').map(kind => ({ kind, id: 1, ok: true, result: 1, state: {} }));
  return fc.array(fc.oneof({ weight: 12, arbitrary: call }, { weight: 1, arbitrary: fc.oneof(unasked, any) }), {
    maxLength: 10,
  });
}

/** One panel for all cases: what one leaves behind is what the next one meets, as in a window. */
function panelTarget(scene: Scene): FuzzTarget {
  let open: Promise<OpenScene> | undefined;
  return fuzzTarget({
    name: `messages-to-${scene.name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`,
    cases: messagesTo(scene),
    check: async messages => {
      open ??= scene.open('Acme');
      const { panel, dispose } = await open;
      try {
        await bears(panel, messages);
      } catch (error) {
        // The smallest case is looked for with panels that are still whole.
        dispose();
        open = undefined;
        throw error;
      }
    },
  });
}

async function bears(panel: OpenScene['panel'], messages: readonly unknown[]): Promise<void> {
  effects.length = 0;
  const answers = await answersOf(panel, messages);
  const calls = messages.filter(isCall);
  must(answers.length === calls.length + 1, `${answers.length - 1} of ${calls.length} calls were answered`);
  const last = answers.find(({ id }) => id === lastId);
  must(last?.ok === true, 'the panel still works');
  mustBeState((last?.result as { state?: unknown } | undefined)?.state);
  effects.forEach(mustBeMeant);
}

export const panelTargets: readonly FuzzTarget[] = scenes.map(panelTarget);

const lastId = 1_000_000;

interface Answer {
  readonly kind?: unknown;
  readonly id?: unknown;
  readonly ok?: unknown;
  readonly result?: unknown;
}

/** Milliseconds; nobody is waited for longer. */
const patience = 5000;

/** The answers to the messages and to a last call, made once they have theirs. */
function answersOf(panel: OpenScene['panel'], messages: readonly unknown[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  const calls = messages.filter(isCall).length;
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve(answers), patience);
    const next = () => {
      if (answers.length === calls) {
        panel.receive({ kind: 'call', id: lastId, method: 'ready', params: null });
      } else if (answers.length > calls) {
        clearTimeout(timer);
        // One answer too many would come right after.
        setImmediate(() => resolve(answers));
      }
    };
    panel.posted = message => {
      const answer = message as Answer;
      if (answer.kind === 'answer') {
        answers.push(answer);
        next();
      }
    };
    messages.forEach(panel.receive);
    next();
  });
}

/** What a page draws has to be there. */
function mustBeState(state: unknown): void {
  const { steps, step, view, account, phase } = state as Record<string, unknown>;
  const ids = Array.isArray(steps) ? steps.map(each => (each as { id?: unknown }).id) : [step];
  must(ids.includes(step), 'a step that there is');
  must(typeof view !== 'string' || ['inventory', 'plan'].includes(view), 'a view that there is');
  must(typeof account !== 'string' || account === accountId, 'an account that there is');
  must(phase === undefined || phase === 'done', 'the answer is still shown');
}

const commands =
  /^(?:setContext|vscode\.open|netsuiteTba\.(?:signIn|addAccount|importCredentials|addToken|resetPractice|startPractice))$/;

/** Nothing is done that a person could not do with the page's own buttons. */
function mustBeMeant({ what, args: [first, second, ...rest] }: Effect): void {
  const about = () => `${what} ${String(first).slice(0, 100)} ${JSON.stringify(second ?? null).slice(0, 200)}`;
  switch (what) {
    case 'clipboard':
      must(typeof first === 'string', about());
      return;
    case 'command':
      must(typeof first === 'string' && commands.test(first), about());
      must(first !== 'vscode.open' || (second instanceof Uri && isOwn(second)), about());
      return;
    case 'openExternal':
      must(first instanceof Uri && (isOwn(first) || isPage(first)), about());
      return;
    case 'fs.writeFile':
      must(first instanceof Uri && isOwn(first), about());
      return;
    case 'setting':
      must(first === 'scriptLog.always' && (second === undefined || isListOf(second, accountId)), about());
      must(rest.length === 1 && rest[0] === 1, about());
      return;
    case 'kept':
      must(typeof first === 'string' && JSON.stringify(second ?? null).length < 5000, about());
      must(
        Object.keys(spread(second)).every(id => id === accountId),
        about(),
      );
      return;
    case 'sendOther': {
      const url = String(rest[0]);
      must(new URL(url).host === '1234567-sb1.restlets.api.netsuite.com', url);
      return;
    }
    default:
      must(/^(?:resend|inspect|addContentType|explainLogin|comparePrevious|openTextDocument)$/.test(what), about());
  }
}

/** Where files of the panels' own are. */
function isOwn({ scheme, path }: Uri): boolean {
  return (
    (scheme === 'netsuite-tba-response' && !/^\/.*\//.test(path)) ||
    (scheme === 'file' && path.startsWith(`${temporaryFolder}/`) && !path.split('/').includes('..'))
  );
}

/** Pages of the account, and of NetSuite's help. */
function isPage({ scheme, authority }: Uri): boolean {
  return scheme === 'https' && /^(?:[\w.-]+\.netsuite\.com|docs\.oracle\.com)$/.test(authority);
}

function isListOf(value: unknown, only: string): boolean {
  return Array.isArray(value) && value.every(each => each === only);
}

function isCall(message: unknown): boolean {
  const { kind, id, method } = (message ?? {}) as Record<string, unknown>;
  return kind === 'call' && typeof id === 'number' && typeof method === 'string';
}

function spread(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
