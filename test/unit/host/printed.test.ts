import { afterEach, expect, it, vi } from 'vitest';
import { watchPrinted } from '../../ui/support/printed.ts';

afterEach(() => vi.restoreAllMocks());

it('what a test prints is kept, whichever way it is printed, and printed all the same', () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const said = vi.spyOn(console, 'log').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
  const printed = watchPrinted();
  process.stdout.write('one');
  process.stderr.write(Buffer.from('two'));
  console.log('three %s', 3, { four: 4 });
  console.error(new Error('five'));
  printed.stop();
  process.stdout.write('six');
  console.log('seven');
  for (const text of ['one', 'two', 'three 3', 'four: 4', 'Error: five']) {
    expect(printed.read()).toContain(text);
  }
  expect(printed.read()).not.toMatch(/six|seven/);
  expect(written.mock.calls.map(([piece]) => piece)).toEqual(['one', 'six']);
  expect(said).toHaveBeenCalledTimes(2);
});
