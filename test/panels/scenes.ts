// Every panel of the workbench over a fake VS Code and an account book whose every name is what one wants it to be.
import * as vscode from 'vscode';
import { credentialIn } from '../../src/accounts/orphans.ts';
import type { AccountIndex, Credential } from '../../src/accounts/records.ts';
import { AccountQueue } from '../../src/exchange/accountQueue.ts';
import { tbaAuthenticator } from '../../src/exchange/authenticate.ts';
import { guardKey, LoginGuard } from '../../src/exchange/guards/loginGuard.ts';
import type { Exchange } from '../../src/exchange/record.ts';
import { send } from '../../src/exchange/send.ts';
import { findJwt } from '../../src/oauth2/jwt.ts';
import { takeInventory } from '../../src/migration/takeInventory.ts';
import { systemNonceSource } from '../../src/tba/nonce.ts';
import { signRequest } from '../../src/tba/signRequest.ts';
import { doctorTakes } from '../../src/panels/doctor/takes.ts';
import { guideTakes } from '../../src/panels/guide/takes.ts';
import { loginFailureTakes } from '../../src/panels/loginFailure/takes.ts';
import { migrationTakes } from '../../src/panels/migration/takes.ts';
import { responseTakes } from '../../src/panels/response/takes.ts';
import { signatureTakes } from '../../src/panels/signature/takes.ts';
import { tokenTakes } from '../../src/panels/token/takes.ts';
import { DoctorPanel } from '../../src/workbench/doctor/doctorPanel.ts';
import { GuidePanel, type GuideServices } from '../../src/workbench/guide/guidePanel.ts';
import { LoginFailurePanel } from '../../src/workbench/loginFailure/loginFailurePanel.ts';
import { MigrationPanel } from '../../src/workbench/migration/migrationPanel.ts';
import { inventoryView } from '../../src/workbench/migration/inventoryWords.ts';
import { CorrectedClocks } from '../../src/workbench/network/correctedClocks.ts';
import { FailedLogins } from '../../src/workbench/network/failedLogins.ts';
import { ResponsePanels } from '../../src/workbench/responses/responsePanels.ts';
import { inspectionOf } from '../../src/workbench/signature/inspection.ts';
import { SignaturePanels } from '../../src/workbench/signature/signaturePanels.ts';
import { TokenPanel } from '../../src/workbench/token/tokenPanel.ts';
import type { FakePanel } from './fakeParts.ts';
import { effects, memento, panels } from './fakeVscode.ts';

/** A panel that is open. */
export interface OpenScene {
  readonly panel: FakePanel;
  readonly dispose: () => void;
}

/** A kind of panel. */
export interface Scene {
  readonly name: string;
  /** The calls that it knows. */
  readonly calls: readonly string[];
  /** Opens it with `text` for every name, title and value that others give. */
  readonly open: (text: string) => Promise<OpenScene>;
  /** What is called to have everything on show that the text gets into, and changes of the state that then comes. */
  readonly fill?: (text: string) => readonly (readonly [method: string, params: unknown])[];
  readonly further?: (text: string) => readonly object[];
}

/** Where files that are opened with other programs are put. */
export const temporaryFolder = '/tmp/storage/opened';
export const accountId = '1234567_SB1';
const secrets = {
  consumerKey: 'c'.repeat(64),
  consumerSecret: 'd'.repeat(64),
  token: 'e'.repeat(64),
  tokenSecret: 'f'.repeat(64),
};
const extensionUri = vscode.Uri.file('/extension');
const host = 'https://1234567-sb1.restlets.api.netsuite.com';

function indexOf(text: string): AccountIndex {
  const record = { changed: 1, scheme: 'tba' as const, name: text, note: text };
  return {
    version: 2,
    accounts: [{ ...record, id: 'acme', accountId }],
    applications: [{ ...record, id: 'hub', account: 'acme' }],
    tokens: ['jane', 'bot'].map(id => ({
      ...record,
      id,
      isNamed: true,
      application: 'hub',
      identity: { entity: text, role: text, company: text },
      lastSuccess: 9,
    })),
    removed: {},
  };
}

