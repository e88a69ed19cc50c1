// npm run bench: figures of what people wait for, measured in this process and over the practice account's port.
// `npm run bench -- bodies` or `-- view` measures large bodies only: in their thread, or in a VS Code.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { indexJson } from '../../src/bodies/jsonIndex.ts';
import { createFoldView } from '../../src/bodies/foldView.ts';
import { pageRows } from '../../src/bodies/rows.ts';
import { foldsOf } from '../../src/requests/folding.ts';
import { lintRequests } from '../../src/requests/lint.ts';
import { lintNetSuite } from '../../src/requests/netSuiteProblems.ts';
import { parseRequests } from '../../src/requests/parse.ts';
import { outlineOf } from '../../src/requests/symbols.ts';
import { signRequest } from '../../src/tba/signRequest.ts';
import { activationCost } from '../host/budget.mjs';
import { repository } from '../host/paths.ts';
import { measure } from './measure.ts';
import type { Figure } from './measure.ts';
import type { BodyFigures } from './bodies.ts';
import { largeBodyFigures } from './largeBodies.ts';
import { practiceFigures } from './practice.ts';
import { viewFigures, type ViewFigures } from './responseView.ts';
import { doctorFigures } from './doctor.ts';

if (process.argv.includes('bodies')) {
  printBodies(await largeBodyFigures());
  process.exit();
}

if (process.argv.includes('view')) {
  printBodies(await viewFigures());
  process.exit();
}

const secrets = {
  consumerKey: 'k'.repeat(64),
  consumerSecret: 's'.repeat(64),
  token: 't'.repeat(64),
  tokenSecret: 'u'.repeat(64),
};

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

const requests = '### Next\n# @name next\nGET /rest/tokeninfo?x={{y}}\nAccept: application/json\n\n'.repeat(10_000);
const parsed = parseRequests(requests);
const record = { id: 1, name: 'Müller & Söhne', balance: 1299.9, lines: [1, 2, 3], memo: 'x'.repeat(150), open: true };
const body = new TextEncoder().encode(JSON.stringify(Array.from({ length: 200_000 }, (_, id) => ({ ...record, id }))));

const figures: Figure[] = [
  measure('sign a request with 10 query parameters', 200, () => sign(10)),
  measure('sign a request with 2,000 query parameters', 20, () => sign(2000)),
  measure('parse 10,000 requests, as at a pause in typing', 10, () => parseRequests(requests)),
  measure('find the problems of 10,000 requests', 10, () => [lintRequests(parsed), lintNetSuite(parsed)]),
  measure('outline and fold 10,000 requests', 10, () => [outlineOf(parsed), foldsOf(requests, parsed)]),
  measure(`index ${(body.byteLength / 1e6).toFixed(0)} MB of JSON (200,000 objects)`, 3, () => indexJson(body)),
];
const index = indexJson(body);
const view = createFoldView(index);
figures.push(measure('read 100 rows at the end of it', 50, () => pageRows(view, Math.max(0, view.total - 100), 100)));
figures.push(...(await doctorFigures()));
figures.push(...(await practiceFigures()));

console.table(figures);
printBodies(await largeBodyFigures());
printBodies(await viewFigures());
const meta = JSON.parse(await readFile(join(repository, 'dist/meta.json'), 'utf8')) as Parameters<
  typeof activationCost
>[0];
const { bytes, budget } = activationCost(meta);
console.log(
  `activation loads ${bytes} of ${budget} bytes in ${(await stat(join(repository, 'dist/extension.js'))).size} bytes of entry file and its chunks`,
);

/** A column for each body: there are more figures than bodies. */
function printBodies(all: readonly (BodyFigures | ViewFigures)[]): void {
  const names = [...new Set(all.flatMap(each => Object.keys(each)))].filter(name => name !== 'body');
  console.table(
    Object.fromEntries(
      names.map(name => [
        name,
        Object.fromEntries(all.map(each => [each.body, Object.entries(each).find(([key]) => key === name)?.[1]])),
      ]),
    ),
  );
}
