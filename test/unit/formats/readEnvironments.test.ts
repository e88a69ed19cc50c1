import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCoded } from '../../../src/codedError.ts';
import { readEnvironments } from '../../../src/formats/readEnvironments.ts';

const plain = (values: ReadonlyMap<string, { value: string; secret: boolean }>) =>
  Object.fromEntries([...values].map(([name, { value, secret }]) => [name, secret ? `secret ${value}` : value]));

describe('readEnvironments', () => {
  it('lets the private file win over the public one, and both over what is shared', () => {
    const { names, shared, valuesOf } = readEnvironments(
      '{"$schema": "x", "$shared": {"a": "1", "b": "1", "c": "1"}, "dev": {"a": "2", "b": "2"}, "prod": {}}',
      '{"$shared": {"c": "3", "d": "3"}, "dev": {"b": "4"}, "mine": {"x": "5"}}',
    );
    expect(names).toEqual(['dev', 'prod', 'mine']);
    expect(plain(shared)).toEqual({ a: '1', b: '1', c: 'secret 3', d: 'secret 3' });
    expect(plain(valuesOf('dev'))).toEqual({ a: '2', b: 'secret 4', c: 'secret 3', d: 'secret 3' });
    expect(plain(valuesOf('prod'))).toEqual(plain(shared));
    expect(plain(valuesOf())).toEqual(plain(shared));
    expect(() => valuesOf('test')).toThrow(
      expect.objectContaining({ code: 'environment-unknown', data: { name: 'test' } }),
    );
  });

  it('uses $default only when no environment is chosen', () => {
    const { names, valuesOf } = readEnvironments('{"$default": {"a": "none"}, "dev": {}}', undefined);
    expect(names).toEqual(['dev']);
    expect(plain(valuesOf())).toEqual({ a: 'none' });
    expect(plain(valuesOf('dev'))).toEqual({});
  });

  it('keeps numbers exact, and knows no value that is null', () => {
    const { valuesOf } = readEnvironments(
      '{"dev": {"id": 12345678901234567890, "n": 1.50, "on": true, "no": null}}',
      undefined,
    );
    expect(plain(valuesOf('dev'))).toEqual({ id: '12345678901234567890', n: '1.50', on: 'true' });
  });

  it('gives what objects and lists hold names of their own', () => {
    const { valuesOf } = readEnvironments(
      '{"dev": {"user": {"name": "j\\"o", "ids": [1.0, {"x": 2}]}, "user.name": "dotted", "none": {"a": null}}}',
      undefined,
    );
    expect(plain(valuesOf('dev'))).toEqual({
      user: '{"name":"j\\"o","ids":[1.0,{"x":2}]}',
      'user.name': 'dotted',
      'user.ids': '[1.0,{"x":2}]',
      'user.ids[0]': '1.0',
      'user.ids[1]': '{"x":2}',
      'user.ids[1].x': '2',
      none: '{"a":null}',
    });
  });

  it('keeps names of prototypes apart', () => {
    const { names, valuesOf } = readEnvironments('{"__proto__": {"constructor": "1"}, "dev": {}}', undefined);
    expect(names).toEqual(['__proto__', 'dev']);
    expect(valuesOf('dev').get('constructor')).toBeUndefined();
  });

  it.each([
    ['{"dev": {', undefined, 'http-client.env.json', 9],
    ['{}', '{"dev": "x"}', 'http-client.private.env.json', 9],
    ['[]', undefined, 'http-client.env.json', 0],
  ])('says where %s %s is wrong, without quoting it', (publicText, privateText, file, offset) => {
    expect(() => readEnvironments(publicText, privateText)).toThrow(
      expect.objectContaining({ code: 'environment-file-invalid', data: { file, offset } }),
    );
  });

  it('refuses what would grow without end', () => {
    const long = 'k'.repeat(400_000);
    const wide = JSON.stringify({ dev: { [long]: Array.from({ length: 100 }, () => 1) } });
    expect(() => readEnvironments(wide, undefined)).toThrow(
      expect.objectContaining({ code: 'environment-file-too-large' }),
    );
    expect(() => readEnvironments(' '.repeat(2_000_000) + '{}', undefined)).toThrow(
      expect.objectContaining({ code: 'environment-file-too-large' }),
    );
  });

  it('treats missing and empty files as no environments', () => {
    expect(readEnvironments(undefined, '')).toMatchObject({ names: [] });
  });

  it('throws nothing but its own errors', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.oneof(fc.string(), fc.json()), (one, other) => {
        try {
          const { names, valuesOf } = readEnvironments(one, other);
          names.forEach(valuesOf);
        } catch (error) {
          expect(isCoded(error)).toBe(true);
        }
      }),
    );
  });
});
