import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CodeLanguage } from '../../../src/formats/code/codeCall.ts';
import { outputFolder } from '../../host/paths.ts';
import { run, type Finished } from '../../host/processes.ts';
import { provideRuntime } from '../../host/runtimes.ts';

/** The languages whose code is run. */
export type RunLanguage = Extract<CodeLanguage, 'curl' | 'node' | 'python' | 'php'>;

export interface CodeRunner {
  /** Runs code with nothing but these variables and a PATH in its environment. */
  readonly run: (language: RunLanguage, code: string, env?: Readonly<Record<string, string>>) => Promise<Finished>;
  readonly stop: () => Promise<void>;
}

const extensions: Readonly<Record<RunLanguage, string>> = { curl: 'sh', node: 'mjs', python: 'py', php: 'php' };

/** Why a language cannot be run here; undefined when it can. */
export async function obstacleOf(language: RunLanguage): Promise<string | undefined> {
  return programOf(language).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

export async function startCodeRunner(): Promise<CodeRunner> {
  await mkdir(outputFolder, { recursive: true });
  const folder = await mkdtemp(join(outputFolder, 'generated-code-'));
  let files = 0;
  return {
    run: async (language, code, env = {}) => {
      const file = join(folder, `${++files}.${extensions[language]}`);
      await writeFile(file, code);
      const [program, ...args] = await programOf(language);
      const PATH = process.env['PATH'] ?? '';
      return run(program, [...args, file], { cwd: folder, env: { PATH, LANG: 'C.UTF-8', ...env }, timeout: 20_000 });
    },
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function programOf(language: RunLanguage): Promise<[string, ...string[]]> {
  switch (language) {
    case 'node':
      return [process.execPath];
    case 'python':
      return [await provideRuntime('python3')];
    case 'php':
      return [await provideRuntime('php')];
    case 'curl':
      await provideRuntime('curl');
      return ['/bin/sh'];
  }
}
