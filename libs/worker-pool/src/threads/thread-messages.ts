/** What the two ends of a thread say to each other. Arrays of a number and a value: the least that structured clone must walk. */
import type { SharedPart } from './shared-memory.ts';

/** Marks the workerData of threads that a pool started, so that an entry file does nothing when started by anyone else. */
export interface ThreadData {
  readonly pixelRelayWorker: true;
  readonly workerData: unknown;
}

export const toThread = { job: 0, abort: 1, close: 2 } as const;
export const fromThread = { ready: 0, startFailed: 1, result: 2, error: 3, closed: 4 } as const;

export type ToThread<Job> =
  | readonly [typeof toThread.job, Job, (readonly SharedPart[] | undefined)?]
  | readonly [typeof toThread.abort | typeof toThread.close];

export type FromThread<Result> =
  | readonly [typeof fromThread.ready | typeof fromThread.closed]
  | readonly [typeof fromThread.result, Result]
  | readonly [typeof fromThread.startFailed | typeof fromThread.error, SentError];

/** An error as it travels: structured clone alone would lose the name and the code. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code: string | undefined;
}

export function packError(error: unknown): SentError {
  if (!isErrorLike(error)) return { name: 'Error', message: String(error), stack: undefined, code: undefined };
  const { name, message, stack } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { name, message, stack, code };
}

export function unpackError(sent: SentError): Error {
  const error = new Error(sent.message);
  error.name = sent.name;
  if (sent.stack !== undefined) error.stack = sent.stack;
  return sent.code === undefined ? error : Object.assign(error, { code: sent.code });
}

/** By its shape: errors of another realm are not `instanceof Error`. */
function isErrorLike(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'message' in value && 'name' in value;
}