function servicesOf(text: string): GuideServices {
  const index = indexOf(text);
  const never = () => ({ dispose: () => undefined });
  return {
    book: {
      index: () => index,
      credential: (id: string) => credentialIn(index, id),
      credentials: () => index.tokens.flatMap(({ id }) => credentialIn(index, id) ?? []),
      secrets: () => Promise.resolve(secrets),
      onChange: never,
    },
    active: { get: () => undefined, allowList: () => ({ allows: () => true }) },
    practice: {
      adopt: () => Promise.resolve(),
      running: false,
      record: undefined,
      onDidChange: never,
    },
    network: { clocks: new CorrectedClocks(), failedLogins: new FailedLogins(), recentFailures: () => 0 },
    log: { hide: () => undefined, error: () => undefined },
    globalState: memento(),
  } as unknown as GuideServices;
}

function janeOf({ book }: GuideServices): Credential {
  const jane = book.credential('jane');
  if (!jane) {
    throw new Error('nobody there');
  }
  return jane;
}

const target = (text: string) =>
  `${host}/app/site/hosting/restlet.nl?script=1&deploy=1&${encodeURIComponent(text)}=${encodeURIComponent(text)}`;

/** A call that was really signed, with an answer that nobody gave. */
async function exchangeOf(text: string, status: number, body: string): Promise<Exchange> {
  const headers = [{ name: 'X-Text', value: text.replaceAll(/[^\x20-\x7e]/g, '?') }];
  return send(
    { title: text, method: 'POST', url: target(text), headers, body: text },
    {
      account: { accountId, name: text },
      credentialId: guardKey(accountId, secrets.token),
      credentialLabel: text,
      authenticate: tbaAuthenticator(accountId, secrets, systemNonceSource()),
    },
    {
      transport: () =>
        Promise.resolve({
          status,
          statusText: text,
          headers: [{ name: 'Content-Type', value: 'application/json' }, ...headers],
          body: new TextEncoder().encode(body),
          timing: { via: 'direct', total: 5, firstTry: { reason: text } },
        }),
      queue: new AccountQueue(),
      guard: new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now),
      now: Date.now,
      newId: () => 'id',
    },
    1000,
    new AbortController().signal,
  );
}

const note =
  (what: string) =>
  (...args: unknown[]) =>
    void effects.push({ what, args });

const did =
  (what: string) =>
  (...args: unknown[]) => {
    effects.push({ what, args });
    return Promise.resolve();
  };

/** A PNG of one pixel in base64, long enough to be taken for a file. */
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';

async function opened(panel: { dispose(): void }, show: () => unknown): Promise<OpenScene> {
  const before = panels.length;
  await show();
  const shown = panels[before];
  if (!shown) {
    throw new Error('no panel was opened');
  }
  return {
    panel: shown,
    dispose: () => {
      panel.dispose();
      panels.splice(panels.indexOf(shown), 1);
    },
  };
}

const signature: Scene = {
  name: 'signature',
  calls: Object.keys(signatureTakes),
  open: async text => {
    const steps = signRequest(
      {
        method: 'POST',
        url: target(text),
        contentType: 'application/x-www-form-urlencoded',
        body: new URLSearchParams({ [text]: text }).toString(),
        realm: text,
        nonce: 'n1n1n1n1',
        timestamp: '1700000000',
        params: [{ name: 'role', value: text }],
      },
      secrets,
    );
    const inspected = await inspectionOf(
      {
        title: text,
        accountName: text,
        credentialLabel: text,
        sent: false,
        steps,
        secrets: [],
        signer: () => Promise.resolve(secrets),
      },
      systemNonceSource(),
    );
    const all = new SignaturePanels(extensionUri);
    return opened(all, () => all.show('key', inspected));
  },
  fill: text => [['compare', { text: `OAuth realm="${text}", oauth_nonce="${text}"`, with: 'header' }]],
};

const doctor: Scene = {
  name: 'doctor',
  calls: Object.keys(doctorTakes),
  open: text => {
    const services = servicesOf(text);
    const panel = new DoctorPanel(extensionUri, services);
    return opened(panel, () => panel.show(janeOf(services)));
  },
  fill: text => {
    const header = `OAuth realm="${accountId}", oauth_consumer_key="ck", oauth_token="t", oauth_nonce="n", oauth_timestamp="1700000000", oauth_signature_method="HMAC-SHA256", oauth_version="1.0", oauth_signature="c2lnbmF0dXJl"`;
    return [
      ['read', { text: `GET ${target(text)} HTTP/1.1\nAuthorization: ${header}\nX-Text: ${text}\n\n${text}` }],
      ['diagnose', null],
    ];
  },
};

