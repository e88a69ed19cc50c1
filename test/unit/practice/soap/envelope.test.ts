import { describe, expect, it } from 'vitest';
import { notUnderstood, readEnvelope } from '../../../../src/practice/soap/envelope.ts';
import {
  attributeOf,
  childElements,
  parseDocument,
  qualifiedValue,
  textOf,
} from '../../../../src/practice/soap/qualifiedXml.ts';

const soap = 'http://schemas.xmlsoap.org/soap/envelope/';

function read(text: string) {
  return readEnvelope(Buffer.from(text), undefined);
}

describe('an envelope', () => {
  it('needs no header', () => {
    const { headers, operation } = read(`<Envelope xmlns="${soap}"><Body><get xmlns="urn:x"/></Body></Envelope>`);
    expect([headers.length, operation.namespace, operation.name]).toEqual([0, 'urn:x', 'get']);
  });

  it('of another namespace is a version mismatch, of another name no envelope', () => {
    expect(() => read('<Envelope xmlns="urn:other"><Body/></Envelope>')).toThrow('soap-version-mismatch');
    expect(() => read(`<Letter xmlns="${soap}"><Body/></Letter>`)).toThrow('soap-malformed');
  });

  it.each([
    '<Body><a/></Body><Header/>',
    '<Header/><Header/><Body><a/></Body>',
    '<a/><Body><a/></Body>',
    '<Header/>',
    '',
  ])('cannot hold %s', content => {
    expect(() => read(`<Envelope xmlns="${soap}">${content}</Envelope>`)).toThrow('soap-malformed');
  });

  it('names a block that must be understood, unless it is the sender’s own namespace', () => {
    const header = `<a xmlns="urn:own" s:mustUnderstand="1"/><b xmlns="urn:strange" mustUnderstand="1"/><c xmlns="urn:strange" s:mustUnderstand="1"/>`;
    const found = read(
      `<s:Envelope xmlns:s="${soap}"><s:Header>${header}</s:Header><s:Body><get/></s:Body></s:Envelope>`,
    );
    expect(notUnderstood(found, 'urn:own')?.name).toBe('c');
  });
});

describe('names by namespace', () => {
  it('follow redeclared and undeclared prefixes', () => {
    const root = parseDocument('<a xmlns="urn:1" xmlns:p="urn:p"><b xmlns=""><p:c xmlns:p="urn:q"/></b><p:d/></a>');
    const [b, d] = childElements(root);
    const [c] = b ? childElements(b) : [];
    expect([root, b, c, d].map(each => each?.namespace)).toEqual(['urn:1', '', 'urn:q', 'urn:p']);
  });

  it('tell attributes with a prefix from those without', () => {
    const root = parseDocument('<a xmlns="urn:1" xmlns:x="urn:x" type="plain" x:type="x:Kind"/>');
    expect([attributeOf(root, 'type'), attributeOf(root, 'type', 'urn:x'), attributeOf(root, 'type', 'urn:1')]).toEqual(
      ['plain', 'x:Kind', undefined],
    );
    expect(qualifiedValue(root, 'x:Kind')).toEqual({ namespace: 'urn:x', name: 'Kind' });
    expect(qualifiedValue(root, 'nobody:Kind')).toBeUndefined();
  });

  it.each(['<p:a/>', '<a:b:c xmlns:a="urn:a"/>', '<a xmlns:p=""/>', '<:a/>', '<a:/>'])('%s is malformed', text => {
    expect(() => parseDocument(text)).toThrow('soap-malformed');
  });

  it('read names of JavaScript objects as names', () => {
    const root = parseDocument(
      '<constructor xmlns:__proto__="urn:x"><__proto__:toString>1</__proto__:toString></constructor>',
    );
    expect(childElements(root).map(each => [each.namespace, each.name, textOf(each)])).toEqual([
      ['urn:x', 'toString', '1'],
    ]);
  });

  it('take text from around comments, and none from an element that holds elements', () => {
    const [first, second] = childElements(parseDocument('<a><b>1<!-- 2 --><![CDATA[<3>]]>&amp;</b><b>1<c/></b></a>'));
    expect([first && textOf(first), second && textOf(second)]).toEqual(['1<3>&', undefined]);
  });
});
