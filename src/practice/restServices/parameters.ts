import { CodedError } from '../../codedError.ts';
import { utf8Text } from '../authentication/octets.ts';
import { parseFormParameters, splitTarget } from '../authentication/parameters.ts';

/** Values of query parameters by name. */
export type Parameters = ReadonlyMap<string, string>;

/**
 * The parameters of a request target. One that the resource does not take, or that comes twice, is refused (assumed), so
 * that a typo does not look like success.
 *
 * @throws CodedError `rest-parameter` (parameter, value, problem)
 */
export function readParameters(target: string, known: readonly string[]): Parameters {
  const parameters = new Map<string, string>();
  for (const pair of parseFormParameters(splitTarget(target).query)) {
    const [name, value] = [utf8Text(pair.name), utf8Text(pair.value)];
    if (!known.includes(name)) {
      throw badParameter(name, value, known.length > 0 ? `This resource takes ${known.join(', ')}.` : 'It takes none.');
    }
    if (parameters.has(name)) {
      throw badParameter(name, value, 'It is given twice.');
    }
    parameters.set(name, value);
  }
  return parameters;
}

export function readFlag(parameters: Parameters, name: string): boolean {
  const value = parameters.get(name) ?? 'false';
  if (value !== 'true' && value !== 'false') {
    throw badParameter(name, value, 'It is true or false.');
  }
  return value === 'true';
}

/** The names of a list with commas; undefined when the parameter is not there. */
export function readNames(parameters: Parameters, name: string): readonly string[] | undefined {
  return parameters
    .get(name)
    ?.split(',')
    .map(each => each.trim())
    .filter(each => each !== '');
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** ORA:section_156414087576: up to 1,000 results on a page, up to 1,000 pages. */
const most = { results: 1_000, pages: 1_000 };

/**
 * Limit and offset. That the offset has to be a multiple of the limit is taken from OpenAir's REST API
 * (ORA:article_160035263040); that anything out of bounds is refused, and not put right, is assumed.
 */
export function readPage(parameters: Parameters): Page {
  const limit = readCount(parameters, 'limit', most.results);
  const offset = readCount(parameters, 'offset', 0);
  if (limit < 1 || limit > most.results) {
    throw badParameter('limit', String(limit), `It lies between 1 and ${most.results}.`);
  }
  if (offset % limit !== 0) {
    throw badParameter('offset', String(offset), `It has to be a multiple of the limit, ${limit}.`);
  }
  if (offset / limit >= most.pages) {
    throw badParameter('offset', String(offset), `There are no more than ${most.pages} pages.`);
  }
  return { limit, offset };
}

function readCount(parameters: Parameters, name: string, otherwise: number): number {
  const text = parameters.get(name);
  if (text === undefined) {
    return otherwise;
  }
  if (!/^\d{1,9}$/.test(text)) {
    throw badParameter(name, text, 'It is a whole number.');
  }
  return Number(text);
}

/** @param problem a sentence for the caller */
export function badParameter(parameter: string, value: string, problem: string): CodedError {
  return new CodedError('rest-parameter', {
    parameter: parameter.slice(0, 100),
    value: value.slice(0, 100),
    problem,
  });
}
