// A window of its own: refreshes a sign-in that it shares with others, ten times.
import { readFile, writeFile } from 'node:fs/promises';
import { refreshLogin } from '../../../src/exchange/oauth2/refreshLogin.ts';
import type { WireRequest } from '../../../src/exchange/transport/transport.ts';
import { inFileTurn } from '../../../src/workbench/accounts/oauth2/fileTurn.ts';

const [baseUrl = '', accountId = '', clientId = '', lock = '', kept = ''] = process.argv.slice(2);

async function send({ method, url, headers, body = '' }: WireRequest) {
  const answer = await fetch(url, {
    method,
    headers: headers.map(({ name, value }): [string, string] => [name, value]),
    body,
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return {
    status: answer.status,
    statusText: '',
    headers: [],
    body: bytes,
    timing: { via: 'direct', total: 0 } as const,
  };
}

const { logIn } = refreshLogin(
  { clientId },
  {
    inTurn: work => inFileTurn(lock, work),
    read: () => readFile(kept, 'utf8'),
    write: token => writeFile(kept, token),
  },
  Date.now,
  () => undefined,
);
for (let nth = 0; nth < 10; nth++) {
  await logIn.ready({ accountId, name: 'Practice', baseUrl }, send, 0);
  logIn.refused();
}
