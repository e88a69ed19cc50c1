import { CodedError } from '../../codedError.ts';
import type { Node, RequestFile, VariableNode } from '../nodes.ts';
import { findReferences } from './references.ts';
import { systemValue, type Sources } from './systemValues.ts';

/** A variable's value from outside the file (an environment, a setting), or undefined. Taken as it is. */
export type Lookup = (name: string) => string | undefined;

/** Puts values in place of the references in a piece of the file. */
export interface Expander {
  /**
   * @param literal what becomes of the text around the references, for example its line ends; as it is by default
   * @throws CodedError `undefined-variable` {name, offset}, `variable-cycle` {name, cycle, offset},
   * `variable-too-deep` and `expansion-too-long` {limit, offset}. `offset` is where the reference stands in the file.
   */
  readonly expand: (parts: readonly Node<string>[], literal?: (text: string) => string) => string;
}

// No person writes more; they bound the time and memory that a file made by somebody else can take.
const DEEPEST = 64;
const LONGEST = 16 * 1024 * 1024;

/**
 * Variables as REST Client resolves them: a name has one value for the whole file, its last definition, wherever it
 * is used; a value can refer to other variables, and its `\n`, `\r`, `\t` and `\\` are escapes; the file wins over
 * the lookup. Each variable is resolved once per expander, so that `@id = {{$uuid}}` is the same in URL and body,
 * while every `{{$uuid}}` written out is another one. A value from the lookup is not searched for references.
 */
export function createExpander(file: RequestFile, sources: Sources, lookup: Lookup): Expander {
  const definitions = lastDefinitions(file);
  const resolved = new Map<string, string>();
  let substituted = 0;

  const valueOf = (name: string, offset: number, trail: readonly string[]): string => {
    const known = resolved.get(name);
    if (known !== undefined) return known;
    const definition = definitions.get(name);
    if (definition) {
      if (trail.includes(name)) throw new CodedError('variable-cycle', { name, cycle: cycleOf(trail, name), offset });
      if (trail.length >= DEEPEST) throw new CodedError('variable-too-deep', { limit: DEEPEST, offset });
      const value = expandNode(definition.value, unescapeValue, [...trail, name]);
      resolved.set(name, value);
      return value;
    }
    const value = lookup(name) ?? (name.startsWith('$') ? systemValue(name, sources) : undefined);
    if (value === undefined) throw new CodedError('undefined-variable', { name, offset });
    return value;
  };

  const expandNode = (node: Node<string>, literal: (text: string) => string, trail: readonly string[]): string => {
    const pieces: string[] = [];
    let done = 0;
    for (const reference of findReferences(node.value)) {
      const offset = node.range.start + reference.start;
      const value = valueOf(reference.name, offset, trail);
      const put = reference.encoded ? encodeURIComponent(value.toWellFormed()) : value;
      substituted += put.length;
      if (substituted > LONGEST) throw new CodedError('expansion-too-long', { limit: LONGEST, offset });
      pieces.push(literal(node.value.slice(done, reference.start)), put);
      done = reference.end;
    }
    pieces.push(literal(node.value.slice(done)));
    return pieces.join('');
  };

  return {
    expand: (parts, literal = text => text) => parts.map(part => expandNode(part, literal, [])).join(''),
  };
}

/** By name, the definition that counts. */
export function lastDefinitions(file: RequestFile): Map<string, VariableNode> {
  return new Map(file.variables.map(variable => [variable.name.value, variable]));
}

/** `a, b, a`: the way from a variable back to itself. */
export function cycleOf(trail: readonly string[], name: string): string {
  return [...trail.slice(trail.indexOf(name)), name].join(', ');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescapeValue(text: string): string {
  return text.replace(/\\(.?)/gsu, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
}
