import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCoded } from '../../../src/codedError.ts';
import { selectXml, xmlMatchValue } from '../../../src/bodies/selectXml.ts';
import { readXmlTree } from '../../../src/bodies/xPath/tree.ts';

const soap = `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">
  <soapenv:Body>
    <searchResponse xmlns="urn:messages">
      <platformCore:searchResult xmlns:platformCore="urn:core" count="3">
        <platformCore:status isSuccess="true"/>
        <platformCore:recordList>
          <platformCore:record internalId="12345678901234567890" xsi:type="listRel:Customer"><listRel:name>A &amp; B</listRel:name></platformCore:record>
          <platformCore:record internalId="12345678901234567891"><listRel:name><![CDATA[<C>]]> D</listRel:name></platformCore:record>
          <platformCore:record internalId="7"><listRel:name>E</listRel:name><note/></platformCore:record>
        </platformCore:recordList>
      </platformCore:searchResult>
    </searchResponse>
  </soapenv:Body>
</soapenv:Envelope>`;

const values = (path: string, xml = soap): string[] => selectXml(xml, path).map(xmlMatchValue);

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return isCoded(error) ? error.code : 'not ours';
  }
};

describe('selectXml', () => {
  it.each([
    ['//record/@internalId', ['12345678901234567890', '12345678901234567891', '7']],
    ['/Envelope/Body/searchResponse/searchResult/@count', ['3']],
    ['/soapenv:Envelope/soapenv:Body/*/@*', []],
    ['//platformCore:record[2]/@internalId', ['12345678901234567891']],
    ['//record[last()]/@internalId', ['7']],
    ['//record[position() < 3]/name', ['A & B', '<C> D']],
    ['//listRel:name/text()', ['A & B', '<C> D', 'E']],
    ['//other:name', []],
    ['//listRel:*', ['A & B', '<C> D', 'E']],
    ['//record[@internalId = 12345678901234567891]/name', ['<C> D']],
    ["//record[name = 'E']/@internalId", ['7']],
    ["//record[name != 'E'][2]/@internalId", ['12345678901234567891']],
    ['//record[note]/@internalId', ['7']],
    ['//record[not(note) and @xsi:type]/@internalId', ['12345678901234567890']],
    ["//record[@internalId='7' or name='A & B']/name", ['A & B', 'E']],
    ['//name/../@internalId', ['12345678901234567890', '12345678901234567891', '7']],
    ['//record/.//name[. = "E"]', ['E']],
    ['count(//record)', ['3']],
    ['count(//record) = 3', ['true']],
    ['string(//name)', ['A & B']],
    ['local-name(//*[@count])', ['searchResult']],
    ['name(//*[@count])', ['platformCore:searchResult']],
    ["//*[local-name() = 'status']/@isSuccess", ['true']],
    ["//*[local-name()='record'][contains(@internalId, '891')]/name", ['<C> D']],
    ["//record[starts-with(name, 'A')]/@internalId", ['12345678901234567890']],
    ['normalize-space(//recordList)', ['A & B <C> D E']],
    ['child::Envelope/descendant::status/attribute::isSuccess', ['true']],
    ['//record[(1)]/@internalId', ['12345678901234567890']],
    ['//record[@internalId >= 12345678901234567891]/@internalId', ['12345678901234567891']],
    ['//nothing', []],
  ])('finds %s', (path, expected) => {
    expect(values(path)).toEqual(expected);
  });

  it('puts an element that holds others in as it is spelled between its tags', () => {
    const xml = '<a>\r\n <b x="1">1 &lt; 2</b>\u{1f600}<c/></a>';
    expect(values('/a', xml)).toEqual(['\n <b x="1">1 &lt; 2</b>\u{1f600}<c/>']);
    expect(selectXml(xml, '/a')).toMatchObject([{ kind: 'element', text: '\n 1 < 2\u{1f600}' }]);
    expect(selectXml(xml, '/a/c')).toMatchObject([{ kind: 'element', text: '', inner: undefined }]);
    expect(selectXml(xml, '//@x')).toMatchObject([{ kind: 'attribute', text: '1' }]);
  });

  it('counts positions within one parent, and every node once in the order of the document', () => {
    const xml = '<r><a><b>1</b><b>2</b></a><a><b>3</b><c><b>4</b></c></a></r>';
    expect(values('//b[1]', xml)).toEqual(['1', '3', '4']);
    expect(values('//a//b', xml)).toEqual(['1', '2', '3', '4']);
    expect(values('//*//b', xml)).toEqual(['1', '2', '3', '4']);
    expect(values('/r/a[2]/b[1]', xml)).toEqual(['3']);
  });

  it.each([
    ['//a | //b', 4],
    ['1 + 1', 2],
    ['//a * 2', 4],
    ['//a div 2', 4],
    ['-1', 0],
    ['$x', 0],
    ['//a/following-sibling::b', 4],
    ['sum(//a)', 0],
    ['//a[substring(., 1)]', 4],
    ['//comment()', 2],
    ['(//a)[1]', 5],
    ['a = b = c', 6],
  ])('says that it does not understand %s', (path, offset) => {
    expect(() => selectXml('<a/>', path)).toThrow(
      expect.objectContaining({ code: 'xpath-unsupported', data: { path, offset } }),
    );
  });

  it.each([
    '',
    '//',
    '/a/',
    'a[',
    'a[]',
    'a]',
    'a b',
    "'x",
    'a:::b',
    'count()',
    'count(1)',
    '#',
    'a//',
    'last(1)',
    '@',
    'x::a',
  ])('refuses %s', path => {
    expect(codeOf(() => selectXml('<a/>', path))).toBe('xpath-invalid');
  });

  it('says that a text is not XML, without quoting it', () => {
    expect(() => selectXml('<a>secret</b>', '/a')).toThrow(
      expect.objectContaining({ code: 'body-not-xml', data: { line: 1, column: 10 } }),
    );
    expect(codeOf(() => selectXml('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', '/a'))).toBe(
      'body-not-xml',
    );
  });

  it('is not harmed by depth, names of prototypes or costly paths', () => {
    const levels = 2000;
    expect(values('//x', `${'<a>'.repeat(levels)}<x>1</x>${'</a>'.repeat(levels)}`)).toEqual(['1']);
    expect(codeOf(() => selectXml(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`, '//a'))).toBe('xml-too-deep');
    expect(values('//constructor', '<a constructor="1"/>')).toEqual([]);
    expect(values('//@__proto__', '<a/>')).toEqual([]);
    const wide = `<r>${'<a><b/></a>'.repeat(20_000)}</r>`;
    expect(codeOf(() => selectXml(wide, '//a[//a[. = "x"]]'))).toBe('xpath-too-costly');
    expect(codeOf(() => selectXml('<a/>', '('.repeat(5000)))).toBe('xpath-invalid');
  });

  it('reads a tree that is already there', () => {
    expect(selectXml(readXmlTree('\ufeff<a>1</a>'), '/a').map(xmlMatchValue)).toEqual(['1']);
  });

  it('throws nothing but its own errors, whatever the path', () => {
    const token = fc.constantFrom(
      '/',
      '//',
      '.',
      '..',
      '@',
      '*',
      '[',
      ']',
      '(',
      ')',
      'a',
      'b:c',
      '1',
      '=',
      '<',
      ' or ',
      ' and ',
      "'x'",
      'last()',
      'count(',
      'text()',
      '::',
      'self',
      '|',
      ',',
    );
    const path = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(token, { maxLength: 10 }).map(tokens => tokens.join('')),
    );
    fc.assert(
      fc.property(path, each => {
        const code = codeOf(() => values(each, '<a x="1"><b:c>2</b:c>3</a>'));
        expect([undefined, 'xpath-invalid', 'xpath-unsupported']).toContain(code);
      }),
      { numRuns: 2000 },
    );
  });
});
