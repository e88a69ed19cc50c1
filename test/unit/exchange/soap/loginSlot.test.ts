import { parseXml } from '@rgrove/parse-xml';
import { describe, expect, it } from 'vitest';
import { loginSlot, soapVersionOf } from '../../../../src/exchange/soap/loginSlot.ts';

const url = 'https://1234567-sb1.suitetalk.api.netsuite.com/services/NetSuitePort_2025_2';
const namespace = 'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"';
const operation = '<s:Body><getServerTime xmlns="urn:messages_2025_2.platform.webservices.netsuite.com"/></s:Body>';

function filled(body: string, at = url, method = 'POST'): string | undefined {
  const message = loginSlot(method, at, body)?.fill('<login/>');
  if (message !== undefined) parseXml(message);
  return message;
}

describe('the place of a login in a SOAP message', () => {
  it.each([
    ['without a header', `<s:Envelope ${namespace}>${operation}</s:Envelope>`, '<s:Header><login/></s:Header><s:Body>'],
    [
      'with an empty one',
      `<s:Envelope ${namespace}>\r\n<s:Header />\r\n${operation}</s:Envelope>`,
      '\r\n<s:Header><login/></s:Header>\r\n',
    ],
    [
      'with an attribute that ends like the tag',
      `<s:Envelope ${namespace}><s:Header a="/>"/>${operation}</s:Envelope>`,
      '<s:Header a="/>"><login/></s:Header>',
    ],
    [
      'with a header of blanks and a comment',
      `<s:Envelope ${namespace}><s:Header> <!-- </s:Header> --> </s:Header >${operation}</s:Envelope>`,
      ' <!-- </s:Header> --> <login/></s:Header >',
    ],
    [
      'beside what is no login',
      `<s:Envelope ${namespace}><s:Header><p:searchPreferences xmlns:p="urn:messages_2025_2.platform.webservices.netsuite.com"/></s:Header>${operation}</s:Envelope>`,
      'netsuite.com"/><login/></s:Header>',
    ],
    [
      'of the default namespace, after a declaration and signs beyond the basic plane',
      `\ufeff<?xml version="1.0"?><!-- 🎉 --><Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body/></Envelope>`,
      '/envelope/"><Header><login/></Header><Body/>',
    ],
    [
      'whose body alone declares its prefix',
      `<s:Envelope ${namespace}><b:Body xmlns:b="http://schemas.xmlsoap.org/soap/envelope/"/></s:Envelope>`,
      '<s:Header><login/></s:Header><b:Body',
    ],
  ])('%s', (_, body, expected) => {
    expect(filled(body)).toContain(expected);
    // All else stays as it was written.
    expect(filled(body)?.replace('<login/>', '').length).toBeGreaterThanOrEqual(body.length - 2);
  });

  it.each(['tokenPassport', 'passport', 'ssoPassport', 'applicationInfo', 'TokenPassport'])(
    'is taken where the message has a %s of its own',
    login => {
      const header = `<s:Header><m:${login} xmlns:m="urn:messages_2025_2.platform.webservices.netsuite.com"/></s:Header>`;
      expect(filled(`<s:Envelope ${namespace}>${header}${operation}</s:Envelope>`)).toBeUndefined();
    },
  );

  it.each([
    '',
    'text',
    '<s:Envelope',
    '<Envelope/>',
    `<s:Envelope ${namespace}/>`,
    `<s:Envelope ${namespace}>text${operation}</s:Envelope>`,
    `<s:Envelope ${namespace}><s:Header>text</s:Header>${operation}</s:Envelope>`,
    `<s:Envelope ${namespace}>${operation}${operation}${operation}</s:Envelope>`,
    `<!DOCTYPE x [<!ENTITY e "">]><s:Envelope ${namespace}>${operation}</s:Envelope>`,
    // SOAP 1.2, which SuiteTalk does not speak.
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body/></s:Envelope>',
    `<s:Envelope ${namespace}>${operation}<!-- ${'x'.repeat(1_000_000)} --></s:Envelope>`,
    `<s:Envelope ${namespace}><s:Body>${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}</s:Body></s:Envelope>`,
  ])('is nowhere in what is no message: %.60s', body => {
    expect(() => filled(body)).not.toThrow();
    expect(filled(body)?.includes('<a>') ?? true).toBe(true);
  });

  it('is only in a POST to the SOAP endpoint', () => {
    const body = `<s:Envelope ${namespace}>${operation}</s:Envelope>`;
    expect(filled(body, url, 'post')).toBeDefined();
    expect(filled(body, `${url}?trace=1`)).toBeDefined();
    expect(filled(body, 'http://127.0.0.1:1/gateway/services/NetSuitePort_2025_2')).toBeDefined();
    expect(filled(body, url, 'PUT')).toBeUndefined();
    expect(filled(body, `${url}/x`)).toBeUndefined();
    expect(filled(body, 'https://1.restlets.api.netsuite.com/?a=/services/NetSuitePort_2025_2')).toBeUndefined();
    expect(loginSlot('POST', url, undefined)).toBeUndefined();
    expect([soapVersionOf(url), soapVersionOf('/services/NetSuitePort_2025_2')]).toEqual(['2025_2', undefined]);
  });
});
