import type { LayerValue, LayerValues } from './layeredLookup.ts';

/** What a setting of the form of REST Client's `rest-client.environmentVariables` holds. */
export interface EnvironmentSetting {
  /** Without `$shared`. */
  readonly names: readonly string[];
  readonly shared: LayerValues;
  /** The values of an environment over the shared ones; of one that the setting does not know, the shared ones alone. */
  readonly valuesOf: (name?: string) => LayerValues;
}

/**
 * Reads the setting `{"$shared": {"version": "v1"}, "local": {"host": "…"}}`, as VS Code hands it out: whatever a person
 * typed there. What is no such thing is left out. Settings are no place for secrets, so none of the values is one.
 */
export function readEnvironmentSetting(setting: unknown): EnvironmentSetting {
  const environments = new Map(entriesOf(setting).map(([name, values]) => [name, valuesIn(values)]));
  const shared = environments.get('$shared') ?? new Map<string, LayerValue>();
  return {
    names: [...environments.keys()].filter(name => name !== '$shared'),
    shared,
    valuesOf: name => new Map([...shared, ...((name !== undefined && environments.get(name)) || [])]),
  };
}

function valuesIn(values: unknown): Map<string, LayerValue> {
  return new Map(
    entriesOf(values)
      .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
      .map(([name, value]) => [name, { value: String(value), secret: false }]),
  );
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
