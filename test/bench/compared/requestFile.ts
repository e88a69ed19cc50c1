// A file of 10,000 requests read with the offsets of everything, beside httpYac; and what one more key costs.
import { parseRequests } from '../../../src/requests/parse.ts';
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
  const here = (written: string) => timed(() => check(parseRequests(written).requests.length));
  const whole = await alternate({ here: () => here(text), httpyac: () => timed(readByHttpyac) }, 5);
  const middle = text.indexOf('customscript', text.length / 2);
  let key = 0;
  const typed = await alternate({
    here: () => here(`${text.slice(0, middle)}${String.fromCharCode(97 + (key++ % 26))}${text.slice(middle)}`),
  });
  const size = `${requests.toLocaleString('en')} requests, ${(text.length / 1e6).toFixed(1)} MB`;
  return [
    ...compare(`reading a file of ${size}`, 'ms', whole, [{ atMost: 100 }], [{ name: 'REST Client', value: 60 }]),
    ...compare('the same file after one more key', 'ms', typed, [{ atMost: 16 }]),
  ];
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
