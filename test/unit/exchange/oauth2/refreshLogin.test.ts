import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../../src/codedError.ts';
import { refreshLogin, type RefreshKeeper } from '../../../../src/exchange/oauth2/refreshLogin.ts';
import type { WireRequest, WireResponse } from '../../../../src/exchange/transport/transport.ts';

const account = { accountId: '1234567_SB1', name: 'Acme' };
const call = { method: 'GET', url: 'https://1234567-sb1.restlets.api.netsuite.com/x', headers: [] };

function answer(status: number, body: object): WireResponse {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return { status, statusText: '', headers: [], body: bytes, timing: { via: 'direct', total: 1 } };
}

/** A token endpoint whose refresh tokens serve once: r0, r1, … */
function endpoint() {
  let current = 0;
  const sent: string[] = [];
  return {
    sent,
    revoke: () => (current = NaN),
    send: (request: WireRequest) => {
      const fields = new URLSearchParams(request.body);
      const token = fields.get('refresh_token') ?? '';
      sent.push(token);
      expect([fields.get('grant_type'), fields.get('client_id')]).toEqual(['refresh_token', 'client']);
      return Promise.resolve(
        token === `r${current}`
          ? answer(200, { access_token: `a${++current}`, refresh_token: `r${current}`, expires_in: '3600' })
          : answer(400, { error: 'invalid_grant', error_description: 'Used.' }),
      );
    },
  };
}

/** What the windows share, and a window of it. */
function store() {
  const kept = { token: 'r0' };
  let last = Promise.resolve<unknown>(undefined);
  const log: string[] = [];
  const keeper: RefreshKeeper = {
    inTurn: work => {
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      return turn;
    },
    read: () => Promise.resolve(kept.token),
    write: token => {
      log.push(token);
      kept.token = token;
      return Promise.resolve();
    },
  };
  return { kept, keeper, log };
}

function login(keeper: RefreshKeeper, send: (request: WireRequest) => Promise<WireResponse>, clock = { now: 0 }) {
  const heard: string[] = [];
  const { logIn, authenticate } = refreshLogin(
    { clientId: 'client' },
    keeper,
    () => clock.now,
    token => heard.push(token),
  );
  return {
    heard,
    ready: () => logIn.ready(account, send, 0),
    refused: () => logIn.refused(),
    header: () => authenticate(call).headers[0]?.value,
  };
}

describe('a login that goes on from a sign-in', () => {
  it('refreshes once for calls that begin together, and keeps the new refresh token first', async () => {
    const [{ send, sent }, { keeper, log }] = [endpoint(), store()];
    const window = login(keeper, send);
    await Promise.all([window.ready(), window.ready()]);
    expect([sent, log, window.header()]).toEqual([['r0'], ['r1'], 'Bearer a1']);
    expect(window.heard).toEqual(['r1', 'a1']);
  });

  it('takes turns with other windows, each with the newest refresh token', async () => {
    const [{ send, sent }, { keeper, kept }] = [endpoint(), store()];
    const windows = [login(keeper, send), login(keeper, send), login(keeper, send)];
    await Promise.all(windows.map(({ ready }) => ready()));
    expect(sent).toEqual(['r0', 'r1', 'r2']);
    expect(windows.map(({ header }) => header()).sort()).toEqual(['Bearer a1', 'Bearer a2', 'Bearer a3']);
    expect(kept.token).toBe('r3');
  });

  it('asks for a new sign-in when the refresh token is taken no more, and does not ask NetSuite again', async () => {
    const [{ send, sent, revoke }, { keeper, kept }] = [endpoint(), store()];
    revoke();
    const window = login(keeper, send);
    const refusal = { code: 'oauth2-sign-in-again', data: { error: 'invalid_grant', description: 'Used.' } };
    await expect(window.ready()).rejects.toMatchObject(refusal);
    await expect(window.ready()).rejects.toMatchObject(refusal);
    expect(sent).toEqual(['r0']);
    // After a new sign-in there is another.
    kept.token = 's0';
    await expect(window.ready()).rejects.toMatchObject(refusal);
    expect(sent).toEqual(['r0', 's0']);
  });

  it('takes the token of a new sign-in that came meanwhile', async () => {
    const [{ send, sent }, { keeper, kept }] = [endpoint(), store()];
    kept.token = 'old';
    const window = login(keeper, async request => {
      const response = await send(request);
      kept.token = 'r0';
      return response;
    });
    await window.ready();
    expect([sent, window.header()]).toEqual([['old', 'r0'], 'Bearer a1']);
  });

  it('tries the same one again after an answer that was lost', async () => {
    const [{ send, sent }, { keeper }] = [endpoint(), store()];
    let lost = false;
    const window = login(keeper, request => {
      if (!lost) {
        lost = true;
        return Promise.reject(new CodedError('connection-broken', { reason: 'ECONNRESET' }));
      }
      return send(request);
    });
    await expect(window.ready()).rejects.toMatchObject({ code: 'connection-broken' });
    await window.ready();
    expect([sent, window.header()]).toEqual([['r0'], 'Bearer a1']);
  });

  it('does not lose a refresh token that could not be kept', async () => {
    const [{ send, sent }, { keeper, kept }] = [endpoint(), store()];
    let locked = true;
    const write: RefreshKeeper['write'] = async (token, until) => {
      if (locked) {
        throw new CodedError('vault-unavailable');
      }
      await keeper.write(token, until);
    };
    const window = login({ ...keeper, write }, send);
    await expect(window.ready()).rejects.toMatchObject({ code: 'vault-unavailable' });
    await expect(window.ready()).rejects.toMatchObject({ code: 'vault-unavailable' });
    locked = false;
    await window.ready();
    expect([sent, kept.token]).toEqual([['r0', 'r1'], 'r2']);
  });

  it('leaves any other refusal as it is', async () => {
    const { keeper } = store();
    const window = login(keeper, () => Promise.resolve(answer(401, { error: 'invalid_client' })));
    await expect(window.ready()).rejects.toMatchObject({ code: 'oauth2-refused', data: { error: 'invalid_client' } });
  });
});
