import { isCoded } from '../codedError.ts';
import type { FindProblem, FindResult } from './foundCredentials.ts';
import { groupNamedValues } from './groupNamedValues.ts';
import { itemsOf, memberOf, parseJsonText, textOf, type JsonNode } from './jsonText.ts';
import { postmanVariables } from './postmanVariables.ts';
import { readPostmanCollection } from './readPostmanCollection.ts';

/** Whether a text that may not be readable as JSON was meant to be Postman's. */
export function looksLikePostman(text: string): boolean {
  return /"_postman_|schema\.getpostman\.com|"oauth1"\s{0,20}:/.test(text);
}

/** Reads a Postman environment, collection (format 2.0 and 2.1) or data dump; anything else has nothing to be found. */
export function readPostman(text: string): FindResult {
  let root: JsonNode;
  try {
    root = parseJsonText(text);
  } catch (error) {
    if (isCoded(error, 'json-invalid')) {
      return fail({ code: 'json-invalid', data: { offset: Number(error.data['offset']) } });
    }
    if (isCoded(error, 'json-too-deep')) {
      return fail({ code: 'json-too-deep', data: { limit: Number(error.data['limit']) } });
    }
    throw error;
  }
  // A collection fetched from Postman's API is wrapped; a data dump has many of both.
  const environments = [root, memberOf(root, 'environment'), ...itemsOf(memberOf(root, 'environments'))];
  const collections = [root, memberOf(root, 'collection'), ...itemsOf(memberOf(root, 'collections'))];
  const results = [...environments.map(readEnvironment), ...collections.map(readPostmanCollection)];
  const found = results.flatMap(result => result.found);
  return { found, problems: found.length > 0 ? [] : results.flatMap(({ problems }) => problems).slice(0, 1) };
}

/** `values[]` of `{key, value, enabled, type}`; globals are exported in the same form. */
function readEnvironment(node: JsonNode | undefined): FindResult {
  const values = itemsOf(memberOf(node, 'values'));
  const name = textOf(memberOf(node, 'name')) ?? '';
  return groupNamedValues(postmanVariables(values), {
    source: 'postman-environment',
    label: name,
    isNetSuite: /netsuite/i.test(name),
  });
}

function fail(problem: FindProblem): FindResult {
  return { found: [], problems: [problem] };
}
