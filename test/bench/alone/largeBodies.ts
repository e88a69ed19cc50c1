// npm run bench -- bodies: the figures of large bodies, each in a process of its own so that memory is its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sign } from '../../contract/support/independentSigner.ts';
import type { SignerCredentials } from '../../contract/support/independentSigner.ts';
import { repository } from '../../host/paths.ts';
import { bodyFigures, manyObjects, practiceBody, type BodyFigures } from './bodies.ts';

const sizes = ['1', '5', '50', '200', 'objects'];

/** The table; each figure is of one run. */
export async function largeBodyFigures(): Promise<BodyFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tba-bench-bodies-'));
  const practice = spawn(process.execPath, [join(repository, 'dist/practice.js'), '--state', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [ready] = (await once(createInterface({ input: practice.stdout }), 'line')) as [string];
    const figures: BodyFigures[] = [];
    for (const size of sizes) {
      const child = spawn(process.execPath, [import.meta.filename, size, ready], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
      figures.push(JSON.parse(line) as BodyFigures);
    }
    return figures;
  } finally {
    practice.kill('SIGTERM');
    await once(practice, 'exit');
    await rm(folder, { recursive: true });
  }
}

async function arriving(size: string, ready: SignerCredentials & { readonly baseUrl: string }) {
  if (size === 'objects') {
    return manyObjects();
  }
  const { authorization, query } = sign({
    method: 'GET',
    baseUri: `${ready.baseUrl}/app/site/hosting/restlet.nl`,
    query: [
      ['script', '1'],
      ['deploy', '1'],
    ],
    credentials: ready,
    timestamp: Math.floor(Date.now() / 1000),
  });
  const headers = { Authorization: authorization, 'Content-Type': 'application/json' };
  return practiceBody(`${ready.baseUrl}/app/site/hosting/restlet.nl${query}`, headers, Number(size));
}

const [size, ready] = process.argv.slice(2);
if (process.argv[1] === import.meta.filename && size !== undefined && ready !== undefined) {
  const credentials = JSON.parse(ready) as SignerCredentials & { readonly baseUrl: string };
  console.log(JSON.stringify(await bodyFigures(await arriving(size, credentials))));
}
