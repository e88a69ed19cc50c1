// Figures of the core that nothing is held against: measured in this process.
import { createFoldView } from '../../../src/bodies/foldView.ts';
import { indexJson } from '../../../src/bodies/jsonIndex.ts';
import { pageRows } from '../../../src/bodies/rows.ts';
import { foldsOf } from '../../../src/requests/editor/folding.ts';
import { lintRequests } from '../../../src/requests/problems/lint.ts';
import { lintNetSuite } from '../../../src/requests/problems/netSuiteProblems.ts';
import { parseRequests } from '../../../src/requests/parse/parse.ts';
import { outlineOf } from '../../../src/requests/editor/symbols.ts';
import { signRequest } from '../../../src/tba/signRequest.ts';
import { measure, type Figure } from './measure.ts';

const secrets = {
  consumerKey: 'k'.repeat(64),
  consumerSecret: 's'.repeat(64),
  token: 't'.repeat(64),
  tokenSecret: 'u'.repeat(64),
};

export function coreFigures(): Figure[] {
  const requests = '### Next\n# @name next\nGET /rest/tokeninfo?x={{y}}\nAccept: application/json\n\n'.repeat(10_000);
  const parsed = parseRequests(requests);
  const body = manyObjects();
  const index = indexJson(body);
  const view = createFoldView(index);
  return [
    measure('sign a request with 10 query parameters', 200, () => sign(10)),
    measure('sign a request with 2,000 query parameters', 20, () => sign(2000)),
    measure('find the problems of 10,000 requests', 10, () => [lintRequests(parsed), lintNetSuite(parsed)]),
    measure('outline and fold 10,000 requests', 10, () => [outlineOf(parsed), foldsOf(requests, parsed)]),
    measure(`index ${(body.byteLength / 1e6).toFixed(0)} MB of JSON (200,000 objects)`, 3, () => indexJson(body)),
    measure('read 100 rows at the end of it', 50, () => pageRows(view, Math.max(0, view.total - 100), 100)),
  ];
}

function manyObjects(): Uint8Array {
  const record = {
    id: 1,
    name: 'Müller & Söhne',
    balance: 1299.9,
    lines: [1, 2, 3],
    memo: 'x'.repeat(150),
    open: true,
  };
  return new TextEncoder().encode(JSON.stringify(Array.from({ length: 200_000 }, (_, id) => ({ ...record, id }))));
}

function sign(parameters: number): unknown {
  const query = Array.from({ length: parameters }, (_, i) => `p${i}=v%20${i}`).join('&');
  return signRequest(
    {
      method: 'GET',
      url: `https://1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?${query}`,
      realm: '1234567',
      nonce: 'abcdefghij0123456789',
      timestamp: '1700000000',
    },
    secrets,
  );
}
