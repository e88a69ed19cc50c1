import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountState } from '../../../src/practice/state/model.ts';
import { endSuiteQl } from '../../../src/practice/suiteQl/suiteQl.ts';
import { call, startFixture } from './practiceFixture.ts';
import type { Answer, CallOptions, Fixture } from './practiceFixture.ts';

const path = '/services/rest/query/v1/suiteql';

let fixture: Fixture;
let fresh: AccountState;

beforeAll(async () => {
  fixture = await startFixture();
  fresh = fixture.account.store.current();
});

beforeEach(() => fixture.setState(() => fresh));

afterAll(async () => {
  endSuiteQl();
  await fixture.stop();
});

function post(body: string, options: CallOptions = {}): Promise<Answer> {
  const headers = { Prefer: 'transient' };
  return call(fixture, { method: 'POST', path, query: [], contentType: 'application/json', body, headers, ...options });
}

function query(q: string, options: CallOptions = {}): Promise<Answer> {
  return post(JSON.stringify({ q }), options);
}

type Item = Readonly<Record<string, unknown>>;

async function items(q: string): Promise<Item[]> {
  const answer = await query(q);
  expect(answer.status, answer.body).toBe(200);
  return (JSON.parse(answer.body) as { items: Item[] }).items.map(({ links, ...item }) => {
    expect(links).toEqual([]);
    return item;
  });
}

async function refused(answer: Answer | Promise<Answer>): Promise<[number, Item]> {
  const { status, body } = await answer;
  const problem = JSON.parse(body) as { 'o:errorDetails': Item[] };
  return [status, problem['o:errorDetails'][0] ?? {}];
}

const asAdministrator = () =>
  fixture.setState(state => ({
    ...state,
    tokens: state.tokens.map(each => (each.id === 1 ? { ...each, employeeId: 7, roleId: 3 } : each)),
  }));

describe('SuiteQL over REST', () => {
  it('answers values as text, leaves nulls out, and keeps every digit', async () => {
    expect(
      await items('SELECT id, companyname, balance, NULLIF(email, email) AS email FROM customer WHERE id = 104'),
    ).toEqual([{ id: '104', companyname: '株式会社さくら', balance: '12345678901234567.89' }]);
  });

  it('pages with links, count and total', async () => {
    const answer = await query('SELECT id FROM customer ORDER BY id', {
      query: [
        ['limit', '3'],
        ['offset', '3'],
      ],
    });
    const url = `${fixture.baseUrl}${path}`;
    expect(answer.headers['content-type']).toBe('application/vnd.oracle.resource+json; type=collection');
    expect(JSON.parse(answer.body)).toEqual({
      links: [
        { rel: 'previous', href: `${url}?limit=3&offset=0` },
        { rel: 'first', href: `${url}?limit=3&offset=0` },
        { rel: 'next', href: `${url}?limit=3&offset=6` },
        { rel: 'last', href: `${url}?limit=3&offset=6` },
        { rel: 'self', href: `${url}?limit=3&offset=3` },
      ],
      count: 3,
      hasMore: true,
      items: ['104', '105', '106'].map(id => ({ links: [], id })),
      offset: 3,
      totalResults: 7,
    });
  });

  it('asks for Prefer: transient', async () => {
    for (const headers of [{}, { Prefer: 'respond-async' }]) {
      const [status, detail] = await refused(query('SELECT id FROM customer', { headers }));
      expect([status, detail['o:errorHeader']]).toEqual([400, 'Prefer']);
    }
    expect((await query('SELECT id FROM customer', { headers: { Prefer: 'Transient, handling=strict' } })).status).toBe(
      200,
    );
  });

  it.each([
    ['limit', '0'],
    ['limit', '1001'],
    ['offset', '7'],
    ['page', '1'],
  ])('refuses %s=%s', async (name, value) => {
    const [status, detail] = await refused(query('SELECT id FROM customer', { query: [[name, value]] }));
    expect([status, detail['o:errorQueryParam']]).toEqual([400, name]);
  });

  it.each(['{}', '{"q":5}', '{"q":" "}', '{"q":"SELECT 1 FROM customer","params":[]}', '{"q":', '[]'])(
    'refuses the body %s',
    async body => {
      const [status, detail] = await refused(post(body));
      expect([status, detail['o:errorCode']]).toEqual([400, 'INVALID_CONTENT']);
    },
  );

  it('takes POST with JSON only', async () => {
    const answer = await call(fixture, { path, query: [] });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
    expect((await query('SELECT id FROM customer', { contentType: 'text/plain' })).status).toBe(415);
  });

  it.each([
    ['SELECT frob FROM customer', "'frob'"],
    ['SELECT id FROM vendor', "'vendor'"],
    ['SELECT id, COUNT(*) FROM customer', 'grouped'],
    ['SELECT * FROM customer WHERE', 'at its end'],
    ['SELECT id FROM customer WHERE id = ?', 'question marks'],
    ['UPDATE customer SET balance = 0', 'UPDATE'],
    ['WITH a AS (SELECT id FROM customer) SELECT id FROM a', 'WITH'],
    ["SELECT REGEXP_COUNT(companyname, 'a') FROM customer", 'REGEXP_COUNT'],
  ])('answers %s with a 400 that names what is wrong', async (q, named) => {
    const [status, detail] = await refused(query(q));
    expect([status, detail['o:errorCode'], detail['o:errorQueryParam']]).toEqual([400, 'INVALID_PARAMETER', 'q']);
    expect(detail['detail']).toContain(named);
  });

  it('sees what was changed a moment ago', async () => {
    const count = async () => (await items('SELECT COUNT(*) AS n FROM customer'))[0]?.['n'];
    expect(await count()).toBe('7');
    await call(fixture, {
      method: 'POST',
      path: '/services/rest/record/v1/customer',
      query: [],
      contentType: 'application/json',
      body: '{"companyName":"New"}',
    });
    expect(await count()).toBe('8');
  });
});

