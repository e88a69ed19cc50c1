import { XmlElement } from '@rgrove/parse-xml';
import { describe, expect, it } from 'vitest';
import { isCoded } from '../../../src/codedError.ts';
import { checkRole } from '../../../src/sdf/checkRole.ts';
import { parseObject } from '../../../src/sdf/objectXml.ts';
import { checkRoleId, roleIdFor, writeRoleObject, type RolePurpose } from '../../../src/sdf/roleObject.ts';

const draft = { scriptId: 'customrole_order_sync', name: 'Order sync', purpose: 'restlets' } as const;

/** Names and texts of an element and what is in it, in their order. */
function outline(element: XmlElement): unknown[] {
  const children = element.children.filter(child => child instanceof XmlElement);
  return [element.name, children.length === 0 ? element.text : children.map(outline)];
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (isCoded(error)) return error.code;
    throw error;
  }
  return 'fine';
}

describe('the XML of a role', () => {
  it('has the shape of Oracle’s example, element by element', () => {
    const root = parseObject(writeRoleObject(draft));
    expect(root.attributes).toEqual({ scriptid: 'customrole_order_sync' });
    // section_4731154857; a restriction is for custom objects only.
    expect(outline(root)).toEqual([
      'role',
      [
        ['centertype', 'ACCOUNTCENTER'],
        ['issalesrole', 'F'],
        ['issupportrole', 'F'],
        ['iswebserviceonlyrole', 'F'],
        ['employeerestriction', 'NONE'],
        ['employeeviewingallowed', 'F'],
        ['restricttimeandexpenses', 'F'],
        ['restrictip', 'F'],
        ['coreadminpermission', 'F'],
        ['restrictbydevice', 'F'],
        ['name', 'Order sync'],
        [
          'permissions',
          [
            [
              'permission',
              [
                ['permkey', 'ADMI_LOGIN_OAUTH'],
                ['permlevel', 'FULL'],
              ],
            ],
          ],
        ],
      ],
    ]);
  });

  it.each<[RolePurpose, string[]]>([
    ['restlets', ['ADMI_LOGIN_OAUTH']],
    ['rest', ['ADMI_LOGIN_OAUTH', 'ADMI_RESTWEBSERVICES']],
    ['tokens', ['ADMI_MANAGE_OAUTH_TOKENS']],
  ])('for %s has these permissions and no others, and passes the check', (purpose, keys) => {
    const xml = writeRoleObject({ ...draft, purpose });
    expect([...xml.matchAll(/<permkey>([^<]*)</g)].map(([, key]) => key)).toEqual(keys);
    expect(new Set([...xml.matchAll(/<permlevel>([^<]*)</g)].map(([, level]) => level))).toEqual(new Set(['FULL']));
    expect(checkRole(xml)).toEqual([]);
  });

  it('keeps a name of any characters, and only those', () => {
    const name = `R&D <“Ünï”> ]]> 'x' 日本 😀`;
    const root = parseObject(writeRoleObject({ ...draft, name: ` ${name} ` }));
    const [found] = root.children.filter(child => child instanceof XmlElement && child.name === 'name');
    expect((found as XmlElement).text).toBe(name);
    expect(codeOf(() => writeRoleObject({ ...draft, name: ' ' }))).toBe('role-name-empty');
    for (const bad of ['a\nb', 'a\u0000b', 'a\ud800b', 'a\u0007']) {
      expect(codeOf(() => writeRoleObject({ ...draft, name: bad }))).toBe('role-name-characters');
    }
  });

  it('refuses script IDs that NetSuite would', () => {
    for (const bad of [
      '',
      'customrole',
      'customrole_',
      'order',
      'customrole_Orders',
      'customrole_a b',
      'customrole-a',
    ]) {
      expect(
        codeOf(() => checkRoleId(bad)),
        bad,
      ).toBe('role-id-shape');
    }
    expect(codeOf(() => checkRoleId('customrole_"><x/>'))).toBe('role-id-shape');
    expect(codeOf(() => checkRoleId(`customrole_${'a'.repeat(30)}`))).toBe('role-id-long');
    expect(codeOf(() => checkRoleId(`customrole_${'a'.repeat(29)}`))).toBe('fine');
  });

  it('gets an ID from its name', () => {
    expect(roleIdFor('  Übersee – Orders & Sync! ')).toBe('customrole_ubersee_orders_sync');
    expect(roleIdFor('日本')).toBe('');
    const long = roleIdFor('word '.repeat(20));
    expect(codeOf(() => checkRoleId(long))).toBe('fine');
  });
});

describe('a role held against the schema', () => {
  const problems = (change: (xml: string) => string) =>
    checkRole(change(writeRoleObject({ ...draft, purpose: 'rest' }))).map(({ code, element, value }) => [
      code,
      element,
      value,
    ]);

  it('tells everything that does not fit', () => {
    expect(problems(xml => xml.replace('<role ', '<rule ').replace('</role>', '</rule>'))).toEqual([
      ['not-a-role', 'rule', ''],
    ]);
    expect(problems(xml => xml.replace('customrole_order_sync', 'orders'))).toEqual([['script-id', 'role', 'orders']]);
    expect(problems(xml => xml.replace('ACCOUNTCENTER', 'ACCOUNTING'))).toEqual([
      ['value', 'centertype', 'ACCOUNTING'],
    ]);
    expect(problems(xml => xml.replace('ACCOUNTCENTER', '[scriptid=custcenter_a]'))).toEqual([]);
    expect(problems(xml => xml.replace('<issalesrole>F', '<issalesrole>false'))).toEqual([
      ['value', 'issalesrole', 'false'],
    ]);
    expect(problems(xml => xml.replace(/ *<name>.*\n/, ''))).toEqual([['missing', 'name', '']]);
    expect(problems(xml => xml.replace('<restrictip>', '<dashboard/><restrictip>'))).toEqual([
      ['unknown', 'dashboard', ''],
    ]);
    expect(problems(xml => xml.replace(/( *<issalesrole>.*\n)( *<issupportrole>.*\n)/, '$2$1'))).toEqual([
      ['order', 'issalesrole', ''],
    ]);
    expect(problems(xml => xml.replace('FULL', 'EDIT'))).toEqual([['level', 'ADMI_LOGIN_OAUTH', 'EDIT']]);
    expect(problems(xml => xml.replace('ADMI_LOGIN_OAUTH', 'LIST_CUSTJOB').replace('FULL', 'EDIT'))).toEqual([]);
    expect(problems(xml => xml.replace('ADMI_RESTWEBSERVICES', 'ADMI_LOGIN_OAUTH'))).toEqual([
      ['repeated', 'permkey', 'ADMI_LOGIN_OAUTH'],
    ]);
    expect(problems(xml => xml.replace('FULL</permlevel>', 'FULL</permlevel><restriction>OWN</restriction>'))).toEqual([
      ['restriction', 'restriction', ''],
    ]);
    expect(problems(xml => xml.replace('ADMI_LOGIN_OAUTH', 'Log in'))).toEqual([['value', 'permkey', 'Log in']]);
  });

  it('says where', () => {
    const xml = writeRoleObject(draft).replace('<name>', '<nome/>\n  <name>');
    const [found] = checkRole(xml);
    expect(found).toMatchObject({ code: 'unknown', offset: xml.indexOf('<nome/>'), line: 12 });
    expect(checkRole('<role scriptid="customrole_a">')).toMatchObject([{ code: 'bad-xml', line: 1 }]);
  });
});
