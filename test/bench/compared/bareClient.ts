// The least that a program can do that sends with undici: no file to read, nothing to sign. Bundled like a program that
// ships, once with all of undici and once with what carries a request; and once more with plain oauth-1.0a.
import { build } from 'esbuild';
import { join } from 'node:path';
import { repository } from '../../host/paths.ts';

/** Programs that take a URL and how many times it is called. */
export interface BareClients {
  readonly whole: string;
  readonly parts: string;
  /** The whole, and signs each call with keys that it makes up. */
  readonly signing: string;
}

/** Writes them into a folder. */
export async function buildBareClients(folder: string): Promise<BareClients> {
  const whole = join(folder, 'whole.cjs');
  const parts = join(folder, 'parts.cjs');
  const signing = join(folder, 'signing.cjs');
  await bundle("const { Agent } = require('undici');", whole);
  await bundle(
    `const Dispatcher = require('undici/lib/dispatcher/dispatcher.js');
     Dispatcher.prototype.request = require('undici/lib/api/api-request.js');
     const Agent = require('undici/lib/dispatcher/agent.js');`,
    parts,
  );
  await bundle(`const { Agent } = require('undici');\n${signer}`, signing);
  return { whole, parts, signing };
}

async function bundle(loading: string, outfile: string): Promise<void> {
  await build({
    stdin: { contents: `let headers = () => ({});\n${loading}\n${program}`, resolveDir: repository },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    logLevel: 'warning',
  });
}

const signer = `
const OAuth = require('oauth-1.0a');
const { createHmac } = require('node:crypto');
const [key, secret] = ['1a'.repeat(32), '2b'.repeat(32)];
const hash_function = (text, by) => createHmac('sha256', by).update(text).digest('base64');
const oauth = new OAuth({ consumer: { key, secret }, realm: '1234567_SB1', signature_method: 'HMAC-SHA256', hash_function });
headers = url => oauth.toHeader(oauth.authorize({ url, method: 'GET' }, { key: secret, secret: key }));
`;

const program = `
(async () => {
  const [url, times] = process.argv.slice(2);
  const { origin, pathname, search } = new URL(url);
  const agent = new Agent();
  for (let time = 0; time < Number(times); time += 1) {
    const { statusCode, body } = await agent.request({ origin, path: pathname + search, method: 'GET', headers: headers(url) });
    process.stdout.write(statusCode + '\\n' + (await body.text()) + '\\n');
  }
  await agent.close();
})();
`;
