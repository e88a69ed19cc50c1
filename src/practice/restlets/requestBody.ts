import { utf8Text } from '../authentication/octets.ts';
import { parseFormParameters, splitTarget } from '../authentication/parameters.ts';
import type { Format } from '../server/answer.ts';

/** The media types of ORA:section_4619215993, which are compared with case. */
const formats: Readonly<Record<string, Format>> = {
  'application/json': 'json',
  'application/xml': 'xml',
  'text/plain': 'text',
};

export interface MediaType {
  readonly given: boolean;
  /** Undefined when it is none that a RESTlet takes. */
  readonly format: Format | undefined;
  readonly charset: string;
}

export function readMediaType(header: string | undefined): MediaType {
  const [type = '', ...parameters] = (header ?? '').split(';').map(each => each.trim());
  const charset = parameters.find(each => /^charset=/i.test(each))?.replace(/^charset=|"/gi, '') ?? 'utf-8';
  const format = isEncoding(charset) && Object.hasOwn(formats, type) ? formats[type] : undefined;
  return { given: header !== undefined, format, charset };
}

/** The text of a body; undefined when there is none. */
export function decodeBody(body: Buffer, { charset }: MediaType): string | undefined {
  return body.length > 0 ? new TextDecoder(charset).decode(body) : undefined;
}

/** What is wrong with a text that should be JSON; undefined when nothing is. */
export function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** First value when a name repeats: seen for Suitelets, assumed for RESTlets. */
export function queryParameters(target: string): Readonly<Record<string, string>> {
  const pairs = parseFormParameters(splitTarget(target).query);
  return Object.fromEntries(pairs.reverse().map(({ name, value }) => [utf8Text(name), utf8Text(value)]));
}

function isEncoding(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}