const loginFailure: Scene = {
  name: 'loginFailure',
  calls: Object.keys(loginFailureTakes),
  open: async text => {
    const services = servicesOf(text);
    const body = JSON.stringify({ error: { code: 'INVALID_LOGIN_ATTEMPT', message: text } });
    const exchange = await exchangeOf(text, 401, body);
    const panel = new LoginFailurePanel(extensionUri, services);
    return opened(panel, () => panel.show({ credential: janeOf(services), exchange, resend: note('resend') }));
  },
  fill: text => {
    const cell = `"${text.replaceAll('"', '""')}"`;
    return [
      [
        'pasteAudit',
        { text: `Detail,Status,User,Application,Token\n${`${[1, 2, 3, 4, 5].map(() => cell).join()}\n`.repeat(2)}` },
      ],
    ];
  },
};

const token: Scene = {
  name: 'token',
  calls: Object.keys(tokenTakes),
  open: any => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    // There are longer texts than tokens.
    const text = any.slice(0, 5000);
    const claims = { iss: text, scope: [text], aud: text, iat: 1_800_000_000, exp: 1_800_000_300, [text]: text };
    const jwt = findJwt([part({ alg: text, typ: 'JWT', kid: text }), part(claims), 'c2lnbmF0dXJl'].join('.'));
    const panel = new TokenPanel(extensionUri);
    return opened(panel, () => panel.show({ jwt, context: {}, owner: text }));
  },
};

const guide: Scene = {
  name: 'guide',
  calls: Object.keys(guideTakes),
  open: text => {
    const panel = new GuidePanel(extensionUri, servicesOf(text));
    return opened(panel, () => panel.show(accountId, undefined));
  },
};

const migration: Scene = {
  name: 'migration',
  calls: Object.keys(migrationTakes),
  open: text => {
    const panel = new MigrationPanel(extensionUri, servicesOf(text));
    return opened(panel, () => panel.show(accountId, 'plan'));
  },
  further: text => {
    const owner = { application: text, token: text, user: text, role: text };
    const inventory = takeInventory(
      {
        readAt: 1_700_000_000_000,
        days: 90,
        tokens: [{ ...owner, name: text, created: text }],
        logins: [{ ...owner, isSuccess: true, count: 2, last: 1_700_000_000_000 }],
        places: [{ ...owner, isSuccess: true, count: 2, address: text, api: 'soap' }],
        cut: ['tokens'],
        missing: [{ table: text, why: 'refused', detail: text }],
      },
      [text],
    );
    return [{ view: 'inventory', inventory: inventoryView(inventory) }];
  },
};

const response: Scene = {
  name: 'response',
  calls: Object.keys(responseTakes),
  open: async text => {
    const items = [{ [text]: text, file: picture }, { [text]: 1 }];
    const exchange = await exchangeOf(text, 200, JSON.stringify({ items, [text]: text }));
    const all = new ResponsePanels(
      { extensionUri, globalStorageUri: vscode.Uri.file('/tmp/storage') },
      {
        resend: note('resend'),
        inspect: note('inspect'),
        sendOther: did('sendOther'),
        addContentType: did('addContentType'),
        explainLogin: did('explainLogin'),
        comparePrevious: did('comparePrevious'),
        readLog: () => Promise.reject(new Error(text)),
        hasScript: () => Promise.resolve(false),
        openFrame: did('openFrame'),
      },
    );
    const failure = { title: text, reason: text, next: text };
    return opened(all, () =>
      all.showExchange('key', exchange, { checks: [{ text, passed: false, why: text }], failure }),
    );
  },
};

/** Calls the host as the page does. */
export function ask(panel: FakePanel, method: string, params: unknown): Promise<unknown> {
  const { posted } = panel;
  const id = ++lastAsked;
  return new Promise(resolve => {
    panel.posted = message => {
      const { kind, id: of, result } = message as Record<string, unknown>;
      if (kind === 'answer' && of === id) {
        panel.posted = posted;
        resolve(result);
      } else {
        posted(message);
      }
    };
    panel.receive({ kind: 'call', id, method, params });
  });
}

/** A page counts its calls from 1. */
let lastAsked = 1_000_000;

export const scenes: readonly Scene[] = [signature, doctor, loginFailure, token, guide, migration, response];
