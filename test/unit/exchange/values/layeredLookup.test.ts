import { describe, expect, it } from 'vitest';
import { readEnvironmentSetting } from '../../../../src/exchange/values/environmentSetting.ts';
import { createLayeredLookup, type Layers } from '../../../../src/exchange/values/layeredLookup.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { resolveRequest } from '../../../../src/requests/values/resolve.ts';
import { fixedSources } from '../../requests/sample.ts';

const open = (values: Readonly<Record<string, string>>) =>
  new Map(Object.entries(values).map(([name, value]) => [name, { value, secret: false }]));
const secret = (values: Readonly<Record<string, string>>) =>
  new Map(Object.entries(values).map(([name, value]) => [name, { value, secret: true }]));

const environment: Readonly<Record<string, string>> = { NAME: 'from the process', KEY: 'process-key', a: 'never' };
const processEnv = (name: string) => (Object.hasOwn(environment, name) ? environment[name] : undefined);

describe('createLayeredLookup', () => {
  it('asks one place after the other', () => {
    const layers: Layers[] = [
      { prompts: open({ a: 'prompt' }) },
      { responses: name => (name === 'a' ? 'response' : undefined) },
      { environment: open({ a: 'environment' }) },
      { dotenv: new Map([['a', 'dotenv']]) },
      { setting: open({ a: 'setting' }) },
    ];
    const found = layers.map((_, i) =>
      createLayeredLookup(Object.assign({ processEnv }, ...layers.slice(i)) as Layers).lookup('a'),
    );
    expect(found).toEqual(['prompt', 'response', 'environment', 'dotenv', 'setting']);
    expect(createLayeredLookup({ processEnv }).lookup('a')).toBeUndefined();
  });

  it('reads .env, shared values and the process by the names that other clients use', () => {
    const { lookup } = createLayeredLookup({
      dotenv: new Map([['KEY', 'dotenv-key']]),
      environment: open({ which: 'KEY' }),
      environmentShared: open({ x: 'shared' }),
      settingShared: open({ x: 'other', y: 'of the setting' }),
      processEnv,
    });
    expect(lookup('$dotenv KEY')).toBe('dotenv-key');
    expect(lookup('$dotenv %which')).toBe('dotenv-key');
    expect(lookup('$processEnv NAME')).toBe('from the process');
    expect(lookup('$processEnv %which')).toBe('process-key');
    expect(lookup('$processEnv %NAME')).toBe('from the process');
    expect(lookup('$env.NAME')).toBe('from the process');
    expect(lookup('$shared x')).toBe('shared');
    expect(lookup('$shared y')).toBe('of the setting');
    expect(lookup('$processEnv GONE')).toBeUndefined();
    expect(lookup('$dotenv GONE')).toBeUndefined();
    expect(lookup('$uuid')).toBeUndefined();
  });

  it('does not touch the process unless that was allowed', () => {
    const { lookup, knows } = createLayeredLookup({});
    for (const name of ['$processEnv NAME', '$processEnv %NAME', '$env.NAME']) {
      expect(() => lookup(name)).toThrow(
        expect.objectContaining({ code: 'process-env-not-allowed', data: { name: 'NAME' } }),
      );
    }
    expect(knows('$env.NAME')).toBe(false);
  });

  it('puts values into values of environments and the setting, and says when one leads nowhere', () => {
    const { lookup } = createLayeredLookup({
      environment: open({
        url: 'https://{{host}}/{{%path}}',
        host: '{{$shared host}}',
        path: 'a b',
        lost: '{{gone}}',
        r: '{{s}}',
        s: '{{r}}',
        big: '{{b1}}{{b1}}',
      }),
      environmentShared: open({ host: 'example.com' }),
      responses: () => undefined,
    });
    expect(lookup('url')).toBe('https://example.com/a%20b');
    expect(() => lookup('lost')).toThrow(
      expect.objectContaining({ code: 'environment-value-unknown', data: { name: 'gone', within: 'lost' } }),
    );
    expect(() => lookup('r')).toThrow(expect.objectContaining({ code: 'environment-value-cycle' }));
  });

  it('ends values that grow from level to level', () => {
    const values = Object.fromEntries(Array.from({ length: 14 }, (_, i) => [`v${i}`, `{{v${i + 1}}}`.repeat(10)]));
    const { lookup } = createLayeredLookup({ environment: open({ ...values, v14: 'x'.repeat(1000) }) });
    expect(() => lookup('v0')).toThrow(expect.objectContaining({ code: 'environment-value-too-long' }));
    const empty = createLayeredLookup({ environment: open({ ...values, v14: '' }) });
    expect(empty.lookup('v0')).toBe('');
  });

  it('never searches what was typed, answered or kept in .env', () => {
    const { lookup } = createLayeredLookup({
      prompts: open({ a: '{{x}}' }),
      responses: name => (name === 'b' ? '{{x}}' : undefined),
      dotenv: new Map([['c', '{{x}}']]),
      environment: open({ x: '1' }),
    });
    expect(['a', 'b', 'c'].map(lookup)).toEqual(['{{x}}', '{{x}}', '{{x}}']);
  });

  it('collects the secrets that were used, and no others', () => {
    const { lookup, secretsUsed, knows } = createLayeredLookup({
      prompts: secret({ pin: 'pin-1234' }),
      environment: new Map([
        ...secret({ key: 'private-key', unused: 'unused-key' }),
        ...open({ auth: 'Key {{key}}', host: 'h' }),
      ]),
      dotenv: new Map([['D', 'dotenv-secret']]),
      processEnv,
    });
    expect(knows('key') && knows('D') && knows('$dotenv D') && knows('$env.KEY')).toBe(true);
    expect(secretsUsed()).toEqual([]);
    for (const name of ['host', 'auth', 'auth', 'pin', '$dotenv D', '$processEnv KEY']) lookup(name);
    expect(secretsUsed()).toEqual(['private-key', 'pin-1234', 'dotenv-secret', 'process-key']);
  });

  it('lets the file win, and leaves system values to the expander', () => {
    const file = parseRequests('@a = file\n### x\nGET /app/{{a}}/{{b}}/{{$uuid}}');
    const { lookup } = createLayeredLookup({ environment: open({ a: 'environment', b: 'environment' }) });
    const { target } = resolveRequest(file, file.requests[0]!, fixedSources(), lookup);
    expect(target).toBe('/app/file/environment/00000000-0000-4000-8000-000000000001');
  });
});

describe('readEnvironmentSetting', () => {
  it('reads shared values and those of an environment, and leaves out what is none', () => {
    const { names, shared, valuesOf } = readEnvironmentSetting({
      $shared: { version: 'v1', n: 7, on: true, list: [] },
      local: { version: 'v2' },
      broken: 'x',
    });
    expect(names).toEqual(['local', 'broken']);
    expect([...shared.keys()]).toEqual(['version', 'n', 'on']);
    expect(valuesOf('local').get('version')).toEqual({ value: 'v2', secret: false });
    expect(valuesOf('local').get('n')?.value).toBe('7');
    expect(valuesOf().get('version')?.value).toBe('v1');
    expect(readEnvironmentSetting(null).names).toEqual([]);
  });
});
