import { describe, expect, it } from 'vitest';
import { checksOf } from '../../../src/requests/checks.ts';
import { at, only } from './sample.ts';

function read(written: string) {
  const [check] = checksOf(only(`# @assert ${written}\nGET /x`));
  return check && { subject: check.subject, operator: check.operator, value: check.value?.value };
}

describe('a check', () => {
  it.each([
    ['status == 200', { of: 'status' }, '==', '200'],
    ['time < 2000', { of: 'time' }, '<', '2000'],
    ['body.$.id exists', { of: 'body', path: '$.id' }, 'exists', undefined],
    ['response.body.$.id missing', { of: 'body', path: '$.id' }, 'missing', undefined],
    ["body.$.items[?(@.name == 'a b')].id == 7", { of: 'body', path: "$.items[?(@.name == 'a b')].id" }, '==', '7'],
    ['body.//status/@isSuccess == true', { of: 'body', path: '//status/@isSuccess' }, '==', 'true'],
    ['headers.Content-Type contains json', { of: 'header', name: 'Content-Type' }, 'contains', 'json'],
    ['header.X-N-OperationId exists', { of: 'header', name: 'X-N-OperationId' }, 'exists', undefined],
    ['body contains "two words"', { of: 'body' }, 'contains', '"two words"'],
    ['status   !=\t{{expected}} ', { of: 'status' }, '!=', '{{expected}}'],
  ])('%s', (written, subject, operator, value) => {
    expect(read(written)).toEqual({ subject, operator, value });
  });

  it.each([
    ['stauts == 200', 'check-subject', 'stauts'],
    ['body.id == 1', 'check-subject', 'body.id'],
    ['status = 200', 'check-operator', '='],
    ['status', 'check-operator', ''],
    ['status ==', 'check-value', '=='],
    ['body.$.id exists 1', 'check-value', 'exists 1'],
  ])('%s is an error at what is wrong', (written, code, where) => {
    const text = `# @assert ${written}\nGET /x`;
    const request = only(text);
    expect(checksOf(request)).toEqual([]);
    expect(request.problems).toMatchObject([{ code, severity: 'error' }]);
    expect(at(text, request.problems[0]!.span)).toBe(where);
  });

  it('knows where its value stands', () => {
    const text = '# @assert status == 200\nGET /x';
    const [check] = checksOf(only(text));
    expect(at(text, check!.value!.range)).toBe('200');
  });
});
