import { isMainThread, parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { isThenable, type Worker } from '../worker.ts';
import { SharedReceiver } from './shared-memory.ts';
import { fromThread, packError, toThread, type FromThread, type ThreadData, type ToThread } from './thread-messages.ts';
import { checkTransfer } from './transfer-guard.ts';

export interface ServeWorkerOptions<Result> {
  /** whole buffers of the result that go to the pool's side instead of being copied; see checkTransfer */
  readonly transferResult?: ((result: Result) => ArrayBuffer[]) | undefined;
}

/**
 * What the entry file of a thread calls. Makes the worker, which is awaited before the first job, and completes with it
 * the jobs that the pool sends. Does nothing where no pool started the thread, such as on the main thread.
 */
export function serveWorker<Job, Result, Data = unknown>(
  newWorker: (workerData: Data) => Promise<Worker<Job, Result>> | Worker<Job, Result>,
  options: ServeWorkerOptions<Result> = {},
): void {
  if (isMainThread || parentPort === null || !isThreadData(workerData)) return;
  const data = workerData.workerData as Data;
  void new ThreadEnd<Job, Result>(parentPort, options).start(() => newWorker(data));
}

class ThreadEnd<Job, Result> {
  readonly #port: MessagePort;
  readonly #transferResult: ((result: Result) => ArrayBuffer[]) | undefined;
  readonly #shared = new SharedReceiver<Job>();
  #worker!: Worker<Job, Result>;
  #controller: AbortController | null = null;

  constructor(port: MessagePort, options: ServeWorkerOptions<Result>) {
    this.#port = port;
    this.#transferResult = options.transferResult;
  }

  async start(newWorker: () => Promise<Worker<Job, Result>> | Worker<Job, Result>): Promise<void> {
    try {
      this.#worker = await newWorker();
    } catch (error) {
      this.#post([fromThread.startFailed, packError(error)]);
      return;
    }
    this.#port.on('message', (message: ToThread<Job>) => this.#receive(message));
    this.#post([fromThread.ready]);
  }

  #receive(message: ToThread<Job>): void {
    switch (message[0]) {
      case toThread.job:
        return this.#complete(this.#shared.unpack(message[1], message[2]));
      case toThread.abort:
        return this.#controller?.abort(new Error('the job was cancelled, or ran out of time'));
      case toThread.close:
        void this.#close();
    }
  }

  #complete(job: Job): void {
    this.#controller = new AbortController();
    try {
      const outcome = this.#worker.completeJob(job, this.#controller.signal);
      if (isThenable(outcome)) outcome.then(this.#succeeded, this.#failed);
      else this.#succeeded(outcome);
    } catch (error) {
      this.#failed(error);
    }
  }

  readonly #succeeded = (result: Result): void => {
    this.#controller = null;
    try {
      const transfer = this.#transferResult?.(result);
      if (transfer === undefined) return this.#post([fromThread.result, result]);
      checkTransfer(transfer);
      this.#port.postMessage([fromThread.result, result] satisfies FromThread<Result>, transfer);
    } catch (error) {
      this.#failed(error); // a result that can't be sent fails its job
    }
  };

  readonly #failed = (error: unknown): void => {
    this.#controller = null;
    this.#post([fromThread.error, packError(error)]);
  };

  async #close(): Promise<void> {
    try {
      await this.#worker.close?.();
      this.#post([fromThread.closed]);
    } catch (error) {
      this.#post([fromThread.error, packError(error)]);
    }
  }

  #post(message: FromThread<Result>): void {
    this.#port.postMessage(message);
  }
}

function isThreadData(data: unknown): data is ThreadData {
  return typeof data === 'object' && data !== null && 'pixelRelayWorker' in data;
}
