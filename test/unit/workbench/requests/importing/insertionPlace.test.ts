import { describe, expect, it } from 'vitest';
import { parseRequests } from '../../../../../src/requests/parse/parse.ts';
import { insertionPlace } from '../../../../../src/workbench/requests/importing/insertionPlace.ts';

/** Puts a request where `|` stands, or in place of what stands between two of them. */
function insert(marked: string): { isHere: boolean; text: string; targets: string[] } {
  const start = marked.indexOf('|');
  const end = marked.lastIndexOf('|') === start ? start : marked.lastIndexOf('|') - 1;
  const text = marked.replaceAll('|', '');
  const { isHere, offset, before, after } = insertionPlace(parseRequests(text), text, start, end);
  // The selection is replaced wherever the request goes.
  const head = text.slice(0, start) + text.slice(end, offset);
  const whole = head + before + '###\nGET /new\n' + after + text.slice(offset);
  return { isHere, text: whole, targets: parseRequests(whole).requests.map(({ target }) => target.value) };
}

describe('a request is put', () => {
  it('into an empty file as it is', () => {
    expect(insert('|')).toMatchObject({ isHere: true, text: '###\nGET /new\n' });
    expect(insert('\n  |\n').targets).toEqual(['/new']);
  });

  it('below what is there, with a blank line between', () => {
    const below = 'GET /a\n\n###\nGET /new\n';
    expect(insert('GET /a|')).toMatchObject({ isHere: true, text: below });
    expect(insert('GET /a\n|')).toMatchObject({ isHere: true, text: below });
    expect(insert('GET /a\n\n|')).toMatchObject({ isHere: true, text: below });
    expect(insert('POST /a\n\nbody|').targets).toEqual(['/a', '/new']);
  });

  it('between two requests', () => {
    expect(insert('GET /a\n|\n### b\nGET /b')).toMatchObject({ isHere: true, targets: ['/a', '/new', '/b'] });
    expect(insert('GET /a\n\n|### b\nGET /b')).toMatchObject({
      isHere: true,
      text: 'GET /a\n\n###\nGET /new\n\n### b\nGET /b',
    });
  });

  it('above one that has no separator, which gets one', () => {
    expect(insert('|GET /a\nA: b')).toMatchObject({ isHere: true, targets: ['/new', '/a'] });
    expect(insert('@x = 1\n|\n# @name a\nGET /a')).toMatchObject({ isHere: true, targets: ['/new', '/a'] });
  });

  it('below the request that the cursor is in, and not in it', () => {
    const body = insert('POST /a\n\n{\n|\n}\n\n### b\nGET /b');
    expect(body).toMatchObject({ isHere: false, targets: ['/a', '/new', '/b'] });
    expect(insert('GET /a|b\nA: b').text).toBe('GET /ab\nA: b\n\n###\nGET /new\n');
    expect(insert('# see |\nGET /a')).toMatchObject({ isHere: false });
  });

  it('in place of what is selected', () => {
    expect(insert('|GET /a\n\n### b\nGET /b|')).toMatchObject({ isHere: true, targets: ['/new'] });
    expect(insert('GET /a\n\n|### b\nGET /b|\n')).toMatchObject({ isHere: true, targets: ['/a', '/new'] });
  });

  it('into a file with Windows line ends', () => {
    expect(insert('GET /a\r\n\r\n|\r\n### b\r\nGET /b').targets).toEqual(['/a', '/new', '/b']);
  });
});
