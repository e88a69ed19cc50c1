// Files as people write them for other clients, one for each feature that their documentation describes, and what the
// workbench makes of each.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCoded } from '../../../src/codedError.ts';
import { lintRequests } from '../../../src/requests/problems/lint.ts';
import type { RequestFile, RequestNode } from '../../../src/requests/nodes.ts';
import { parseRequests } from '../../../src/requests/parse/parse.ts';
import { bodyFileOf, resolveRequest, type BodyFile } from '../../../src/requests/values/resolve.ts';
import { fixedSources } from './sample.ts';

/** A request as it is sent, or the code of the reason why it is not. */
export type Outcome =
  | {
      readonly sends: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      /** Milliseconds. */
      readonly timeLimit?: number;
      readonly unlogged?: true;
    }
  | { readonly refused: string };

export interface Expected {
  readonly requests: readonly Outcome[];
  /** The codes of what is passed over with a word, in the order of the file. */
  readonly notes?: readonly string[];
  /** Values that come from outside the file. */
  readonly values?: Readonly<Record<string, string>>;
  /** Its requests are answered by the practice account. */
  readonly runs?: true;
}

export const clients = ['restClient', 'jetbrains', 'httpYac'] as const;

export function folderOf(client: string): string {
  return join(import.meta.dirname, '../../fixtures/dialects', client);
}

export function expectations(client: string): Readonly<Record<string, Expected>> {
  return JSON.parse(readFileSync(join(folderOf(client), 'expected.json'), 'utf8')) as Record<string, Expected>;
}

/** The features that there are files for. */
export function features(client: string): string[] {
  return readdirSync(folderOf(client))
    .filter(name => name.endsWith('.http'))
    .map(name => name.slice(0, -'.http'.length))
    .sort();
}

/** What becomes of a file, told in the form of an expectation. */
export function outcomeOf(client: string, feature: string, values: Readonly<Record<string, string>> = {}): Expected {
  const file = parseRequests(readFileSync(join(folderOf(client), `${feature}.http`), 'utf8'));
  const problems = lintRequests(file, name => name in values);
  const notes = problems.filter(({ severity }) => severity !== 'error').map(({ code }) => code);
  const requests = file.requests.map((request): Outcome => {
    const { start, end } = request.block;
    const error = problems.find(
      ({ severity, span }) => severity === 'error' && start <= span.start && span.start < end,
    );
    return error ? { refused: error.code } : resolved(file, request, client, name => values[name]);
  });
  return { requests, ...(notes.length > 0 && { notes }) };
}

function resolved(
  file: RequestFile,
  request: RequestNode,
  client: string,
  lookup: (name: string) => string | undefined,
): Outcome {
  const sources = fixedSources();
  try {
    const bodyFile = bodyFileOf(file, request, sources, lookup);
    const text = bodyFile && readBody(client, bodyFile);
    const sent = resolveRequest(file, request, sources, lookup, text);
    const headers = Object.fromEntries(sent.headers.map(({ name, value }) => [name, value]));
    return {
      sends: `${sent.method} ${sent.target}`,
      ...(sent.headers.length > 0 && { headers }),
      ...(sent.body !== undefined && { body: sent.body }),
      ...(sent.timeLimit !== undefined && { timeLimit: sent.timeLimit }),
      ...(sent.unlogged && { unlogged: true }),
    };
  } catch (error) {
    if (!isCoded(error)) throw error;
    return { refused: error.code };
  }
}

function readBody(client: string, { path, encoding = 'utf-8' }: BodyFile): string {
  return new TextDecoder(encoding).decode(readFileSync(join(folderOf(client), path)));
}
