import { CodedError, isCoded } from '../../codedError.ts';
import { isSuiteQl } from '../parse/directives.ts';
import type { Expander } from './expand.ts';
import type { BodyFileNode, BodyNode, RequestNode } from '../nodes.ts';
import type { ResolvedHeader } from './resolve.ts';

/** A body as it is sent, and the headers that it needs besides those of the request. */
export interface ResolvedBody {
  readonly text: string;
  readonly headers: readonly ResolvedHeader[];
}

/**
 * The body of a request with its variables in place.
 *
 * - a form may go on over several lines, which are joined
 * - under `# @suiteql` the body is a query, sent as `{"q": …}`; NetSuite wants `Prefer: transient` with it (Oracle:
 *   section_157909186990)
 *
 * @param headers those of the request
 * @param fileText what the body's file holds; given when the body is one
 * @throws CodedError those of the expander; in a file with `path` in place of `offset`
 */
export function resolveBody(
  request: RequestNode & { readonly body: BodyNode },
  headers: readonly ResolvedHeader[],
  { expand }: Expander,
  fileText: string | undefined,
): ResolvedBody {
  const { file, parts } = request.body;
  const text = file ? textOfFile(file, fileText, expand) : expand(parts, withLineFeeds);
  if (isSuiteQl(request)) {
    return { text: JSON.stringify({ q: text.trim() }), headers: missing(headers, suiteQlHeaders) };
  }
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(valueOf(headers, 'content-type') ?? '');
  return { text: isForm && !file ? joinedForm(text) : text, headers: [] };
}

const suiteQlHeaders: readonly ResolvedHeader[] = [
  { name: 'Content-Type', value: 'application/json' },
  { name: 'Prefer', value: 'transient' },
];

function missing(there: readonly ResolvedHeader[], wanted: readonly ResolvedHeader[]): ResolvedHeader[] {
  return wanted.filter(({ name }) => valueOf(there, name.toLowerCase()) === undefined);
}

function valueOf(headers: readonly ResolvedHeader[], lowerName: string): string | undefined {
  return headers.findLast(({ name }) => name.toLowerCase() === lowerName)?.value;
}

function textOfFile({ path, substitute }: BodyFileNode, text: string | undefined, expand: Expander['expand']): string {
  if (text === undefined) {
    throw new TypeError('the file of the body was not read');
  }
  if (!substitute) {
    return text;
  }
  try {
    return expand([{ value: text, range: { start: 0, end: text.length } }]);
  } catch (error) {
    if (!isCoded(error)) throw error;
    // The offset is one of the other file.
    const data = Object.entries(error.data).filter(([key]) => key !== 'offset');
    throw new CodedError(error.code, { ...Object.fromEntries(data), path: path.value }, { cause: error });
  }
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** As REST Client and the JetBrains client read a form: a line for each pair, `&` at either end. */
function joinedForm(text: string): string {
  return text
    .split('\n')
    .map(line => line.trim())
    .join('');
}
