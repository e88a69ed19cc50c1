#!/usr/bin/env -S node --
// The two dashes keep Node from taking our --env-file for its own. Each command is a bundle of its own: this file has to
// be read before anything else is, so it holds next to nothing.
import type { Command } from './command.ts';
import type { ExitCode } from './exitCode.ts';
import { guardOutput } from './streams/guardOutput.ts';
import { printable } from './streams/printable.ts';

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  sign: async () => (await import('./sign/sign.ts')).runSign,
  explain: async () => (await import('./explain/explain.ts')).runExplain,
  send: async () => (await import('./send/send.ts')).runSend,
  practice: async () => (await import('./practice.ts')).runPractice,
};

async function main([word, ...rest]: readonly string[]): Promise<ExitCode> {
  if (word === '--version' || word === '-v') {
    const {
      default: { version },
    } = await import('../../package.json', { with: { type: 'json' } });
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const isHelp = word === 'help' || word === '--help' || word === '-h';
  const name = isHelp ? rest[0] : word;
  if (name !== undefined && !Object.hasOwn(commands, name)) {
    process.stderr.write(`tba: There is no command '${printable(name)}'. See 'tba help'.\n`);
    return 2;
  }
  if (isHelp || name === undefined || wantsHelp(rest)) {
    const { usage } = await import('./usage.ts');
    (name === undefined && !isHelp ? process.stderr : process.stdout).write(usage(name));
    return name === undefined && !isHelp ? 2 : 0;
  }
  const run = await commands[name]?.();
  return run ? run(rest) : 2;
}

function wantsHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? undefined : end).some(word => word === '--help' || word === '-h');
}

guardOutput();
process.exitCode = await main(process.argv.slice(2));
