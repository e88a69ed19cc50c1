/** How SuiteScript makes text of any value for a log row or a message: objects become JSON. */
export function plainText(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return '';
    case 'object':
      return value === null ? '' : objectText(value);
    case 'function':
      return `function ${value.name}`;
    case 'string':
    case 'number':
    case 'boolean':
    case 'bigint':
    case 'symbol':
      return String(value);
  }
}

function objectText(value: object): string {
  try {
    // JSON knows nothing of an ordinary error.
    return value instanceof Error && !('toJSON' in value) ? `${value.name}: ${value.message}` : JSON.stringify(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
