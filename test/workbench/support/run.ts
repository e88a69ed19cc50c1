// Runs mocha inside the extension host and leaves the results in a file for the process outside.
import { writeFile } from 'node:fs/promises';
import type { Results } from '../../host/results.ts';

/** Files of one group, loaded when mocha is ready for them. */
export type TestFiles = Readonly<Record<string, () => Promise<unknown>>>;

/**
 * Runs the files' tests (mocha's `describe` and `it`).
 * Rejects when one failed, which VS Code makes its exit code.
 */
export async function runTests(files: TestFiles): Promise<void> {
  // Not bundled: mocha finds its parts by path.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    color: false,
    timeout: 60_000,
    forbidOnly: 'CI' in process.env,
  });
  // What mocha does itself before it loads a file: puts describe and it among the globals.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const load of Object.values(files)) {
    await load();
  }
  const passed: string[] = [];
  const skipped: string[] = [];
  const failures: { name: string; message: string }[] = [];
  await new Promise<void>(done => {
    mocha
      .run(() => done())
      .on('pass', test => passed.push(test.fullTitle()))
      .on('pending', test => skipped.push(test.fullTitle()))
      // Hooks fail here too, so that what they kept from running is not forgotten.
      .on('fail', (test, error: Error) => {
        failures.push({ name: test.fullTitle(), message: error.stack ?? String(error) });
      });
  });
  const results: Results = { passed: passed.length, failures, skipped };
  const file = process.env['TBA_RESULTS'];
  if (file !== undefined) {
    await writeFile(file, JSON.stringify(results));
  }
  if (failures.length > 0) {
    throw new Error(`${failures.length} failed`);
  }
}