describe('the tables of SuiteQL', () => {
  it('customer, transaction and transactionLine: what was sold, by whom, to whom', async () => {
    expect(
      await items(`
        SELECT t.tranid, BUILTIN.DF(t.entity) AS customer, BUILTIN.DF(t.employee) AS rep, t.type,
          BUILTIN.DF(t.status) AS status, BUILTIN.CF(t.status) AS code, t.foreigntotal AS total, SUM(-tl.foreignamount) AS lines
        FROM transaction t JOIN transactionLine tl ON tl.transaction = t.id AND tl.mainline = 'F'
        WHERE t.id = 505
        GROUP BY t.tranid, BUILTIN.DF(t.entity), BUILTIN.DF(t.employee), t.type, BUILTIN.DF(t.status), BUILTIN.CF(t.status), t.foreigntotal`),
    ).toEqual([
      {
        tranid: 'SO505',
        customer: 'Acme Corporation',
        rep: 'Jane Doe',
        type: 'SalesOrd',
        status: 'Sales Order : Pending Billing',
        code: 'SalesOrd:F',
        total: '145',
        lines: '145',
      },
    ]);
  });

  it('transactionLine has one main line for each transaction', async () => {
    expect(
      await items('SELECT id, item, foreignamount FROM transactionLine WHERE transaction = 501 ORDER BY id'),
    ).toEqual([
      { id: '0', foreignamount: '177.00' },
      { id: '1', item: 'Widget, blue', foreignamount: '-125.00' },
      { id: '2', item: 'Widget, red', foreignamount: '-52.00' },
    ]);
  });

  it('employee and role', async () => {
    expect(await items("SELECT entityid, isinactive FROM employee WHERE email = 'jane.doe@practice.example'")).toEqual([
      { entityid: 'Jane Doe', isinactive: 'F' },
    ]);
    expect(await items('SELECT name FROM role WHERE id = 3')).toEqual([{ name: 'Administrator' }]);
  });

  it('script and scriptDeployment, with the scripts of the workspace', async () => {
    expect(
      await items(`SELECT script.id, script.scripttype, d.scriptid AS deployment, BUILTIN.DF(d.status) AS status, d.isdeployed
        FROM script JOIN scriptDeployment d ON d.script = script.id WHERE script.scriptid = 'customscript_tba_draft'`),
    ).toMatchObject([{ scripttype: 'RESTLET', deployment: 'customdeploy_tba_draft', status: 'Testing' }]);
  });

  it('scriptNote, joined with its script', async () => {
    fixture.account.scriptNotes.add({
      at: Date.UTC(2026, 10, 23, 12, 30),
      scriptId: 'customscript_tba_echo',
      deploymentId: 'customdeploy_tba_echo',
      level: 'ERROR',
      title: 'Broken',
      detail: 'It is.',
      employeeId: 42,
    });
    expect(
      await items(`SELECT sn.internalid, TO_CHAR(sn.date, 'YYYY-MM-DD HH24:MI:SS') AS at, sn.type, sn.title, sn.detail,
        s.scriptid FROM scriptNote sn JOIN script s ON sn.scripttype = s.id WHERE sn.type = 'ERROR'`),
    ).toEqual([
      {
        internalid: '1',
        at: '2026-11-23 12:30:00',
        type: 'ERROR',
        title: 'Broken',
        detail: 'It is.',
        scriptid: 'customscript_tba_echo',
      },
    ]);
  });

  it('loginAudit says why the last login failed', async () => {
    const credentials = { ...fixture.credentials, tokenSecret: 'f'.repeat(64) };
    await query('SELECT id FROM customer', { credentials });
    expect(
      await items(`SELECT status, detail, oAuthAppName, oAuthAccessTokenName, BUILTIN.DF(user) AS who,
        BUILTIN.DF(role) AS role, requestUri, ipAddress FROM loginAudit WHERE status = 'Failure'`),
    ).toEqual([
      {
        status: 'Failure',
        detail: 'InvalidSignature',
        oauthappname: 'Orders hub',
        oauthaccesstokenname: 'Orders hub - Jane Doe, Integration Clerk',
        who: 'Jane Doe',
        role: 'Integration Clerk',
        requesturi: path,
        ipaddress: '127.0.0.1',
      },
    ]);
  });

  it('oAuthToken, without any secret', async () => {
    await asAdministrator();
    const rows = await items('SELECT * FROM oAuthToken ORDER BY id');
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/[0-9a-f]{64}/);
    expect(
      await items('SELECT BUILTIN.DF(application) AS app, BUILTIN.DF(user) AS who FROM oAuthToken WHERE id = 1'),
    ).toEqual([{ app: 'Orders hub', who: 'Alex Admin' }]);
  });

  it.each([
    ['customer', 'LIST_CUSTJOB'],
    ['transaction', 'TRAN_SALESORD'],
    ['transactionLine', 'TRAN_SALESORD'],
    ['employee', 'LIST_EMPLOYEE'],
    ['role', 'LIST_EMPLOYEE'],
    ['script', 'ADMI_CUSTOMSCRIPT'],
    ['scriptDeployment', 'ADMI_CUSTOMSCRIPT'],
    ['scriptNote', 'ADMI_CUSTOMSCRIPT'],
    ['loginAudit', 'ADMI_AUDITLOGIN'],
    ['oAuthToken', 'ADMI_MANAGE_OAUTH_TOKENS'],
  ] as const)('%s takes %s', async (table, permission) => {
    const q = `SELECT COUNT(*) AS n FROM ${table}`;
    await fixture.setState(state => ({
      ...state,
      roles: state.roles.map(each =>
        each.id === 1001 ? { ...each, permissions: { ...each.permissions, [permission]: 'NONE' } } : each,
      ),
    }));
    const [status, detail] = await refused(query(q));
    expect([status, detail['o:errorCode']]).toEqual([403, 'INSUFFICIENT_PERMISSION']);
    expect(detail['detail']).toContain(table);
    await asAdministrator();
    expect(await items(q)).toHaveLength(1);
  });
});
