// The least that a program can do that sends with undici: no file to read, nothing to sign. Bundled like a program that
// ships, once with all of undici and once with what carries a request.
import { build } from 'esbuild';
import { join } from 'node:path';
import { repository } from '../../host/paths.ts';

/** Writes `whole.cjs` and `parts.cjs` into a folder; both take a URL and how many times it is called. */
export async function buildBareClients(folder: string): Promise<{ readonly whole: string; readonly parts: string }> {
  const whole = join(folder, 'whole.cjs');
  const parts = join(folder, 'parts.cjs');
  await bundle("const { Agent } = require('undici');", whole);
  await bundle(
    `const Dispatcher = require('undici/lib/dispatcher/dispatcher.js');
     Dispatcher.prototype.request = require('undici/lib/api/api-request.js');
     const Agent = require('undici/lib/dispatcher/agent.js');`,
    parts,
  );
  return { whole, parts };
}

async function bundle(loading: string, outfile: string): Promise<void> {
  await build({
    stdin: { contents: `${loading}\n${program}`, resolveDir: repository },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    logLevel: 'warning',
  });
}

const program = `
(async () => {
  const [url, times] = process.argv.slice(2);
  const { origin, pathname, search } = new URL(url);
  const agent = new Agent();
  for (let time = 0; time < Number(times); time += 1) {
    const { statusCode, body } = await agent.request({ origin, path: pathname + search, method: 'GET' });
    process.stdout.write(statusCode + '\\n' + (await body.text()) + '\\n');
  }
  await agent.close();
})();
`;
