import { describe, expect, it } from 'vitest';
import { isCoded } from '../../../src/codedError.ts';
import { readRestletObject } from '../../../src/sdf/restletObject.ts';

const full = `<?xml version="1.0" encoding="UTF-8"?>
<restlet scriptid="customscript_orders">
  <description>Ünï &amp; more</description>
  <isinactive>F</isinactive>
  <name>Orders</name>
  <notifyadmins>F</notifyadmins>
  <notifyemails></notifyemails>
  <notifyowner>T</notifyowner>
  <scriptfile>[/SuiteScripts/Acme/orders.js]</scriptfile>
  <scriptdeployments>
    <scriptdeployment scriptid="customdeploy_orders">
      <allemployees>F</allemployees>
      <allpartners>F</allpartners>
      <allroles>F</allroles>
      <audslctrole>ADMINISTRATOR|[scriptid=customrole_clerk]</audslctrole>
      <audemployee>Jane | Joe</audemployee>
      <isdeployed>F</isdeployed>
      <loglevel>AUDIT</loglevel>
      <status>TESTING</status>
      <title>Orders, for clerks</title>
      <custscript_limit>25</custscript_limit>
    </scriptdeployment>
    <scriptdeployment scriptid="customdeploy_orders2">
      <status>RELEASED</status>
      <title>For all</title>
      <allroles>T</allroles>
    </scriptdeployment>
  </scriptdeployments>
</restlet>`;

/** The smallest that is right. */
const small = (changes: (xml: string) => string = xml => xml) =>
  changes(`<restlet scriptid="customscript_a">
<name>A</name>
<scriptfile>[/SuiteScripts/a.js]</scriptfile>
<scriptdeployments>
<scriptdeployment scriptid="customdeploy_a">
<status>RELEASED</status>
<title>A</title>
</scriptdeployment>
</scriptdeployments>
</restlet>`);

function problemOf(xml: string): { code: string; data: object } {
  try {
    readRestletObject(xml);
  } catch (error) {
    if (isCoded(error)) {
      return { code: error.code, data: error.data };
    }
    throw error;
  }
  throw new Error('It was read.');
}

