// Clients that change things through every kind of door, and note what was acknowledged.
import { elementsOf, formsOf, textOf } from '../pages/markup.ts';
import { allowed, requestToken, secretsOf, stepThree } from '../flowSteps.ts';
import type { Secrets } from '../flowSteps.ts';
import { call, restletPath, send } from '../practiceFixture.ts';
import type { Answer, CallOptions, Fixture } from '../practiceFixture.ts';
import { records } from '../restAnswers.ts';
import { gone } from './ledger.ts';
import type { Key, Ledger } from './ledger.ts';
import type { PracticeProcess } from './process.ts';

/** A signed call that was answered: it used up its nonce and has its row in the trail. */
export interface Answered {
  readonly nonce: string;
  readonly target: string;
  readonly authorization: string;
}

/** What the clients know together. */
export interface Desk {
  readonly practice: PracticeProcess;
  readonly ledger: Ledger;
  readonly answered: Answered[];
  /** Calls that change nothing, to be sent once more. */
  readonly replayable: Answered[];
  readonly orders: number[];
  /** Tokens whose secret is known. */
  readonly tokens: Secrets[];
  /** Request tokens that were left after the first step and after the second. */
  readonly asked: Secrets[];
  readonly verified: (Secrets & { readonly verifier: string })[];
}

/** One pass of a client; `n` counts them over all clients and rounds, for names that occur once. */
export type Client = (desk: Desk, n: number) => Promise<void>;

let nonces = 0;

/** Signs a call and notes that it was answered. */
async function signed(desk: Desk, options: CallOptions): Promise<{ readonly answer: Answer; readonly call: Answered }> {
  nonces += 1;
  const nonce = `${process.pid}x${nonces}x${Date.now()}`;
  const fixture = desk.practice.sandbox;
  let authorization = '';
  let query = '';
  const answer = await call(fixture, {
    ...options,
    nonce,
    tamper: ready => {
      ({ authorization, query } = ready);
      return {};
    },
  });
  const made = { nonce, authorization, target: `${options.path ?? restletPath}${query}` };
  desk.answered.push(made);
  return { answer, call: made };
}

function demand({ status, body }: Pick<Answer, 'status' | 'body'>, ...wanted: readonly number[]): void {
  if (!wanted.includes(status)) {
    throw new Error(`answered ${status} instead of ${wanted.join(' or ')}: ${body.slice(0, 500)}`);
  }
}

/** SuiteTalk REST: creates customers, renames them, deletes every second one. */
export const restClient: Client = async (desk, n) => {
  const write = async (method: string, path: string, body?: object) => {
    const content = body && { contentType: 'application/json', body: JSON.stringify(body) };
    const { answer } = await signed(desk, { method, path: `${records}${path}`, ...content });
    demand(answer, 204);
    return answer;
  };
  const { headers } = await write('POST', '/customer', { companyName: `Customer ${n}` });
  const id = headers.location?.split('/').at(-1) ?? '';
  const key: Key = `sandbox customer ${id}`;
  desk.ledger.made(key, `Customer ${n}`);
  const renamed = { companyName: `Renamed ${n}` };
  await desk.ledger.change(key, renamed.companyName, () =>
    write('PATCH', `/customer/${id}`, renamed).then(() => undefined),
  );
  if (n % 2 === 0) {
    await desk.ledger.change(key, gone, () => write('DELETE', `/customer/${id}`).then(() => undefined));
  }
};

/** A RESTlet that creates orders. */
export const restletClient: Client = async (desk, n) => {
  const memo = `Order ${n}`;
  const { answer } = await signed(desk, {
    method: 'POST',
    query: [
      ['script', 'customscript_tba_orders'],
      ['deploy', 'customdeploy_tba_orders'],
    ],
    contentType: 'application/json',
    body: JSON.stringify({ customer: 101, memo, lines: [{ item: 'BOLT-8', quantity: 4, rate: 0.25 }] }),
  });
  demand(answer, 200);
  const { id } = JSON.parse(answer.body) as { id: number };
  desk.ledger.made(`sandbox order ${id}`, memo);
  desk.orders.push(id);
};

/** Plain calls that only use up nonces. */
export const loginClient: Client = async desk => {
  const { answer, call: made } = await signed(desk, { path: '/rest/tokeninfo' });
  demand(answer, 200);
  desk.replayable.push(made);
};

/**
 * The three steps, also left after the first and after the second. Each token that is made is revoked in the next pass,
 * because a user may have so many only.
 */
