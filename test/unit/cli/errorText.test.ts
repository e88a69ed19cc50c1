import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorText } from '../../../src/cli/errorText.ts';
import { CodedError } from '../../../src/codedError.ts';

const source = join(import.meta.dirname, '../../../src');

/** Every file that the command line is made of, by way of its imports. */
function filesOfCli(): readonly string[] {
  const seen = new Set<string>();
  const todo = [join(source, 'cli/cli.ts')];
  for (let file = todo.pop(); file !== undefined; file = todo.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const imports = /^(?:import|export)\s+(?!type\s)[^'";]*?from\s+'(\.[^']+\.ts)'|\bimport\('(\.[^']+\.ts)'/gm;
    for (const [, from, lazily] of readFileSync(file, 'utf8').matchAll(imports)) {
      todo.push(join(dirname(file), from ?? lazily ?? ''));
    }
  }
  return [...seen];
}

const codes = new Map<string, string>();
for (const file of filesOfCli()) {
  const text = readFileSync(file, 'utf8');
  const name = relative(source, file);
  // Of the practice account only what its launcher throws comes to the command line.
  if (name.startsWith('practice/') && !name.startsWith('practice/process/')) continue;
  for (const [, code] of text.matchAll(/new CodedError\(\s*'([a-z0-9-]+)'/g)) {
    codes.set(code ?? '', name);
  }
  // A problem of severity `error` is thrown when its request is resolved.
  if (name.startsWith('requests/')) {
    for (const [, code, checked] of text.matchAll(
      /\bcode: '([a-z-]+)',(?:(?!code:)[^]){0,200}?severity: 'error'|\bproblem\('([a-z-]+)'/g,
    )) {
      codes.set(code ?? checked ?? '', name);
    }
  }
}

describe('errorText', () => {
  it('finds the codes', () => {
    for (const code of ['undefined-variable', 'check-pattern', 'production-write', 'xpath-too-costly', 'usage']) {
      expect([...codes.keys()]).toContain(code);
    }
  });

  it.each([...codes])('has a text for %s (%s)', code => {
    expect(errorText(new CodedError(code, { reason: 'why' }))).not.toMatch(new RegExp(`^${code}(?: |$)`));
  });

  it('is one line, without control characters', () => {
    const text = errorText(new CodedError('request-file-unreadable', { path: 'a\u001b[2J', reason: 'ENOENT' }));
    expect(text).toBe('Cannot read a\\x1b[2J (ENOENT). Check the path, and that you may read it.');
  });
});
