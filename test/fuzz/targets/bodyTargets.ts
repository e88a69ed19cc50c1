import fc from 'fast-check';
import { createFoldView, toggleFold } from '../../../src/bodies/foldView.ts';
import { indexJson } from '../../../src/bodies/jsonIndex.ts';
import { openBody } from '../../../src/bodies/openBody.ts';
import { prettyJson } from '../../../src/bodies/prettyJson.ts';
import { pageLines } from '../../../src/bodies/lines.ts';
import { pageRows } from '../../../src/bodies/rows.ts';
import { selectJson } from '../../../src/bodies/selectJson.ts';
import { selectXml } from '../../../src/bodies/selectXml.ts';
import { findTables } from '../../../src/bodies/table/tablePlaces.ts';
import { openTable, pageTable } from '../../../src/bodies/table/tableModel.ts';
import { prettyXml } from '../../../src/bodies/xml/prettyXml.ts';
import { readSoapFault } from '../../../src/bodies/xml/soapFault.ts';
import { indexXml } from '../../../src/bodies/xml/xmlIndex.ts';
import { pageXml } from '../../../src/bodies/xml/xmlRows.ts';
import { readEnvelope } from '../../../src/practice/soap/envelope.ts';
import { checkRole } from '../../../src/sdf/checkRole.ts';
import { readRestletObject } from '../../../src/sdf/restletObject.ts';
import { fuzzTarget, must, orRefuses } from '../fuzzTarget.ts';
import { textOf } from '../texts.ts';

const encode = (text: string) => new TextEncoder().encode(text);

const jsonText = textOf([
  ...['{', '}', '[', ']', ',', ':', '"a"', '"b"', '"a":', '"', '\\', '\\u00', '\\ud800', '1', '-', '0', '.5', 'e309'],
  ...['12345678901234567890', 'true', 'null', 'nul', ' ', '\n', '[1,2]', '{"a":{"b":[]}},', '[{"a":1},{"a":2}]'],
  ...['{"error":{"code":"X","message":"Y"}}', '{"items":[{"links":[],"id":"1"}],"hasMore":false}'],
]);

/** JSON as it comes: what JSON.parse takes has no problem, and the other way round. */
export const jsonBody = fuzzTarget({
  name: 'json-body',
  cases: jsonText,
  check: text => {
    const bytes = encode(text);
    const index = indexJson(bytes);
    const meant = new TextDecoder().decode(bytes);
    must((index.problem === undefined) === isJson(meant), 'JSON is JSON');
    const view = createFoldView(index);
    must(pageRows(view, 0, view.total).length === view.total, 'every row is there');
    if (index.count > 0) {
      toggleFold(view, 0);
    }
    if (!index.problem) {
      must(isJson(new TextDecoder().decode(prettyJson(index))), 'indented JSON is JSON');
      for (const { node } of findTables(index).slice(0, 3)) {
        const table = openTable(index, node);
        pageTable(table, null, { from: 0, count: 50, columns: table.summary.columns.map((_, at) => at) });
      }
    }
    openBody({ status: 400, contentType: 'application/json', body: bytes });
  },
});

/** A JSONPath of a request file over an answer. */
export const jsonPath = fuzzTarget({
  name: 'json-path',
  cases: textOf(
    [
      ...['$', '.a', '..', '[*]', '[0]', '[-1]', '[0:2:1]', '["a"]', "['b']", '[?', '@.a', '==', '<', '&&', '||', '!'],
      ...[
        '(',
        ')',
        ']',
        'match(@.a, "(a+)+")',
        'search(',
        'length(@)',
        'count(@..*)',
        'value(',
        '"',
        ',',
        '1e400',
        ' ',
      ],
    ],
    12,
  ),
  check: path => void orRefuses(() => selectJson('{"a":[{"b":"aaaaaaaaaaaaaaaaaaaaaaaa!","c":1},[[[]]]]}', `$${path}`)),
});

const xmlText = textOf([
  ...[
    '<a>',
    '</a>',
    '<b x="1">',
    '</b>',
    '<c/>',
    '<',
    '>',
    '/',
    '"',
    "'",
    '=',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
  ],
  ...['?>', '&', '&lt;', '&#x41;', '&#xffffffff;', '<!DOCTYPE a [', '<!ENTITY x "&y;">', ']>', 'text', ' ', '\n'],
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">',
  ...['</s:Envelope>', '<s:Header>', '</s:Header>', '<s:Body>', '</s:Body>', '<s:Fault>', '</s:Fault>', '<faultcode>'],
  ...['<restlet scriptid="customscript_a">', '</restlet>', '<scriptfile>[/SuiteScripts/a.js]</scriptfile>'],
  ...['<role scriptid="customrole_a">', '</role>', '<permissions>', '<permkey>X</permkey>'],
]);

/** XML as it comes: answers, the practice account's envelopes, objects of SuiteCloud projects. */
export const xmlBody = fuzzTarget({
  name: 'xml-body',
  cases: xmlText,
  check: text => {
    const bytes = encode(text);
    const index = indexXml(bytes);
    const view = createFoldView(index);
    must(pageXml(view, 0, view.total).length === view.total, 'every row is there');
    prettyXml(index);
    readSoapFault(index);
    openBody({ status: 500, contentType: 'text/xml', body: bytes });
    orRefuses(() => readEnvelope(Buffer.from(bytes), undefined));
    orRefuses(() => readRestletObject(text));
    orRefuses(() => checkRole(text));
  },
});

/** An XPath of a request file over an answer. */
export const xPath = fuzzTarget({
  name: 'x-path',
  cases: fc.tuple(
    textOf(
      [
        ...['/', '//', 'a', 'b', '@x', '*', '[1]', '[', ']', '(', ')', 'text()', 'count(', 'last()', 'position()', '='],
        ...[
          '!=',
          ' and ',
          ' or ',
          '"1"',
          "'",
          '1',
          '..',
          '.',
          '|',
          'local-name()',
          'contains(., "a")',
          '-',
          '::',
          'p:a',
        ],
      ],
      10,
    ),
    fc.oneof(fc.constant('<a x="1"><b>t</b><b><p:a xmlns:p="u">&lt;</p:a></b></a>'), xmlText),
  ),
  check: ([path, text]) => void orRefuses(() => selectXml(text, path)),
});

/** Any bytes under any name. */
export const anyBody = fuzzTarget({
  name: 'any-body',
  cases: fc.record({
    hex: fc
      .array(
        fc.oneof(
          fc.constantFrom('efbbbf', 'fffe', 'feff', '00', '7b22', '3c61', '89504e47', 'ff'),
          fc.uint8Array({ maxLength: 12 }).map(bytes => Buffer.from(bytes).toString('hex')),
        ),
      )
      .map(all => all.join('')),
    contentType: fc.oneof(
      fc.constantFrom(
        ...[
          'application/json',
          'text/xml; charset=utf-16',
          'text/plain;charset=iso-8859-1',
          'text/html; charset="nope"',
        ],
        ...['image/png', 'multipart/form-data; boundary=', 'application/octet-stream', ''],
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    ),
    status: fc.constantFrom(200, 400, 500),
  }),
  check: ({ hex, contentType, status }) => {
    const { lines, view, xml } = openBody({ status, contentType, body: new Uint8Array(Buffer.from(hex, 'hex')) });
    if (lines) {
      pageLines(lines, 0, 100);
    }
    if (view) {
      pageRows(view, 0, 100);
    }
    if (xml) {
      pageXml(xml, 0, 100);
    }
  },
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
