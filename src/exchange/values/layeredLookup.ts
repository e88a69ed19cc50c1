import { CodedError } from '../../codedError.ts';
import type { Lookup } from '../../requests/values/expand.ts';
import { findReferences } from '../../requests/values/references.ts';

/** A value, and whether it must stay out of history and logs. */
export interface LayerValue {
  readonly value: string;
  readonly secret: boolean;
}

export type LayerValues = ReadonlyMap<string, LayerValue>;

/** Where values come from besides the file itself; any of them may be absent. */
export interface Layers {
  /** What the person was asked for (`# @prompt`). */
  readonly prompts?: LayerValues | undefined;
  /** Values from earlier answers: see createResponseLookup. */
  readonly responses?: Lookup | undefined;
  /** Of the environment that is chosen, its shared values included: see readEnvironments. */
  readonly environment?: LayerValues | undefined;
  /** `$shared` alone, of the environment files. */
  readonly environmentShared?: LayerValues | undefined;
  /** The variables of the `.env` file. All of them count as secrets. */
  readonly dotenv?: ReadonlyMap<string, string> | undefined;
  /** Of the VS Code setting, for the environment that is chosen, its shared values included. */
  readonly setting?: LayerValues | undefined;
  /** `$shared` alone, of the setting. */
  readonly settingShared?: LayerValues | undefined;
  /** A variable of the process. Absent unless the person has allowed it. All of them count as secrets. */
  readonly processEnv?: ((name: string) => string | undefined) | undefined;
}

export interface LayeredLookup {
  readonly lookup: Lookup;
  /** Whether there is a value, without using it or throwing; for checking a file. Not asked of answers. */
  readonly knows: (name: string) => boolean;
  /** The secret values that the lookup has answered or put into answers so far, each once. */
  readonly secretsUsed: () => readonly string[];
}

/** Values within values. No person nests more. */
const deepest = 16;
/** Characters of a value with those that it refers to. */
const longest = 1024 * 1024;

/**
 * Looks a name up outside the file, which itself wins over all this (see createExpander):
 *
 * 1. what was asked for, 2. earlier answers, 3. the chosen environment (private over public over shared),
 * 4. the `.env` file, as httpYac has it, 5. the VS Code setting (chosen environment over `$shared`).
 *
 * Names with `$` are each from one place: `$dotenv NAME` and `$processEnv NAME` as in REST Client and Visual Studio,
 * where `%NAME` stands for the name that the variable NAME holds; `$env.NAME` for a process variable too (assumed of
 * the JetBrains client); `$shared NAME` as in REST Client's setting. A process variable that is not set has no value,
 * rather than an empty one as in REST Client, so that nothing is sent without it.
 *
 * Values from environments and the setting may refer to others in the same way, as in httpYac and REST Client. Values
 * that people type or NetSuite answers are never searched for references.
 *
 * The lookup throws CodedError `process-env-not-allowed` (data: name), `environment-value-unknown` (data: name, within)
 * for a reference in a value that leads nowhere, `environment-value-cycle` (data: name), `environment-value-too-long`
 * (data: name, limit), and those of the answers.
 */
export function createLayeredLookup(layers: Layers): LayeredLookup {
  const used = new Set<string>();
  // Each value is put together once, however many others refer to it.
  const whole = new Map<LayerValue, string>();

  const take = (found: LayerValue | undefined): string | undefined => {
    if (found?.secret === true && found.value !== '') used.add(found.value);
    return found?.value;
  };
  const secretly = (value: string | undefined): string | undefined =>
    take(value === undefined ? value : { value, secret: true });

  const expanded = (found: LayerValue | undefined, name: string, trail: readonly string[]): string | undefined => {
    const text = found?.value;
    const references = text === undefined ? [] : findReferences(text);
    if (!found || text === undefined || references.length === 0) return take(found);
    const known = whole.get(found);
    if (known !== undefined) return known;
    if (trail.includes(name) || trail.length >= deepest) throw new CodedError('environment-value-cycle', { name });
    let made = '';
    let done = 0;
    for (const reference of references) {
      const value = valueOf(reference.name, [...trail, name]);
      if (value === undefined) {
        throw new CodedError('environment-value-unknown', { name: reference.name, within: name });
      }
      made +=
        text.slice(done, reference.start) + (reference.encoded ? encodeURIComponent(value.toWellFormed()) : value);
      done = reference.end;
      if (made.length > longest) throw new CodedError('environment-value-too-long', { name, limit: longest });
    }
    made += text.slice(done);
    whole.set(found, made);
    return take({ value: made, secret: found.secret });
  };

  const special = (name: string, trail: readonly string[]): string | undefined => {
    const [, place, byName, key = ''] = /^\$(processEnv|dotenv|shared)\s+(%?)(\S+)$/.exec(name) ?? [];
    const fromProcess = /^\$env\.(\w+)$/.exec(name)?.[1];
    const wanted = byName === '%' ? (valueOf(key, trail) ?? key) : key;
    if (place === 'shared') {
      return expanded(layers.environmentShared?.get(key) ?? layers.settingShared?.get(key), name, trail);
    }
    if (place === 'dotenv') return secretly(layers.dotenv?.get(wanted));
    if (place === undefined && fromProcess === undefined) return undefined;
    if (!layers.processEnv) throw new CodedError('process-env-not-allowed', { name: fromProcess ?? key });
    return secretly(layers.processEnv(fromProcess ?? wanted));
  };

  const valueOf = (name: string, trail: readonly string[]): string | undefined => {
    const { prompts, responses, environment, dotenv, setting } = layers;
    if (name.startsWith('$')) return special(name, trail);
    return (
      take(prompts?.get(name)) ??
      // Only the request file itself refers to answers: a file of settings is not read again after each one.
      (trail.length === 0 ? responses?.(name) : undefined) ??
      expanded(environment?.get(name), name, trail) ??
      secretly(dotenv?.get(name)) ??
      expanded(setting?.get(name), name, trail)
    );
  };

  const knows = (name: string): boolean => {
    const special = /^\$(?:(processEnv|dotenv|shared)\s+(%?)(\S+)|env\.(\w+))$/.exec(name);
    const [, place, byName, key = '', processName] = special ?? [];
    if (place === 'shared') return [layers.environmentShared, layers.settingShared].some(layer => layer?.has(key));
    // What `%` leads to is known when it is sent.
    if (place !== undefined && byName === '%') return true;
    if (place === 'dotenv') return layers.dotenv?.has(key) === true;
    if (special) return layers.processEnv?.(processName ?? key) !== undefined;
    return [layers.prompts, layers.environment, layers.dotenv, layers.setting].some(layer => layer?.has(name));
  };

  return { lookup: name => valueOf(name, []), knows, secretsUsed: () => [...used] };
}
