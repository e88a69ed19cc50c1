// The literals of languages that are not at hand in a unit test, read by the real thing.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phpString, pythonString, shellBytes, shellWord } from '../../../src/formats/code/literals.ts';
import { dangerous, hostileText } from '../../unit/formats/code/hostileText.ts';
import { obstacleOf, startCodeRunner, type CodeRunner, type RunLanguage } from './codeRunner.ts';

interface Reading {
  /** A program that prints the UTF-8 of each literal in hexadecimal, a line each. */
  readonly program: (literals: readonly string[]) => string;
  readonly write: (text: string) => string;
  readonly canWrite?: (text: string) => boolean;
}

const readings: Readonly<Record<string, [RunLanguage, Reading]>> = {
  Python: [
    'python',
    {
      program: literals => literals.map(each => `print((${each}).encode('utf-8').hex())\n`).join(''),
      write: pythonString,
    },
  ],
  PHP: [
    'php',
    {
      program: literals => `<?php\n${literals.map(each => `echo bin2hex(${each}), "\\n";\n`).join('')}`,
      write: phpString,
    },
  ],
  'a shell, by printf': [
    'curl',
    {
      program: literals =>
        literals.map(each => `printf '%b' ${each} | od -An -v -t x1 | tr -d ' \\n'; echo\n`).join(''),
      write: shellBytes,
    },
  ],
  'a shell, as a word': [
    'curl',
    {
      program: literals =>
        literals.map(each => `printf '%s' ${each} | od -An -v -t x1 | tr -d ' \\n'; echo\n`).join(''),
      write: shellWord,
      canWrite: text => !text.includes('\0'),
    },
  ],
};

let runner: CodeRunner;

beforeAll(async () => {
  runner = await startCodeRunner();
});

afterAll(() => runner.stop());

describe('literals', () => {
  it.for(Object.entries(readings))(
    'are read back by %s as the text',
    { timeout: 300_000 },
    async ([, [language, { program, write, canWrite = () => true }]], { skip }) => {
      const obstacle = await obstacleOf(language);
      skip(obstacle !== undefined, obstacle);
      const texts = [...dangerous, ...fc.sample(hostileText, 150)].filter(canWrite);
      const { code, output } = await runner.run(language, program(texts.map(write)));
      const read = output.split('\n').slice(0, -1);
      expect(code, output).toBe(0);
      expect(read.map(hex => Buffer.from(hex, 'hex').toString())).toEqual(texts);
    },
  );
});
