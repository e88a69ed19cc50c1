// Entry of the worker thread that looks for the bug in one call: thousands of signatures are computed, and the extension
// host is everybody's.
import { parentPort, workerData } from 'node:worker_threads';
import { isCoded } from '../../codedError.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import type { SentCall } from '../../diagnosis/diagnosis.ts';
import type { DoctorAnswer } from './doctorTask.ts';

const tell = (answer: DoctorAnswer): void => parentPort?.postMessage(answer);

diagnose(workerData as SentCall, { onProgress: progress => tell({ kind: 'progress', progress }) }).then(
  diagnosis => tell({ kind: 'done', diagnosis }),
  (error: unknown) => tell({ kind: 'failed', code: isCoded(error) ? error.code : 'doctor-worker' }),
);
