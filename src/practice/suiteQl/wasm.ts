import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/**
 * SQLite's WebAssembly: compressed beside the bundle, or one folder up from its chunks; from sql.js itself when run
 * from source.
 *
 * @param from `import.meta.url` of the file that asks
 */
export async function loadWasm(from: string): Promise<Uint8Array> {
  for (const place of ['./sql-wasm.wasm.br', '../sql-wasm.wasm.br']) {
    const compressed = await readFile(new URL(place, from)).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
        return undefined;
      }
      throw error;
    });
    if (compressed) {
      return promisify(brotliDecompress)(compressed);
    }
  }
  return readFile(createRequire(from).resolve('sql.js/dist/sql-wasm.wasm'));
}
