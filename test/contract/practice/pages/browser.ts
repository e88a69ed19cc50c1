// A browser without a window: keeps its cookie, fills in the forms it finds in pages, and follows redirects.
import { actorOf } from '../../../../src/practice/pages/sessions.ts';
import { send } from '../practiceFixture.ts';
import type { Answer, Fixture } from '../practiceFixture.ts';
import { elementsOf, formsOf, textOf } from './markup.ts';
import type { Field, Form } from './markup.ts';

/** Values to set by field name; undefined leaves a field out, as an unticked box does. */
export type Fields = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Shown {
  readonly status: number;
  /** Path and query where the browser ended up. */
  readonly url: string;
  /** The HTML. */
  readonly text: string;
  readonly title: string;
  /** What a person reads of the main part, white space folded. */
  readonly main: string;
  /** The notices on top, with their headings: "Done …", "Not done …". */
  readonly notices: readonly string[];
  /** What is said at fields. */
  readonly errors: readonly string[];
  readonly headers: Answer['headers'];
}

export interface FormChoice {
  /** The n-th form of the main part, or the text of a button in it, which is then pressed. Default: the first form. */
  readonly form?: number | string;
  /** Also sends fields that the form has not. */
  readonly force?: boolean;
}

/** A form as it was when the page was shown; it can be sent later, and more than once. */
export interface OpenForm {
  readonly fields: readonly Field[];
  readonly send: (fields?: Fields, options?: Pick<FormChoice, 'force'>) => Promise<Shown>;
}

/** One browser window. */
export interface BrowserPage {
  readonly get: (path: string) => Promise<Shown>;
  /** Opens a page (or takes one that is already shown), fills in one of its forms and sends it. */
  readonly submit: (page: string | Shown, fields?: Fields, choice?: FormChoice) => Promise<Shown>;
  /** Opens a page for its form only. */
  readonly open: (page: string | Shown, choice?: FormChoice) => Promise<OpenForm>;
  /** Sends what no form of ours would: fields as they are, without the form's token unless it is among them. */
  readonly post: (path: string, fields: Fields) => Promise<Shown>;
}

export type Person = 'alex' | 'jane' | 'omar' | 'integration';

/** Signs somebody in through the page for it; without a role in the first that can be used. */
export async function signIn(fixture: Fixture, person: Person, roleId?: number): Promise<BrowserPage> {
  const state = fixture.account.store.current();
  const employee = state.employees.find(each => each.firstName.toLowerCase() === person);
  const role = employee?.roleIds.find(
    id => (roleId === undefined || id === roleId) && actorOf(state, { employeeId: employee.id, roleId: id }),
  );
  if (!employee || role === undefined) {
    throw new Error(`${person} cannot sign in${roleId === undefined ? '' : ` with role ${roleId}`}`);
  }
  const page = browserPage(fixture);
  const shown = await page.submit('/practice/sign-in', { as: `${employee.id}-${role}` });
  if (shown.status !== 200 || shown.url.startsWith('/practice/sign-in')) {
    throw new Error(`signing in as ${person} led to ${shown.status} ${shown.url}`);
  }
  return page;
}

/** A window in which nobody is signed in. */
export function browserPage(fixture: Pick<Fixture, 'port' | 'baseUrl'>): BrowserPage {
  const cookies = new Map<string, string>();

  async function ask(method: string, url: string, body?: string, redirects = 0): Promise<Shown> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await send(fixture, {
      method,
      target: url,
      headers: {
        ...(cookie && { Cookie: cookie }),
        ...(body !== undefined && {
          'Content-Type': 'application/x-www-form-urlencoded',
          Origin: fixture.baseUrl,
          'Sec-Fetch-Site': 'same-origin',
        }),
      },
      ...(body !== undefined && { body }),
    });
    for (const each of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      cookies.set(name, value);
    }
    const { location } = answer.headers;
    if (answer.status === 303 && location?.startsWith('/') && redirects < 5) {
      return ask('GET', location, undefined, redirects + 1);
    }
    return shownOf(answer, url);
  }

  async function open(page: string | Shown, choice: FormChoice = {}): Promise<OpenForm> {
    const shown = typeof page === 'string' ? await ask('GET', page) : page;
    const form = pick(shown, choice.form ?? 0);
    return {
      fields: form.fields,
      send: (fields = {}, { force = choice.force ?? false } = {}) => {
        const data = fill(form, fields, force);
        const url = form.action === '' ? shown.url : form.action;
        return form.method === 'post'
          ? ask('POST', url, data.toString())
          : ask('GET', `${url.split('?', 1)[0]}?${data.toString()}`);
      },
    };
  }

  return {
    get: path => ask('GET', path),
    open,
    submit: async (page, fields, choice) => (await open(page, choice)).send(fields),
    post: (path, fields) => ask('POST', path, new URLSearchParams(pairsOf(fields)).toString()),
  };
}

function shownOf({ status, headers, body }: Answer, url: string): Shown {
  const main = elementsOf(body, 'main')[0] ?? '';
  return {
    status,
    url,
    headers,
    text: body,
    title: textOf(elementsOf(body, 'h1')[0] ?? ''),
    main: textOf(main),
    notices: elementsOf(main, 'div', 'notice').map(textOf),
    errors: elementsOf(main, 'p', 'error').map(textOf),
  };
}

function pick(shown: Shown, wanted: number | string): Form {
  const forms = formsOf(elementsOf(shown.text, 'main')[0] ?? '');
  if (typeof wanted === 'number') {
    const form = forms[wanted];
    if (!form) {
      throw new Error(`${shown.url} (${shown.status} "${shown.title}") has no form ${wanted}`);
    }
    return form;
  }
  for (const form of forms) {
    const button = form.buttons.find(({ text, disabled }) => text === wanted && !disabled);
    if (button) {
      const pressed = button.name === '' ? [] : [{ name: button.name, value: button.value, isSent: true }];
      return { ...form, action: button.action ?? form.action, fields: [...form.fields, ...pressed] };
    }
  }
  const buttons = forms.flatMap(form => form.buttons.map(({ text }) => text));
  throw new Error(
    `${shown.url} (${shown.status} "${shown.title}") has no button "${wanted}", but ${buttons.join(', ')}`,
  );
}

function fill(form: Form, changes: Fields, force: boolean): URLSearchParams {
  const unknown = Object.keys(changes).filter(name => !form.fields.some(field => field.name === name));
  if (unknown.length > 0 && !force) {
    const names = [...new Set(form.fields.map(({ name }) => name))].join(', ');
    throw new Error(`the form has no field ${unknown.join(', ')}, but ${names}`);
  }
  const kept = form.fields.filter(({ name, isSent }) => isSent && !Object.hasOwn(changes, name));
  return new URLSearchParams([...kept.map(({ name, value }): [string, string] => [name, value]), ...pairsOf(changes)]);
}

function pairsOf(fields: Fields): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) =>
    (value === undefined ? [] : typeof value === 'string' ? [value] : value).map((each): [string, string] => [
      name,
      each,
    ]),
  );
}