describe('readRestletObject', () => {
  it('reads a script and its deployments', () => {
    expect(readRestletObject(full)).toEqual({
      scriptId: 'customscript_orders',
      name: 'Orders',
      description: 'Ünï & more',
      scriptFile: '/SuiteScripts/Acme/orders.js',
      isInactive: false,
      deployments: [
        {
          scriptId: 'customdeploy_orders',
          title: 'Orders, for clerks',
          status: 'TESTING',
          isDeployed: false,
          logLevel: 'AUDIT',
          allRoles: false,
          roles: ['ADMINISTRATOR', 'customrole_clerk'],
          allEmployees: false,
          employees: ['Jane', 'Joe'],
          parameters: { custscript_limit: '25' },
        },
        {
          scriptId: 'customdeploy_orders2',
          title: 'For all',
          status: 'RELEASED',
          isDeployed: true,
          logLevel: 'DEBUG',
          allRoles: true,
          roles: [],
          allEmployees: false,
          employees: [],
          parameters: {},
        },
      ],
    });
  });

  it('takes a script without deployments, a byte order mark and CRLF', () => {
    const xml =
      '\uFEFF' + small(text => text.replace(/<scriptdeployments>[^]*<\/scriptdeployments>/, '')).replace(/\n/g, '\r\n');
    expect(readRestletObject(xml)).toMatchObject({ scriptId: 'customscript_a', deployments: [] });
  });

  it.each<[string, (xml: string) => string, string, object]>([
    ['XML that breaks off', xml => xml.slice(0, 60), 'sdf-bad-xml', { line: 3 }],
    ['a wrong end tag', xml => xml.replace('</name>', '</title>'), 'sdf-bad-xml', { line: 2 }],
    ['an unknown entity', xml => xml.replace('>A<', '>&bomb;<'), 'sdf-bad-xml', { line: 2 }],
    ['nothing', () => '', 'sdf-bad-xml', { line: 1, offset: 0 }],
    ['another object', () => '<suitelet scriptid="customscript_a"/>', 'sdf-not-a-restlet', { root: 'suitelet' }],
    [
      'no name',
      xml => xml.replace('<name>A</name>', ''),
      'sdf-missing-element',
      { element: 'name', parent: 'restlet', line: 1 },
    ],
    ['an empty name', xml => xml.replace('<name>A<', '<name> <'), 'sdf-missing-element', { element: 'name' }],
    ['no script file', xml => xml.replace(/<scriptfile>.*/, ''), 'sdf-missing-element', { element: 'scriptfile' }],
    [
      'no status',
      xml => xml.replace('<status>RELEASED</status>', ''),
      'sdf-missing-element',
      { element: 'status', line: 5 },
    ],
    [
      'another status',
      xml => xml.replace('RELEASED', 'SCHEDULED'),
      'sdf-bad-value',
      { element: 'status', value: 'SCHEDULED', line: 6 },
    ],
    [
      'a bare path',
      xml => xml.replace('[/SuiteScripts/a.js]', '/SuiteScripts/a.js'),
      'sdf-bad-value',
      { element: 'scriptfile', line: 3 },
    ],
    ['a file that is no script', xml => xml.replace('a.js]', 'a.txt]'), 'sdf-bad-value', { element: 'scriptfile' }],
    [
      'a flag that is none',
      xml => xml.replace('<title>', '<allroles>yes</allroles><title>'),
      'sdf-bad-value',
      { element: 'allroles', value: 'yes' },
    ],
    [
      'an unknown log level',
      xml => xml.replace('<title>', '<loglevel>ALL</loglevel><title>'),
      'sdf-bad-value',
      { element: 'loglevel' },
    ],
    [
      'an element twice',
      xml => xml.replace('<name>', '<name>B</name>\n<name>'),
      'sdf-repeated-element',
      { element: 'name', line: 3 },
    ],
    [
      'no script id',
      xml => xml.replace(' scriptid="customscript_a"', ''),
      'sdf-bad-script-id',
      { scriptId: '', prefix: 'customscript' },
    ],
    [
      'a script id of a wrong kind',
      xml => xml.replace('customdeploy_a', 'customscript_a'),
      'sdf-bad-script-id',
      { prefix: 'customdeploy', line: 5 },
    ],
    [
      'a script id too long',
      xml => xml.replace('customscript_a', `customscript_${'a'.repeat(28)}`),
      'sdf-bad-script-id',
      { line: 1 },
    ],
  ])('refuses %s', (_, changes, code, data) => {
    expect(problemOf(small(changes))).toMatchObject({ code, data });
  });

  it('refuses two deployments with one id, and says where the second is', () => {
    const twice = full.replace('customdeploy_orders2', 'customdeploy_orders');
    const { code, data } = problemOf(twice);
    expect([code, data]).toEqual([
      'sdf-duplicate-script-id',
      { scriptId: 'customdeploy_orders', line: 23, offset: twice.lastIndexOf('<scriptdeployment scriptid') },
    ]);
  });

  it('counts offsets in UTF-16 units, also behind astral characters', () => {
    const xml = small(text => text.replace('<name>A', '<name>🚀🚀').replace('RELEASED', 'NO'));
    expect(problemOf(xml).data).toMatchObject({ offset: xml.indexOf('<status>') });
    const broken = small(text => text.replace('<name>A', '<name>🚀🚀')).replace('</title>', '</tile>');
    expect(problemOf(broken).data).toMatchObject({ line: 7 });
  });

  it('is not caught by entities that multiply', () => {
    const bomb = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${small(xml => xml.replace('>A<', '>&b;<'))}`;
    expect(problemOf(bomb).code).toBe('sdf-bad-xml');
  });
});
