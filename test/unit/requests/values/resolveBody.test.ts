import { describe, expect, it } from 'vitest';
import { isCoded } from '../../../../src/codedError.ts';
import { parseRequests } from '../../../../src/requests/parse/parse.ts';
import { bodyFileOf, resolveRequest } from '../../../../src/requests/values/resolve.ts';
import { fixedSources } from '../sample.ts';

function resolve(text: string, fileText?: string) {
  const file = parseRequests(text);
  return resolveRequest(file, file.requests[0]!, fixedSources(), undefined, fileText);
}

function fileOf(text: string) {
  const file = parseRequests(text);
  return bodyFileOf(file, file.requests[0]!, fixedSources());
}

describe('a body from a file', () => {
  it('is sent as it is', () => {
    const text = '@v = 1\nPOST /x\n\n< ./body.json';
    expect(fileOf(text)).toEqual({ path: './body.json' });
    expect(resolve(text, '{"a": "{{v}}"}\r\n').body).toBe('{"a": "{{v}}"}\r\n');
  });

  it('has its variables replaced where the request says so', () => {
    const text = '@v = 1\n@dir = bodies\nPOST /x\n\n<@latin1 ./{{dir}}/body.json';
    expect(fileOf(text)).toEqual({ path: './bodies/body.json', encoding: 'latin1' });
    expect(resolve(text, '{"a": "{{v}}"}').body).toBe('{"a": "1"}');
  });

  it('says which file has a variable that is not defined', () => {
    try {
      resolve('POST /x\n\n<@ ./body.json', '{"a": "{{v}}"}');
      throw new Error('was not refused');
    } catch (error) {
      if (!isCoded(error)) throw error;
      expect([error.code, error.data]).toEqual(['undefined-variable', { name: 'v', path: './body.json' }]);
    }
  });

  it('is no file where the body stands in the request', () => {
    expect(fileOf('POST /x\n\n{}')).toBeUndefined();
    expect(fileOf('GET /x')).toBeUndefined();
  });
});

describe('a query', () => {
  const request = '# @suiteql\nPOST /services/rest/query/v1/suiteql?limit=5';

  it('is sent as NetSuite takes it', () => {
    const text = `@name = O'Hara "x"\n${request}\n\nSELECT id\nFROM customer\nWHERE name = '{{name}}'\n\n`;
    expect(resolve(text)).toMatchObject({
      target: '/services/rest/query/v1/suiteql?limit=5',
      headers: [
        { name: 'Content-Type', value: 'application/json' },
        { name: 'Prefer', value: 'transient' },
      ],
      body: JSON.stringify({ q: `SELECT id\nFROM customer\nWHERE name = 'O'Hara "x"'` }),
    });
  });

  it('keeps the headers that the request has', () => {
    const { headers } = resolve(`${request}\nPREFER: transient, x\ncontent-type: application/json\n\nSELECT 1`);
    expect(headers.map(({ name }) => name)).toEqual(['PREFER', 'content-type']);
  });

  it('may stand in a file', () => {
    expect(resolve(`${request}\n\n< ./q.sql`, 'SELECT 1\n').body).toBe('{"q":"SELECT 1"}');
  });
});

describe('a form', () => {
  const form = 'POST /x\nContent-Type: application/x-www-form-urlencoded; charset=utf-8\n\n';

  it.each(['a=1\n&b=2\n&c=', 'a=1&\r\n  b=2&\r\n  c='])('may go on over several lines: %j', body => {
    expect(resolve(form + body).body).toBe('a=1&b=2&c=');
  });

  it('keeps what a variable puts in', () => {
    expect(resolve(`@v = x%20y\n${form}a={{v}}`).body).toBe('a=x%20y');
  });
});

it('carries the limits that the request sets itself', () => {
  expect(resolve('# @timeout 2.5\n# @no-log\nGET /x')).toMatchObject({ timeLimit: 2500, unlogged: true });
  expect(resolve('GET /x')).not.toHaveProperty('timeLimit');
});
