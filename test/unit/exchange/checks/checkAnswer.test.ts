import { describe, expect, it } from 'vitest';
import { checkAnswer } from '../../../../src/exchange/checks/checkAnswer.ts';
import type { Exchange } from '../../../../src/exchange/record.ts';
import { checksOf } from '../../../../src/requests/checks.ts';
import { only } from '../../requests/sample.ts';

const body = `{"id": 12345678901234567890, "total": 1.10, "name": "a \\"b\\" 東", "empty": null, "ok": true,
  "items": [{"sku": "x", "n": 1}, {"sku": "y", "n": 2}], "text": "200"}`;

function exchange(text: string, contentType = 'application/json; charset=utf-8'): Exchange {
  const headers = [
    { name: 'Content-Type', value: contentType },
    { name: 'X-N-OperationId', value: 'abc-1' },
  ];
  return {
    record: { response: { status: 200, statusText: 'OK', headers, bodyBytes: 1 }, timing: { total: 120.4 } },
    body: new TextEncoder().encode(text),
  } as unknown as Exchange;
}

function judge(written: string, answer = exchange(body)) {
  const checks = checksOf(only(`# @assert ${written}\nGET /x`));
  const [result] = checkAnswer(checks, answer, ({ value }) => value?.value ?? '');
  if (!result) throw new Error(`no check: ${written}`);
  return result;
}

describe('a check holds', () => {
  it.each([
    'status == 200',
    'status != 201',
    'status < 300',
    'time <= 120',
    'time < 2000',
    'headers.content-type contains json',
    'header.x-n-operationid == abc-1',
    'header.X-Other missing',
    'body contains "東"',
    'body.$.id == 12345678901234567890',
    'body.$.id > 12345678901234567889',
    'body.$.total == 1.1',
    'body.$.name == "a \\"b\\" 東"',
    'body.$.name == a "b" 東',
    'body.$.empty == null',
    'body.$.empty exists',
    'body.$.nothing missing',
    'body.$.ok == true',
    "body.$.items[?(@.sku == 'y')].n == 2",
    'body.$.items[0] == {"sku":"x","n":1}',
    'body.$.name startsWith a',
    'body.$.name endsWith 東',
    'body.$.text == "200"',
    'body.$.text == 200',
    'body.$.name matches ^a',
    'body.$.text matches /^\\d+$/',
    'body.$.name matches "b"',
  ])('%s', written => {
    expect(judge(written)).toMatchObject({ passed: true });
  });
});

describe('a check fails, and tells what was there', () => {
  it.each([
    ['status == 201', '200'],
    ['time > 2000', '120'],
    ['body.$.id == 12345678901234567891', '12345678901234567890'],
    ['body.$.text == "201"', '200'],
    ['body.$.ok == "true"', 'true'],
    ['body.$.ok missing', 'true'],
    ['body.$.name matches ^b$', 'a "b" 東'],
  ])('%s', (written, actual) => {
    expect(judge(written)).toMatchObject({ passed: false, actual });
  });

  it('when there is nothing', () => {
    expect(judge('body.$.nothing == 1')).not.toHaveProperty('actual');
    expect(judge('body exists', exchange(''))).toMatchObject({ passed: false });
  });

  it('but not with all of a large answer', () => {
    const { actual } = judge('body == 1', exchange(`"${'x'.repeat(10_000)}"`));
    expect(actual).toHaveLength(200);
  });
});

describe('a check that cannot be carried out says why', () => {
  it.each([
    ['body.$.a..b[] == 1', 'json-path-invalid'],
    ['body.$.name < 5', 'check-not-comparable'],
    ['body.$.name matches (', 'check-pattern'],
  ])('%s', (written, code) => {
    expect(judge(written)).toMatchObject({ passed: false, error: { code } });
  });

  it('when the body is no JSON', () => {
    expect(judge('body.$.a exists', exchange('<html>')).error?.code).toBe('body-not-json');
  });

  it('without an answer, also where something is to be missing', () => {
    const none = {
      record: { failure: { code: 'timed-out', data: {} } },
      body: new Uint8Array(),
    } as unknown as Exchange;
    expect(judge('header.X missing', none)).toMatchObject({ passed: false, error: { code: 'check-no-answer' } });
  });

  it('before a pattern takes long', () => {
    const answer = exchange(JSON.stringify({ a: 'a'.repeat(200_000) }));
    expect(judge('body.$.a matches (a|aa|aaa|aaaa){1,60}b', answer)).toMatchObject({ passed: false });
  });
});

it('looks into XML by XPath', () => {
  const answer = exchange('<r xmlns:n="x"><n:status isSuccess="true">ok</n:status></r>', 'text/xml');
  expect(judge('body.//n:status/@isSuccess == true', answer)).toMatchObject({ passed: true, actual: 'true' });
});
