/**
 * What a request file cannot say as it is, it says through a variable: a line that would be a comment begins with an
 * empty one, and braces that are no variable come from one that holds them. Each is defined once it is needed.
 */
export interface Guards {
  readonly empty: () => string;
  readonly openBraces: () => string;
  readonly carriageReturn: () => string;
  /** Lines that define those used so far. */
  readonly definitions: () => string[];
}

/** @param there variables that the file has already, with their values as written; a name of another value is not used */
export function createGuards(there: ReadonlyMap<string, string> = new Map()): Guards {
  const used = new Map<string, string>();
  const guard = (wanted: string, value: string) => {
    let name = wanted;
    for (let count = 2; there.has(name) && there.get(name) !== value; count++) {
      name = wanted + String(count);
    }
    if (!there.has(name)) {
      used.set(name, value);
    }
    return `{{${name}}}`;
  };
  return {
    empty: () => guard('empty', ''),
    openBraces: () => guard('openBraces', '{{'),
    carriageReturn: () => guard('carriageReturn', '\\r'),
    definitions: () => [...used].map(([name, value]) => definition(name, value)),
  };
}

export function definition(name: string, value: string): string {
  return value === '' ? `@${name} =` : `@${name} = ${value}`;
}

/** Text in which no braces are a variable, and none are httpYac's escaped ones. */
export function guardBraces(text: string, hasVariables: boolean, guards: Guards): string {
  return text.replace(/\{\{|\\(?=\{\\\{)/g, found => {
    if (found === '\\') return found + guards.empty();
    return hasVariables ? found : guards.openBraces();
  });
}

/** Lines that a request file takes for a separator, comment, variable, file, script, kept answer or next request. */
const TAKEN = [
  /^[ \t]*(?:#|\/\/|\/\*|@|<(?![A-Za-z/!?_])|>|\?\?)/,
  /^\{\{(?:[@+]\w*)?[ \t]*$/,
  /^HTTP\/[0-9.]+[ \t]/,
  /^[A-Z]+[ \t]+\S.*[ \t]HTTP\/[0-9.]+[ \t]*$/,
];
/** A body that starts so is GraphQL to other clients. */
const GRAPHQL = /^\s*(?:query|mutation|subscription|fragment|gql)\b/;

/** A body of which every line is content, and no blank edge is cut. */
export function guardBody(body: string, hasVariables: boolean, guards: Guards): string {
  const lines = body.split('\n');
  const opening = lines.findIndex(line => line.trim() !== '');
  return lines
    .map((line, index) => {
      const isEdge = index === 0 || index === lines.length - 1;
      const isBlank = /^[ \t]*$/.test(line);
      const isTaken = TAKEN.some(taken => taken.test(line)) || (index === opening && GRAPHQL.test(line));
      const content = guardBraces(line, hasVariables, guards).replace(/\r/g, () => guards.carriageReturn());
      return (isBlank && isEdge) || isTaken ? guards.empty() + content : content;
    })
    .join('\n');
}

/** The value of `@name = …`, with escapes for what a line cannot hold and none of its backslashes taken for one. */
export function variableText(value: string, hasVariables: boolean, guards: Guards): string {
  const escaped = guardBraces(value, hasVariables, guards)
    .replace(/\\/g, '\\\\')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t');
  const start = escaped.startsWith(' ') ? guards.empty() : '';
  return start + escaped + (escaped.endsWith(' ') && escaped !== '' ? guards.empty() : '');
}
