import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { RedirectDesk } from '../../../../../src/workbench/accounts/oauth2/redirectDesk.ts';

const told: string[] = [];
const ran: string[] = [];
let chosen: string | undefined;

vi.mock('vscode', () => ({
  l10n: { t: (text: string) => text },
  window: {
    onDidChangeWindowState: () => ({ dispose: () => undefined }),
    showWarningMessage: (message: string) => {
      told.push(message);
      return Promise.resolve(chosen);
    },
  },
  commands: { executeCommand: (command: string) => void ran.push(command) },
}));
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

/** The secret storage that windows share. */
function sharedSecrets() {
  const entries = new Map<string, string>();
  const listeners = new Set<(change: { readonly key: string }) => void>();
  const changed = (key: string) => listeners.forEach(listener => listener({ key }));
  const secrets = {
    get: (key: string) => Promise.resolve(entries.get(key)),
    store: (key: string, value: string) => {
      entries.set(key, value);
      changed(key);
      return Promise.resolve();
    },
    delete: (key: string) => {
      entries.delete(key);
      changed(key);
      return Promise.resolve();
    },
    onDidChange: (listener: (change: { readonly key: string }) => void) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  } as unknown as vscode.SecretStorage;
  return { secrets, entries, listeners };
}

const addressOf = (state: string) => `vscode://tba-workbench.tba-workbench/oauth2?state=${state}&code=c0de-of-${state}`;
const read = (address: string) => ({ code: new URL(address).searchParams.get('code') ?? '' });
const never = new AbortController().signal;

beforeEach(() => {
  told.splice(0);
  ran.splice(0);
  chosen = undefined;
  vi.useRealTimers();
});

describe('an address that the browser brings', () => {
  it('goes to the sign-in with its state, of several in one window', async () => {
    const desk = new RedirectDesk(sharedSecrets().secrets);
    const signIns = ['one', 'two'].map(state => desk.receive(state, read, never));
    await desk.deliver(addressOf('two'));
    await desk.deliver(addressOf('one'));
    expect(await Promise.all(signIns)).toEqual([{ code: 'c0de-of-one' }, { code: 'c0de-of-two' }]);
    expect(told).toEqual([]);
  });

  it('is passed on to the window that waits, and stays nowhere', async () => {
    const { secrets, entries, listeners } = sharedSecrets();
    const [waiting, other] = [new RedirectDesk(secrets), new RedirectDesk(secrets)];
    const signIn = waiting.receive('mine', read, never);
    await other.deliver(addressOf('mine'));
    expect(await signIn).toEqual({ code: 'c0de-of-mine' });
    expect([[...entries], listeners.size, told]).toEqual([[], 0, []]);
  });

  it('ends its sign-in with what is wrong about it', async () => {
    const desk = new RedirectDesk(sharedSecrets().secrets);
    const refusal = new Error('denied');
    const signIn = desk.receive('mine', () => expect.fail(refusal.message), never);
    const ended = expect(signIn).rejects.toThrow('denied');
    await desk.deliver(addressOf('mine'));
    await ended;
  });

  it.each([
    ['of a window that was reloaded', addressOf('gone')],
    ['without a state', 'vscode://tba-workbench.tba-workbench/oauth2'],
  ])('%s is for nobody, which is said, and it is not kept', async (_, address) => {
    const { secrets, entries } = sharedSecrets();
    // As long as the other windows have to take it.
    let now = 0;
    vi.spyOn(Date, 'now').mockImplementation(() => (now += 1000));
    chosen = 'Sign In Again';
    await new RedirectDesk(secrets).deliver(address);
    vi.restoreAllMocks();
    expect(told).toEqual([expect.stringContaining('no window waits for it')]);
    expect([[...entries], ran]).toEqual([[], ['netsuiteTba.addOAuth2']]);
  });

  it('comes too late for a sign-in that was cancelled', async () => {
    const { secrets, listeners } = sharedSecrets();
    const desk = new RedirectDesk(secrets);
    const cancelled = new AbortController();
    const signIn = desk.receive('mine', read, cancelled.signal);
    const ended = expect(signIn).rejects.toBe('cancelled');
    cancelled.abort('cancelled');
    await ended;
    expect(listeners.size).toBe(0);
  });
});