export function flowClient(): Client {
  let kept: string | undefined;
  return async desk => {
    const { sandbox } = desk.practice;
    desk.asked.push(await requestToken(sandbox));
    desk.verified.push(await allowed(sandbox));
    const made = secretsOf(await stepThree(sandbox, await allowed(sandbox)));
    desk.ledger.made(`sandbox token ${made.token}`, 'active');
    desk.tokens.push(made);
    if (kept !== undefined) {
      const path = '/rest/revoketoken';
      const query = [['consumerKey', sandbox.credentials.consumerKey] as const, ['token', kept] as const];
      await desk.ledger.change(`sandbox token ${kept}`, 'revoked', async () => {
        demand((await signed(desk, { path, query })).answer, 200);
      });
    }
    kept = made.token;
  };
}

/** The administrator at the pages of the sandbox. */
export async function sandboxPages({ sandbox }: PracticeProcess): Promise<Client> {
  const alex = await signInByForm(sandbox);
  let kept: string | undefined;
  return async (desk, n) => {
    const { ledger } = desk;
    const application = idIn(await alex.post('/app/common/integration/integrapp.nl', { name: `Application ${n}` }));
    ledger.made(`sandbox application ${application}`, `Application ${n}`);
    const confirmation = await alex.post('/app/setup/accesstoken.nl', { application: '1', pair: '44-1001' });
    const id = idIn(confirmation);
    ledger.made(`sandbox token ${id}`, 'active');
    const [token = '', tokenSecret = ''] = elementsOf(await alex.get(confirmation), 'code', 'secret').map(textOf);
    desk.tokens.push({ token, tokenSecret });
    if (kept !== undefined) {
      const question = `/app/setup/accesstoken.nl?id=${kept}&confirm=revoke`;
      await ledger.change(`sandbox token ${kept}`, 'revoked', async () => {
        await alex.post(question, { action: 'revoke' });
      });
    }
    kept = id;
    const role = idIn(await alex.post('/app/setup/role.nl', { name: `Role ${n}` }));
    ledger.made(`sandbox role ${role}`, `Role ${n}`);
    const limit = String(10 + (n % 16));
    await ledger.change('sandbox limit ', limit, async () => {
      await alex.post('/practice/controls', { limit }, 'concurrency');
    });
  };
}

/** The administrator at the pages of the production account, whose state lies in the same file. */
export async function productionPages({ production }: PracticeProcess): Promise<Client> {
  const alex = await signInByForm(production);
  return async ({ ledger }, n) => {
    const person = { firstName: 'Sam', lastName: `Person ${n}`, email: `sam${n}@practice.example`, role: '1001' };
    const employee = idIn(await alex.post('/app/common/entity/employee.nl', person));
    ledger.made(`production employee ${employee}`, person.lastName);
    const application = idIn(await alex.post('/app/common/integration/integrapp.nl', { name: `Shop ${n}` }));
    ledger.made(`production application ${application}`, `Shop ${n}`);
  };
}

interface Window {
  readonly get: (path: string) => Promise<string>;
  /**
   * Fills in a form of a page (the one with that hidden `change`, or the first) and sends it. Resolves with the redirect
   * that follows a change, without going there: with it, the change is acknowledged.
   */
  readonly post: (path: string, fields: Readonly<Record<string, string>>, change?: string) => Promise<string>;
}

async function signInByForm(fixture: Fixture): Promise<Window> {
  const answer = await sendForm(fixture, '/practice/sign-in', '', { as: '7-3', next: '/practice/home' });
  const cookie = (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  const get = async (path: string) => {
    const shown = await send(fixture, { target: path, headers: { Cookie: cookie } });
    demand(shown, 200);
    return shown.body;
  };
  return {
    get,
    post: async (path, fields, change) => {
      const forms = formsOf(elementsOf(await get(path), 'main')[0] ?? '');
      const form = forms.find(
        each => change === undefined || each.fields.some(({ name, value }) => name === 'change' && value === change),
      );
      const kept = (form?.fields ?? []).filter(({ name, isSent }) => isSent && !(name in fields));
      const data = { ...Object.fromEntries(kept.map(({ name, value }) => [name, value])), ...fields };
      return (await sendForm(fixture, form?.action || path, cookie, data)).headers.location ?? '';
    },
  };
}

async function sendForm(
  fixture: Fixture,
  target: string,
  cookie: string,
  fields: Readonly<Record<string, string>>,
): Promise<Answer> {
  const answer = await send(fixture, {
    method: 'POST',
    target,
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: fixture.baseUrl,
      'Sec-Fetch-Site': 'same-origin',
      Cookie: cookie,
    },
    body: new URLSearchParams(fields).toString(),
  });
  if (answer.status !== 303) {
    const said = textOf(elementsOf(answer.body, 'main')[0] ?? answer.body).slice(0, 300);
    throw new Error(`the form at ${target} was answered with ${answer.status} and no redirect: ${said}`);
  }
  return answer;
}

function idIn(location: string): string {
  const id = /[?&]id=(\d+)/.exec(location)?.[1];
  if (id === undefined) {
    throw new Error(`"${location}" names nothing that was made`);
  }
  return id;
}
