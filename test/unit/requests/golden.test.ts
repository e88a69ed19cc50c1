// What becomes of a file that has everything, written down: a change of the language shows as a change of these files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isCoded } from '../../../src/codedError.ts';
import { lintRequests } from '../../../src/requests/problems/lint.ts';
import type { Span } from '../../../src/requests/nodes.ts';
import { parseRequests } from '../../../src/requests/parse/parse.ts';
import { resolveRequest } from '../../../src/requests/values/resolve.ts';
import { fixedSources } from './sample.ts';

const folder = join(import.meta.dirname, '../../fixtures/requests');
const text = readFileSync(join(folder, 'everything.http'), 'utf8');
const file = parseRequests(text);

const values: Readonly<Record<string, string>> = {
  user: 'jane',
  currency: '€',
  password: 'p&q',
  'login.response.body.$.session': 'a session',
  'read.response.headers.Location': '/rest/7',
};

/** `12-15` for a span; other values as they are. */
function written(_: string, value: unknown): unknown {
  const isSpan = typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
  return isSpan && Object.keys(value).length === 2 ? `${(value as Span).start}-${(value as Span).end}` : value;
}

it('parses into these nodes', async () => {
  await expect(`${JSON.stringify(file, written, 2)}\n`).toMatchFileSnapshot(join(folder, 'everything.nodes.json'));
});

it('has these problems', async () => {
  const problems = lintRequests(file, name => name in values).map(
    ({ code, severity, span }) => `${severity} ${code}: ${text.slice(span.start, span.end)}`,
  );
  await expect(`${problems.join('\n')}\n`).toMatchFileSnapshot(join(folder, 'everything.problems.txt'));
});

it('is sent like this', async () => {
  const sources = fixedSources();
  const sent = file.requests.map(request => {
    try {
      return resolveRequest(file, request, sources, name => values[name], 'text of the file');
    } catch (error) {
      if (!isCoded(error)) throw error;
      return { refused: error.code, ...error.data };
    }
  });
  await expect(`${JSON.stringify(sent, null, 2)}\n`).toMatchFileSnapshot(join(folder, 'everything.sent.json'));
});
