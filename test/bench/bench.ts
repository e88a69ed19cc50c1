// npm run bench: what people wait for, beside other programs in the same run; CONTRIBUTING says how and what it means.
// `npm run bench -- signature doctor` measures some parts only, `--json` prints JSON in place of tables.
import { buildIfStale } from '../host/freshBuild.ts';
import { coreFigures } from './alone/core.ts';
import { doctorFigures } from './alone/doctor.ts';
import { largeBodyFigures } from './alone/largeBodies.ts';
import type { Figure } from './alone/measure.ts';
import { practiceFigures } from './alone/practice.ts';
import { everySize, viewFigures } from './alone/responseView.ts';
import { activationRows } from './compared/activation.ts';
import { commandLineRows } from './compared/commandLine.ts';
import type { Row } from './compared/comparison.ts';
import { doctorRows } from './compared/doctor.ts';
import { exchangeRows } from './compared/exchange.ts';
import { requestFileRows } from './compared/requestFile.ts';
import { besideEditorRows, hostRows, sizesInTurn } from './compared/responseView.ts';
import { signatureRows, type Shares } from './compared/signature.ts';
import { treeRows } from './compared/tree.ts';
import { describeMachine } from './machine.ts';
import { printResults } from './print.ts';
import { sizeRows } from './sizes.ts';

/** What was measured; empty where it was not asked for. */
export interface Results {
  /** Beside other programs, or with a limit to keep. */
  readonly rows: Row[];
  readonly shares: Shares;
  /** Nothing is held against these. */
  readonly figures: Figure[];
  /** A column for each body. */
  readonly bodies: object[];
  readonly views: object[];
}

const results: Results = { rows: [], shares: [], figures: [], bodies: [], views: [] };
const say = (line: string): void => console.error(line);

const parts: Readonly<Record<string, () => Promise<unknown>>> = {
  signature: async () => {
    const { rows, shares } = await signatureRows(say);
    results.rows.push(...rows);
    Object.assign(results, { shares });
  },
  exchange: async () => results.rows.push(...(await exchangeRows())),
  'command-line': async () => results.rows.push(...(await commandLineRows(say))),
  requests: async () => results.rows.push(...(await requestFileRows(say))),
  doctor: async () => {
    results.rows.push(...(await doctorRows()));
    results.figures.push(...(await doctorFigures()));
  },
  tree: async () => results.rows.push(...(await treeRows())),
  activation: async () => results.rows.push(...(await activationRows(say))),
  sizes: async () => results.rows.push(...(await sizeRows())),
  core: () => Promise.resolve(results.figures.push(...coreFigures())),
  practice: async () => results.figures.push(...(await practiceFigures())),
  bodies: async () => results.bodies.push(...(await largeBodyFigures())),
  view: async () => {
    results.rows.push(...(await besideEditorRows(say)));
    results.views.push(...(await viewFigures(everySize, say)));
    results.rows.push(...hostRows(await viewFigures(sizesInTurn, say)));
  },
};

const words = process.argv.slice(2);
const asked = words.filter(word => word !== '--json');
const unknown = asked.find(word => !Object.hasOwn(parts, word));
if (unknown !== undefined) {
  say(`There is nothing called '${unknown}' to measure. There are: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
await buildIfStale(say);
const { load } = describeMachine();
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length === 0 || asked.includes(name)) {
    say(`Measuring ${name} …`);
    await measure();
  }
}
// Now what the parts installed is there as well.
const after = describeMachine();
const machine = { ...after, load, loadAfter: after.load };
if (words.includes('--json')) {
  console.log(JSON.stringify({ ...machine, ...results }, undefined, 2));
} else {
  printResults(machine, results);
}
process.exit();
