import { absent, named, need, needText, typeEnum, withPromise } from '../args.ts';
import type { Options } from '../args.ts';
import { recordUnits } from '../fieldTypes.ts';
import type { Host } from '../host.ts';
import type { Fields } from '../../port.ts';
import { fromScript } from '../values.ts';
import { createRecordObject } from './recordObject.ts';

/** N/record. */
export function recordModule(host: Host): object {
  const typeOf = (api: string, options: Options) => needText(host, api, options, 'type').toLowerCase();

  const create = (...given: unknown[]) => {
    const options = named(given, ['type', 'isDynamic', 'defaultValues']);
    const type = typeOf('record.create', options);
    host.charge(recordUnits(type));
    const record = createRecordObject(host, { type, id: undefined, fields: {}, sublists: {} }, isDynamic(options));
    for (const [fieldId, value] of Object.entries((options['defaultValues'] ?? {}) as Options)) {
      record.setValue({ fieldId, value });
    }
    return record;
  };

  const load = (...given: unknown[]) => {
    const options = named(given, ['type', 'id', 'isDynamic']);
    const type = typeOf('record.load', options);
    const id = needText(host, 'record.load', options, 'id');
    host.charge(recordUnits(type));
    return createRecordObject(host, host.ask({ kind: 'load', type, id }), isDynamic(options));
  };

  const remove = (...given: unknown[]) => {
    const options = named(given, ['type', 'id']);
    const type = typeOf('record.delete', options);
    const id = needText(host, 'record.delete', options, 'id');
    host.charge(recordUnits(type) * 2);
    return host.ask({ kind: 'delete', type, id });
  };

  const submitFields = (...given: unknown[]) => {
    const options = named(given, ['type', 'id', 'values']);
    const type = typeOf('record.submitFields', options);
    const id = needText(host, 'record.submitFields', options, 'id');
    const values = need(host, 'record.submitFields', options, 'values') as Options;
    host.charge(recordUnits(type));
    const fields: Fields = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, fromScript(host, type, name, value)]),
    );
    // Loading shows whether there is such a record, and what its id is.
    const found = host.ask({ kind: 'load', type, id });
    return host.ask({ kind: 'save', type, id: found.id, fields, sublists: undefined });
  };

  return Object.freeze({
    create: withPromise(create),
    load: withPromise(load),
    delete: withPromise(remove),
    submitFields: withPromise(submitFields),
    Type: typeEnum(),
    ...absent(host, 'record', ['attach', 'copy', 'detach', 'transform']),
  });
}

function isDynamic(options: Options): boolean {
  return options['isDynamic'] === true;
}
