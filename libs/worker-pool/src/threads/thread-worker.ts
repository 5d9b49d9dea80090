import type { Worker as Thread } from 'node:worker_threads';
import type { KillableWorker } from '../worker.ts';
import { SharedSender } from './shared-memory.ts';
import { fromThread, toThread, unpackError, type FromThread, type ToThread } from './thread-messages.ts';
import { checkTransfer } from './transfer-guard.ts';

/** The pool's end of one thread that has started: a worker whose jobs are completed over there. */
export class ThreadWorker<Job, Result> implements KillableWorker<Job, Result> {
  readonly #thread: Thread;
  readonly #transferJob: ((job: Job) => ArrayBuffer[]) | undefined;
  readonly #recycleAfterJobs: number;
  readonly #shared = new SharedSender<Job>();
  #jobs = 0;
  #pending: PromiseWithResolvers<Result> | null = null;
  #closing: PromiseWithResolvers<void> | null = null;
  #ending = false;
  #death: Error | null = null;
  #died: ((cause: Error) => void) | null = null;

  constructor(thread: Thread, transferJob: ((job: Job) => ArrayBuffer[]) | undefined, recycleAfterJobs: number) {
    this.#thread = thread;
    this.#transferJob = transferJob;
    this.#recycleAfterJobs = recycleAfterJobs;
    thread.on('message', (message: FromThread<Result>) => this.#receive(message));
    thread.on('messageerror', error => this.#settle(pending => pending.reject(error)));
    thread.on('error', (error: Error) => (this.#death ??= error));
    thread.on('exit', code => this.#exited(this.#death ?? new Error(`the thread exited by itself, code ${code}`)));
  }

  get spent(): boolean {
    return this.#jobs >= this.#recycleAfterJobs;
  }

  /** Rejects with what the job threw over there, or here when the job can't be sent. */
  completeJob(job: Job, signal: AbortSignal): Promise<Result> {
    if (this.#pending !== null) throw new Error('a thread completes one job at a time');
    const transfer = this.#transferJob?.(job);
    if (transfer !== undefined) checkTransfer(transfer);
    this.#postJob(job, transfer);
    this.#jobs++;
    const pending = (this.#pending = Promise.withResolvers<Result>());
    signal.onabort = () => {
      if (this.#pending === pending) this.#thread.postMessage([toThread.abort] satisfies ToThread<Job>);
    };
    return pending.promise;
  }

  #postJob(job: Job, transfer: ArrayBuffer[] | undefined): void {
    const { job: rest, parts } = this.#shared.pack(job);
    try {
      this.#thread.postMessage([toThread.job, rest, parts] satisfies ToThread<Job>, transfer);
    } catch (error) {
      this.#shared.notSent();
      throw error;
    }
  }

  /** Lets the worker over there close, then ends the thread. */
  async close(): Promise<void> {
    if (this.#ending) return;
    this.#ending = true;
    this.#closing = Promise.withResolvers();
    this.#thread.postMessage([toThread.close] satisfies ToThread<Job>);
    try {
      await this.#closing.promise;
    } finally {
      await this.#thread.terminate();
    }
  }

  async kill(): Promise<void> {
    this.#ending = true;
    await this.#thread.terminate();
  }

  onDeath(died: (cause: Error) => void): void {
    this.#died = died;
  }

  #receive(message: FromThread<Result>): void {
    switch (message[0]) {
      case fromThread.result: {
        const result = message[1];
        return this.#settle(pending => pending.resolve(result));
      }
      case fromThread.error: {
        const error = unpackError(message[1]);
        if (this.#closing !== null) this.#closing.reject(error);
        else this.#settle(pending => pending.reject(error));
        return;
      }
      case fromThread.closed:
        return this.#closing?.resolve();
      case fromThread.ready:
      case fromThread.startFailed:
        return; // heard by the start, before this object
    }
  }

  #settle(how: (pending: PromiseWithResolvers<Result>) => void): void {
    const pending = this.#pending;
    this.#pending = null;
    if (pending !== null) how(pending);
  }

  #exited(cause: Error): void {
    if (!this.#ending) this.#died?.(cause);
    this.#ending = true;
    this.#closing?.resolve();
    this.#settle(pending => pending.reject(cause));
  }
}
