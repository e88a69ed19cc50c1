import type { NamedValue } from './groupNamedValues.ts';
import { memberOf, textOf, type JsonNode } from './jsonText.ts';

/** A list of Postman variables, later ones of a name in place of earlier ones. */
export function postmanVariables(nodes: readonly JsonNode[]): NamedValue[] {
  const variables = new Map<string, NamedValue>();
  for (const node of nodes) {
    const name = textOf(memberOf(node, 'key')) ?? textOf(memberOf(node, 'id'));
    const value = memberOf(node, 'value');
    if (name === undefined || (value?.kind !== 'string' && value?.kind !== 'number')) {
      continue;
    }
    const isDisabled = isWord(memberOf(node, 'enabled'), 'false') || isWord(memberOf(node, 'disabled'), 'true');
    const earlier = variables.get(name);
    if (earlier && !earlier.isDisabled && isDisabled) {
      continue;
    }
    const isRepeated = earlier !== undefined && earlier.isDisabled === isDisabled && earlier.value !== value.value;
    variables.set(name, { name, value: value.value, start: value.start, end: value.end, isDisabled, isRepeated });
  }
  return [...variables.values()];
}

function isWord(node: JsonNode | undefined, word: string): boolean {
  return node?.kind === 'word' && node.value === word;
}
