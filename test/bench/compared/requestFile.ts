// A file of 10,000 requests read with the offsets of everything, beside httpYac; and what one more key costs.
import type { TextDocument } from 'vscode';
import { lintRequests } from '../../../src/requests/problems/lint.ts';
import { parseRequests } from '../../../src/requests/parse/parse.ts';
import { requestsOf } from '../../../src/workbench/requests/requestDocuments.ts';
import { loadPeer } from '../peers/peers.ts';
import { alternate, timed } from './alternate.ts';
import { compare, type Row } from './comparison.ts';

const requests = 10_000;

/** Of httpyac, what its editor extension and its command line read files with. */
interface Httpyac {
  readonly cli: { readonly initIOProvider: () => void };
  readonly store: {
    readonly HttpFileStore: new () => {
      parse(fileName: string, text: string, options: object): Promise<{ readonly httpRegions: readonly unknown[] }>;
    };
  };
}

export async function requestFileRows(say: (line: string) => void): Promise<Row[]> {
  const text = Array.from({ length: requests }, (_, index) => request(index)).join('');
  const { cli, store } = (await loadPeer('httpyac', say)) as Httpyac;
  cli.initIOProvider();
  const readByHttpyac = async (): Promise<void> => {
    const { httpRegions } = await new store.HttpFileStore().parse('/bench.http', text, { workingDir: '/' });
    check(httpRegions.length);
  };
  const readHere = () => timed(() => check(parseRequests(text).requests.length));
  const whole = await alternate({ here: readHere, httpyac: () => timed(readByHttpyac) }, 5);
  const atTop = await alternate({ here: typeInto(text, 0) });
  const inMiddle = await alternate({ here: typeInto(text, 0.5) });
  const { document, type } = openDocument(text);
  const judged = await alternate({
    here: () => {
      type(0.5);
      return timed(() => lintRequests(requestsOf(document)));
    },
  });
  const size = `${requests.toLocaleString('en')} requests, ${(text.length / 1e6).toFixed(1)} MB`;
  return [
    ...compare(`reading a file of ${size}`, 'ms', whole, [{ atMost: 100 }], [{ name: 'REST Client', value: 60 }]),
    ...compare('the same file after one more key in its middle', 'ms', inMiddle, [{ atMost: 16 }]),
    ...compare('the same file after one more key at its top', 'ms', atTop, [{ atMost: 16 }]),
    ...compare('the same, and everything that is wrong in it', 'ms', judged, []),
  ];
}

/** What a key costs the editor: the document's text as VS Code puts it together, its requests, and where lenses go. */
function typeInto(text: string, share: number): () => Promise<number> {
  const { document, type } = openDocument(text);
  const placeLenses = () => check(new Set(requestsOf(document).requests.map(({ method }) => method.range.start)).size);
  placeLenses();
  return () => {
    type(share);
    return timed(placeLenses);
  };
}

/** A document as the extension host keeps it, in lines. */
function openDocument(text: string): { readonly document: TextDocument; readonly type: (share: number) => void } {
  const lines = text.split('\n');
  const document = { version: 1, getText: () => lines.join('\n') };
  const type = (share: number): void => {
    const line = lines.findIndex((each, index) => index >= share * lines.length && each.startsWith('GET'));
    lines[line] = `${lines[line]}${String.fromCharCode(97 + (document.version % 26))}`;
    document.version += 1;
  };
  return { document: document as unknown as TextDocument, type };
}

function request(index: number): string {
  return `### Read order ${index}
# @name order${index}
GET restlet:customscript_orders/customdeploy_orders?id=${10_000 + index}
Accept: application/json
X-Trace: {{trace}}

`;
}

function check(found: number): void {
  if (found !== requests) {
    throw new Error(`${found} of ${requests} requests were found.`);
  }
}
