import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { CodedError, isCoded } from '../codedError.ts';
import { AccountQueue } from '../exchange/accountQueue.ts';
import { tbaAuthenticator } from '../exchange/authenticate.ts';
import { directTransport } from '../exchange/directTransport.ts';
import { environmentConnection } from '../exchange/environmentConnection.ts';
import { LoginGuard } from '../exchange/loginGuard.ts';
import type { Caller } from '../exchange/send.ts';
import type { Transport } from '../exchange/transport.ts';
import { systemNonceSource } from '../tba/nonce.ts';
import type { ExitCode } from './cli.ts';
import { readCredentials, readEnvironment, readGateway } from './credentials.ts';
import { errorText } from './errorText.ts';
import { printable } from './printable.ts';
import { chooseRequests, readBodyFile, readRequestFile } from './requestFile.ts';
import { prepareAll, type Refusal } from './sendPlan.ts';
import { runPlan } from './sendRun.ts';
import { jsonReport, textReport } from './sendReport.ts';

/** `tba send`: sends requests of a file, one after the other. Nothing is sent before all of them are known to be fine. */
export async function runSend(words: readonly string[]): Promise<ExitCode> {
  const { path, name, all, json, production, envFile } = parse(words);
  const read = await readRequestFile(path);
  const chosen = chooseRequests({ ...read, path }, { name, all });
  const environment = await readEnvironment(envFile);
  const { account, secrets } = readCredentials(environment);
  const caller: Caller = {
    account: { accountId: account.id, name: account.id, ...readGateway(environment) },
    credentialId: 'environment',
    credentialLabel: account.id,
    authenticate: tbaAuthenticator(account.realm, secrets, systemNonceSource()),
    mayWrite: production,
  };
  const { prepared, refusals } = await prepareAll(read.file, chosen, caller, file => readBodyFile(file, path));
  if (refusals.length > 0) {
    process.stderr.write(refusalText(refusals, chosen.length));
    return 2;
  }
  const report = json ? jsonReport(process.stdout) : textReport(process.stdout, prepared.length > 1);
  // A proxy is a matter of this machine, whichever file the credentials are in.
  const transport = directTransport(() => Promise.resolve(environmentConnection(process.env)));
  const interrupt = untilInterrupted();
  try {
    return await runPlan(prepared, newExchanger(transport), interrupt.signal, {
      outcome: report,
      trouble: (label, error) => process.stderr.write(`tba: ${printable(label)}: ${errorText(error)}\n`),
    });
  } finally {
    interrupt.forget();
    await transport.close();
  }
}

function newExchanger(transport: Transport) {
  let failures: Readonly<Record<string, readonly number[]>> = {};
  const store = { read: () => failures, write: (next: typeof failures) => Promise.resolve(void (failures = next)) };
  return {
    transport,
    queue: new AccountQueue(),
    guard: new LoginGuard(store, Date.now),
    now: Date.now,
    newId: randomUUID,
  };
}

function refusalText(refusals: readonly Refusal[], count: number): string {
  const lines = refusals.map(({ label, error }) => `tba: ${printable(label)}: ${errorText(error)}`);
  const isWrite = refusals.some(({ error }) => isCoded(error, 'production-write'));
  return [
    ...lines,
    `tba: Nothing was sent${count > refusals.length ? ', of the other requests neither' : ''}.`,
    ...(isWrite ? ['tba: Add --production to send to this account what may write.'] : []),
    '',
  ].join('\n');
}

function parse(words: readonly string[]) {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        all: { type: 'boolean' },
        json: { type: 'boolean' },
        production: { type: 'boolean' },
        'env-file': { type: 'string' },
      },
    });
  } catch (cause) {
    throw new CodedError('usage', { reason: (cause as Error).message }, { cause });
  }
  const { name, all = false, json = false, production = false, 'env-file': envFile } = parsed.values;
  const [path, ...more] = parsed.positionals;
  if (path === undefined || more.length > 0) {
    throw new CodedError('usage', { reason: 'send takes one request file.' });
  }
  if (name !== undefined && all) {
    throw new CodedError('usage', { reason: '--name and --all contradict each other.' });
  }
  return { path, name, all, json, production, envFile };
}

/** Ctrl-C, or a request to end, cancels the call that is under way. A second one ends the process at once. */
function untilInterrupted(): { readonly signal: AbortSignal; readonly forget: () => void } {
  const interrupted = new AbortController();
  const abort = () => interrupted.abort();
  const names = ['SIGINT', 'SIGTERM'] as const;
  names.forEach(name => process.once(name, abort));
  return { signal: interrupted.signal, forget: () => names.forEach(name => process.off(name, abort)) };
}
