// Vitest projects that make one tier, and what their JSON report comes to.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { outputFolder, repository } from './paths.ts';
import { run } from './processes.ts';
import { atLeastOne, noResults, sum } from './results.ts';
import type { Failure, Results } from './results.ts';

export type VitestRun = {
  /** The tier's name; its projects are that one and those named `<project>-…`. */
  readonly project: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** Parts of file names to run; all by default. */
  readonly files?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Runs the files again, once and from scratch, in which something failed; they pass or fail by that. */
  readonly again?: boolean;
  readonly log: (text: string) => void;
};

type Report = {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo' | 'disabled';
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
};

type FileReport = Report['testResults'][number];

export async function runVitest(options: VitestRun): Promise<Results> {
  const first = await runOnce(options);
  const broken = first.report?.testResults.filter(isBroken) ?? [];
  if (options.again !== true || !first.report || broken.length === 0) {
    return first.results;
  }
  const second = await runOnce({ ...options, files: broken.map(({ name }) => name) });
  const sound = read({ ...first.report, testResults: first.report.testResults.filter(file => !isBroken(file)) });
  return { ...sum([sound, second.results]), shaky: read({ ...first.report, testResults: broken }).failures };
}

async function runOnce(options: VitestRun): Promise<{ readonly results: Results; readonly report?: Report }> {
  const { project } = options;
  const reportFile = join(outputFolder, 'vitest', `${project}.json`);
  await mkdir(join(outputFolder, 'vitest'), { recursive: true });
  await rm(reportFile, { force: true });
  const args = [
    join(repository, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...(options.files ?? []),
    ...[
      '--project',
      project,
      '--project',
      `${project}-*`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
    ],
  ];
  const finished = await run(process.execPath, args, {
    cwd: repository,
    env: { ...process.env, ...options.env, NO_COLOR: '1' },
    timeout: options.timeout,
    onOutput: options.log,
  });
  const tail = finished.output.trimEnd().split('\n').slice(-40).join('\n');
  if (finished.timedOut) {
    return { results: noResults(project, `took longer than ${options.timeout / 1000} s\n${tail}`) };
  }
  if (!existsSync(reportFile)) {
    return { results: noResults(project, `vitest ended with code ${finished.code} and without a report\n${tail}`) };
  }
  const report = JSON.parse(await readFile(reportFile, 'utf8')) as Report;
  const results = read(report);
  if (finished.code !== 0 && results.failures.length === 0) {
    // An error outside any test, such as a rejection nobody handled.
    const failure = { name: project, message: `vitest ended with code ${finished.code}\n${tail}` };
    return { results: { ...results, failures: [failure] } };
  }
  // Nor does a report tell of such an error: beside tests that failed it must not go with them.
  return { results: atLeastOne(project, results), ...(!finished.output.includes('Unhandled Error') && { report }) };
}

function isBroken({ status }: FileReport): boolean {
  return status === 'failed';
}

function read(report: Report): Results {
  const tests = report.testResults.flatMap(file => file.assertionResults);
  const failed = tests.filter(test => test.status === 'failed');
  const failures: Failure[] = failed.map(test => ({
    name: test.fullName.trim(),
    message: test.failureMessages?.join('\n') ?? '',
  }));
  // A file that could not be loaded, or whose hook failed, has no failed test to show for it.
  const broken = report.testResults.filter(
    file => isBroken(file) && !file.assertionResults.some(test => test.status === 'failed'),
  );
  return {
    passed: tests.filter(test => test.status === 'passed').length,
    failures: [...failures, ...broken.map(file => ({ name: file.name, message: file.message }))],
    skipped: tests.filter(test => !['passed', 'failed'].includes(test.status)).map(test => test.fullName.trim()),
  };
}
