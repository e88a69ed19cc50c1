import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFoldView, toggleFold } from '../../../../src/bodies/foldView.ts';
import { prettyXml } from '../../../../src/bodies/xml/prettyXml.ts';
import { readSoapFault } from '../../../../src/bodies/xml/soapFault.ts';
import { indexXml } from '../../../../src/bodies/xml/xmlIndex.ts';
import { pageXml } from '../../../../src/bodies/xml/xmlRows.ts';

const index = (text: string) => indexXml(new TextEncoder().encode(text));
const pretty = (text: string) => new TextDecoder().decode(prettyXml(index(text)));

const sample = `<?xml version="1.0"?><!DOCTYPE a [ <!ENTITY x "<b>"> <!-- ' > --> ]>
<a x="1 > 0"><b>text</b> mixed &x; <c/><d><!-- note --><![CDATA[<raw>]]></d>
  <e> </e></a>`;

describe('indexXml', () => {
  it('makes rows of it', () => {
    const view = createFoldView(index(sample));
    expect(
      pageXml(view, 0, view.total).map(({ role, depth, text }) => `${'  '.repeat(depth)}${text.text} (${role})`),
    ).toEqual([
      '<?xml version="1.0"?> (value)',
      '<!DOCTYPE a [ <!ENTITY x "<b>"> <!-- \' > --> ]> (value)',
      '<a x="1 > 0"> (open)',
      '  <b>text</b> (value)',
      '  mixed &x; (value)',
      '  <c/> (value)',
      '  <d> (open)',
      '    <!-- note --> (value)',
      '    <![CDATA[<raw>]]> (value)',
      '  </d> (close)',
      '  <e> </e> (value)',
      '</a> (close)',
    ]);
    expect(toggleFold(view, 2)).toBe(2);
    expect(pageXml(view, 2, 5)).toMatchObject([{ role: 'folded', name: 'a', children: 5, depth: 0 }]);
  });

  it.each([
    ['', 'no-element', 0],
    ['  <!-- x -->', 'no-element', 12],
    ['<a>', 'unexpected-end', 3],
    ['<a', 'unexpected-end', 2],
    ['<a><b></a>', 'wrong-end-tag', 6],
    ['</a>', 'wrong-end-tag', 0],
    ['<a/>x', 'text-outside', 4],
    ['<a/><b/>', 'second-root', 4],
    ['<a><1/></a>', 'bad-tag', 3],
    ['<a <b/>', 'bad-tag', 0],
    ['<a><!-- x </a>', 'unexpected-end', 14],
  ])('says of %j what is wrong and where', (text, code, offset) => {
    expect(index(text).problem).toEqual({ code, offset });
  });

  it('never fails and keeps its columns whole, whatever the bytes', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      '<a>',
      '</a>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '"',
      ' ',
      '<?',
      '&',
    );
    fc.assert(
      fc.property(fc.array(pieces), all => {
        const made = index(all.join(''));
        for (let node = 0; node < made.count; node++) {
          expect(made.next[node]).toBeGreaterThan(node);
          expect(made.next[node]).toBeLessThanOrEqual(made.count);
          expect(made.end[node]).toBeGreaterThanOrEqual(made.start[node] ?? 0);
        }
        const view = createFoldView(made);
        expect(pageXml(view, 0, view.total)).toHaveLength(view.total);
      }),
    );
  });

  it('holds 100,000 levels and expands no entity', () => {
    const deep = index('<a>'.repeat(100_000) + '</a>'.repeat(100_000));
    expect([deep.count, deep.problem]).toEqual([100_000, undefined]);
    const laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>';
    expect(pretty(laughs)).toBe('<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<l>&b;</l>\n');
  });
});

describe('prettyXml', () => {
  it('stays as it is when it is made pretty again', () => {
    const once = pretty(sample);
    expect(pretty(once)).toBe(once);
    expect(once.split('\n').at(-2)).toBe('</a>');
  });
});

describe('readSoapFault', () => {
  it('unwraps one of SuiteTalk', () => {
    const fault = `<soapenv:Envelope xmlns:soapenv="x"><soapenv:Body><soapenv:Fault>
      <faultcode>soapenv:Server.userException</faultcode><faultstring>Invalid &lt;login&gt;.</faultstring>
      <detail><platformFaults:invalidCredentialsFault xmlns:platformFaults="y">
      <platformFaults:code>INVALID_LOGIN</platformFaults:code><platformFaults:message>No.</platformFaults:message>
      </platformFaults:invalidCredentialsFault><ns1:hostname>h</ns1:hostname></detail>
      </soapenv:Fault></soapenv:Body></soapenv:Envelope>`;
    expect(readSoapFault(index(fault))).toEqual({
      code: 'soapenv:Server.userException',
      message: 'Invalid <login>.',
      detailName: 'invalidCredentialsFault',
      detailCode: 'INVALID_LOGIN',
      detailMessage: 'No.',
    });
  });

  it('unwraps one of SOAP 1.2, and finds none where there is none', () => {
    const fault = `<e:Envelope><e:Body><e:Fault><e:Code><e:Value>e:Sender</e:Value></e:Code>
      <e:Reason><e:Text xml:lang="en">Bad</e:Text></e:Reason></e:Fault></e:Body></e:Envelope>`;
    expect(readSoapFault(index(fault))).toEqual({ code: 'e:Sender', message: 'Bad' });
    expect(readSoapFault(index('<e:Envelope><e:Body/></e:Envelope>'))).toBeUndefined();
  });
});
