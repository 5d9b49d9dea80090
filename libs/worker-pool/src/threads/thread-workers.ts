import { Worker as Thread, type ResourceLimits } from 'node:worker_threads';
import type { NewWorker, Worker } from '../worker.ts';
import { fromThread, unpackError, type FromThread, type ThreadData } from './thread-messages.ts';
import { ThreadWorker } from './thread-worker.ts';

export interface ThreadWorkersOptions<Job> {
  /** the file that calls serveWorker; see workerEntry */
  readonly entry: URL;
  /** handed to the factory in the thread; copied */
  readonly workerData?: unknown;
  /** whole buffers of the job that go to the thread instead of being copied; see checkTransfer. They come back only with a result. */
  readonly transferJob?: ((job: Job) => ArrayBuffer[]) | undefined;
  /** memory of a thread; past it the thread dies, alone, and with it the job it had */
  readonly resourceLimits?: ResourceLimits | undefined;
  /** a thread is replaced after so many jobs; default never */
  readonly recycleAfterJobs?: number | undefined;
  /** shown by debuggers and profilers */
  readonly name?: string | undefined;
}

/** A `newWorker` for the pool whose workers are threads. */
export function threadWorkers<Job, Result>(options: ThreadWorkersOptions<Job>): NewWorker<Job, Result> {
  return Object.assign((signal: AbortSignal) => startThread<Job, Result>(options, signal), { kind: 'thread' as const });
}

/** Resolves when the worker in the thread has been made; rejects when the thread ends before, or the signal aborts. */
function startThread<Job, Result>(
  options: ThreadWorkersOptions<Job>,
  signal: AbortSignal,
): Promise<Worker<Job, Result>> {
  return new Promise((resolve, reject) => {
    const thread = new Thread(options.entry, {
      workerData: { pixelRelayWorker: true, workerData: options.workerData } satisfies ThreadData,
      ...(options.resourceLimits && { resourceLimits: options.resourceLimits }),
      ...(options.name !== undefined && { name: options.name }),
      ...(needsOwnArguments(options.entry) && { execArgv: [] }),
    });
    const settled = (): void => {
      thread.off('error', fail).off('exit', exited).off('message', receive);
      signal.removeEventListener('abort', cancel);
    };
    const fail = (error: Error): void => {
      settled();
      thread.on('error', () => {}); // it is being ended; what it still has to say changes nothing
      void thread.terminate().then(() => reject(error));
    };
    const cancel = (): void => fail(signal.reason as Error);
    signal.addEventListener('abort', cancel, { once: true });
    const exited = (code: number): void =>
      fail(new Error(`${options.entry.href} ended, code ${code}, before it was ready; does it call serveWorker?`));
    const receive = (message: FromThread<Result>): void => {
      if (message[0] === fromThread.startFailed) return fail(unpackError(message[1]));
      if (message[0] !== fromThread.ready) return;
      settled();
      resolve(new ThreadWorker(thread, options.transferJob, options.recycleAfterJobs ?? Infinity));
    };
    thread.on('error', fail).on('exit', exited).on('message', receive);
  });
}

/**
 * Threads inherit the process's own arguments, which serves all of them (conditions, jest's flags) but two: one that says
 * how to read a program given on the command line, and one that turns off the type stripping that a .ts entry needs.
 */
function needsOwnArguments(entry: URL): boolean {
  return process.execArgv.some(
    argument =>
      argument.startsWith('--input-type') ||
      (entry.pathname.endsWith('.ts') && /^--no-(experimental-)?strip-types/.test(argument)),
  );
}
