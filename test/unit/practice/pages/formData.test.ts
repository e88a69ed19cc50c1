import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { readForm } from '../../../../src/practice/pages/formData.ts';

function read(contentType: string, body: Buffer): [string, string][] {
  return [...readForm({ request: { headers: { 'content-type': contentType } } as IncomingMessage, body })];
}

test('fields and files of a form as fetch writes it', async () => {
  const form = new FormData();
  form.append('name', 'Größe "a"; b\r\nc');
  form.append('empty', '');
  form.append('file', new Blob(['-----BEGIN\r\n\r\nÄ-----']), 'a "b".pem');
  const request = new Request('http://localhost', { method: 'POST', body: form });
  const contentType = request.headers.get('content-type') ?? '';
  expect(read(contentType, Buffer.from(await request.arrayBuffer()))).toEqual([
    ['name', 'Größe "a"; b\r\nc'],
    ['empty', ''],
    ['file', '-----BEGIN\r\n\r\nÄ-----'],
  ]);
});

test('a form without files, and one that has no type', () => {
  const expected = [['a', 'b c']];
  expect(read('application/x-www-form-urlencoded', Buffer.from('a=b+c'))).toEqual(expected);
  expect(read('', Buffer.from('a=b+c'))).toEqual(expected);
});

test.each([
  '',
  '--x--\r\n',
  '--x\r\n\r\nno name\r\n--x--',
  '--x\r\nContent-Disposition: form-data; name="a"\r\n--x--',
  '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nnever ends',
])('what is no form has no fields: %j', body => {
  expect(read('multipart/form-data; boundary=x', Buffer.from(body))).toEqual([]);
});
