import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { CodedError } from '../../codedError.ts';
import { JunitReport } from './junitReport.ts';
import type { ReportForm } from './sendOptions.ts';
import { outcomeJson, type ReportMask } from './sendReport.ts';
import type { Outcome } from './sendRun.ts';
import type { Counts } from './tally.ts';

/** A file that is written while requests are sent. */
export interface ReportFile {
  readonly add: (outcome: Outcome) => Promise<void>;
  readonly end: (counts: Counts, milliseconds: number) => Promise<void>;
}

/**
 * Opens the files of `--report`, so that one that cannot be written is known before anything is sent.
 *
 * @throws CodedError `report-unwritable` (data: path, reason), later too
 */
export async function openReports(
  reports: ReadonlyMap<ReportForm, string>,
  requestFile: string,
  mask: ReportMask,
): Promise<readonly ReportFile[]> {
  const name = basename(requestFile);
  const opened: ReportFile[] = [];
  for (const [form, path] of reports) {
    const file = await attempt(path, () => open(path, 'w'));
    opened.push(form === 'json' ? await jsonFile(path, file, name, mask) : junitFile(path, file, name, mask));
  }
  return opened;
}

/** `{file, startedAt, requests: […], summary: {requests, passed, failed, notSent, milliseconds}}` */
async function jsonFile(path: string, file: FileHandle, name: string, mask: ReportMask): Promise<ReportFile> {
  const write = (text: string) => attempt(path, () => file.writeFile(text));
  const head = JSON.stringify({ file: name, startedAt: new Date().toISOString() }).slice(0, -1);
  let separator = '\n';
  await write(`${head},"requests":[`);
  return {
    add: async outcome => {
      await write(separator);
      for (const piece of outcomeJson(outcome, mask)) {
        await write(piece);
      }
      separator = ',\n';
    },
    end: async (counts, milliseconds) => {
      await write(`\n],"summary":${JSON.stringify({ ...counts, milliseconds: Math.round(milliseconds) })}}\n`);
      await file.close();
    },
  };
}

function junitFile(path: string, file: FileHandle, name: string, mask: ReportMask): ReportFile {
  const report = new JunitReport(name, mask, new Date());
  return {
    add: outcome => {
      report.add(outcome);
      return Promise.resolve();
    },
    end: async (_, milliseconds) => {
      await attempt(path, () => file.writeFile(report.text(milliseconds / 1000)));
      await file.close();
    },
  };
}

async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new CodedError('report-unwritable', { path, reason }, { cause });
  }
}
