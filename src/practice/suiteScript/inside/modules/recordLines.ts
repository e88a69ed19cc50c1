import { named, needIndex, needText } from '../args.ts';
import type { Options } from '../args.ts';
import { fieldType } from '../fieldTypes.ts';
import type { Host } from '../host.ts';
import type { FieldValue, Fields } from '../../port.ts';
import { textOf } from '../references.ts';
import { fromScript, toScript } from '../values.ts';
import type { NewOrStored } from './recordObject.ts';

type Line = Record<string, FieldValue>;

/** The sublists of one record: all lines, and in dynamic mode the line that is being edited. */
export function createSublists(host: Host, { type, sublists }: NewOrStored, isDynamic: boolean) {
  const lists = new Map<string, Line[]>(
    Object.entries(sublists).map(([name, lines]) => [name, lines.map(line => ({ ...line }))]),
  );
  const touched = new Set<string>();
  /** The line being edited, with the place it goes to. */
  const current = new Map<string, { readonly line: Line; readonly index: number }>();

  const linesOf = (api: string, options: Options): { name: string; lines: Line[] } => {
    const name = needText(host, api, options, 'sublistId');
    // A new record has no lines yet, whatever the sublist.
    const lines = lists.get(name) ?? [];
    lists.set(name, lines);
    return { name, lines };
  };

  const lineAt = (api: string, options: Options, lines: readonly Line[], extra = 0): number => {
    const index = needIndex(host, api, options, 'line');
    if (index >= lines.length + extra) {
      throw host.error('SSS_INVALID_SUBLIST_OPERATION', `${api}: there is no line ${index}.`);
    }
    return index;
  };

  const only = (api: string, dynamic: boolean) => {
    if (isDynamic !== dynamic) {
      const mode = dynamic ? 'dynamic' : 'standard';
      throw host.error('SSS_INVALID_API_USAGE', `${api}: the record must be in ${mode} mode.`);
    }
  };

  const read = (line: Fields, field: string) =>
    Object.hasOwn(line, field) ? toScript(fieldType(type, field), line[field]) : undefined;

  const members = (self: () => object) => {
    const getLineCount = (...given: unknown[]) => {
      const options = named(given, ['sublistId']);
      // -1 for a sublist that there is not.
      return lists.get(needText(host, 'Record.getLineCount', options, 'sublistId'))?.length ?? -1;
    };

    const getSublistValue = (...given: unknown[]) => {
      const api = 'Record.getSublistValue';
      const options = named(given, ['sublistId', 'fieldId', 'line']);
      const field = needText(host, api, options, 'fieldId');
      const { lines } = linesOf(api, options);
      return read(lines[lineAt(api, options, lines)] ?? {}, field);
    };

    const getSublistText = (...given: unknown[]) => {
      const api = 'Record.getSublistText';
      const options = named(given, ['sublistId', 'fieldId', 'line']);
      const field = needText(host, api, options, 'fieldId');
      const { lines } = linesOf(api, options);
      return textOf(host, type, field, lines[lineAt(api, options, lines)]?.[field]);
    };

    /** The line after the last one is a new one, as it is in NetSuite's standard mode. */
    const setSublistValue = (...given: unknown[]) => {
      const api = 'Record.setSublistValue';
      only(api, false);
      const options = named(given, ['sublistId', 'fieldId', 'line', 'value']);
      const field = needText(host, api, options, 'fieldId');
      const { name, lines } = linesOf(api, options);
      const index = lineAt(api, options, lines, 1);
      lines[index] = { ...lines[index], [field]: fromScript(host, type, field, options['value']) };
      touched.add(name);
      return self();
    };

    const findSublistLineWithValue = (...given: unknown[]) => {
      const api = 'Record.findSublistLineWithValue';
      const options = named(given, ['sublistId', 'fieldId', 'value']);
      const field = needText(host, api, options, 'fieldId');
      const wanted = String(fromScript(host, type, field, options['value']) ?? '');
      return linesOf(api, options).lines.findIndex(line => String(line[field] ?? '') === wanted);
    };

    const insertLine = (...given: unknown[]) => {
      const api = 'Record.insertLine';
      const options = named(given, ['sublistId', 'line']);
      const { name, lines } = linesOf(api, options);
      lines.splice(lineAt(api, options, lines, 1), 0, {});
      touched.add(name);
      return self();
    };

    const removeLine = (...given: unknown[]) => {
      const api = 'Record.removeLine';
      const options = named(given, ['sublistId', 'line']);
      const { name, lines } = linesOf(api, options);
      lines.splice(lineAt(api, options, lines), 1);
      touched.add(name);
      return self();
    };

    const select = (api: string, options: Options, place: 'new' | 'given') => {
      only(api, true);
      const { name, lines } = linesOf(api, options);
      const index = place === 'new' ? lines.length : lineAt(api, options, lines);
      current.set(name, { line: { ...lines[index] }, index });
      return self();
    };

    const selected = (api: string, options: Options) => {
      only(api, true);
      const { name, lines } = linesOf(api, options);
      const found = current.get(name);
      if (!found) {
        throw host.error('SSS_INVALID_SUBLIST_OPERATION', `${api}: no line of ${name} is selected.`);
      }
      return { ...found, name, lines };
    };

    const setCurrentSublistValue = (...given: unknown[]) => {
      const api = 'Record.setCurrentSublistValue';
      const options = named(given, ['sublistId', 'fieldId', 'value']);
      const field = needText(host, api, options, 'fieldId');
      selected(api, options).line[field] = fromScript(host, type, field, options['value']);
      return self();
    };

    const getCurrentSublistValue = (...given: unknown[]) => {
      const api = 'Record.getCurrentSublistValue';
      const options = named(given, ['sublistId', 'fieldId']);
      const field = needText(host, api, options, 'fieldId');
      return read(selected(api, options).line, field);
    };

    const commitLine = (...given: unknown[]) => {
      const { line, index, name, lines } = selected('Record.commitLine', named(given, ['sublistId']));
      lines[index] = line;
      current.delete(name);
      touched.add(name);
      return self();
    };

    const cancelLine = (...given: unknown[]) => {
      current.delete(selected('Record.cancelLine', named(given, ['sublistId'])).name);
      return self();
    };

    return {
      getLineCount,
      getSublistValue,
      getSublistText,
      setSublistValue,
      findSublistLineWithValue,
      insertLine,
      removeLine,
      selectNewLine: (...given: unknown[]) => select('Record.selectNewLine', named(given, ['sublistId']), 'new'),
      selectLine: (...given: unknown[]) => select('Record.selectLine', named(given, ['sublistId', 'line']), 'given'),
      setCurrentSublistValue,
      getCurrentSublistValue,
      commitLine,
      cancelLine,
    };
  };

  const plain = (): Readonly<Record<string, readonly Fields[]>> => Object.fromEntries(lists);

  return {
    members,
    plain,
    names: () => [...lists.keys()],
    /** All lines of the sublists that were touched, undefined when none was. */
    changed: () =>
      touched.size === 0 ? undefined : Object.fromEntries([...touched].map(name => [name, lists.get(name) ?? []])),
  };
}
