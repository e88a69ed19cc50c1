import type { AccountState, PracticeState } from './model.ts';

/** The JSON of values that were written before. They never change: a change makes a new value. */
const written = new WeakMap<object, string>();

/**
 * The text of state.json, a line for each record. It is written anew with each change, most of which leave thousands of
 * records as they were.
 */
export function stateText({ production, sandbox, ...rest }: PracticeState): string {
  return `{\n${propertiesOf(rest)},\n"production":${accountText(production)},\n"sandbox":${accountText(sandbox)}\n}\n`;
}

function accountText(account: AccountState): string {
  return remembered(account, () => `{\n${propertiesOf(account)}\n}`);
}

function propertiesOf(values: object): string {
  return Object.entries(values)
    .map(([name, value]) => `${JSON.stringify(name)}:${Array.isArray(value) ? listText(value) : JSON.stringify(value)}`)
    .join(',\n');
}

function listText(list: readonly unknown[]): string {
  const textOf = (item: unknown) =>
    typeof item === 'object' && item !== null ? remembered(item, () => JSON.stringify(item)) : JSON.stringify(item);
  return remembered(list, () => (list.length === 0 ? '[]' : `[\n${list.map(textOf).join(',\n')}\n]`));
}

function remembered(value: object, write: () => string): string {
  const known = written.get(value);
  if (known !== undefined) {
    return known;
  }
  const text = write();
  written.set(value, text);
  return text;
}
