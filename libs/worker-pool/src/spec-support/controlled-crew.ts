import type { KillableWorker, Worker } from '../worker.ts';

/** A job in the hands of a controlled worker, which ends it when the spec says so. */
export interface Running<Job> {
  readonly job: Job;
  readonly signal: AbortSignal;
  succeed(): void;
  fail(error: unknown): void;
  /** The worker dies with the job; only of killable ones. */
  crash(cause: Error): void;
}

/** Makes workers whose jobs run until the spec ends them. The result of a job is the job. */
export class ControlledCrew<Job> {
  readonly running: Running<Job>[] = [];
  /** every job in the order it was started */
  readonly started: Job[] = [];
  made = 0;
  closed = 0;
  killed = 0;
  onStart: ((job: Job) => void) | null = null;
  readonly #killable: boolean;

  constructor(options: { readonly killable: boolean } = { killable: false }) {
    this.#killable = options.killable;
  }

  readonly newWorker = (): Worker<Job, Job> => {
    this.made++;
    return this.#killable ? this.#killableWorker() : this.#worker(() => {});
  };

  /** The running job that is equal to `job`. */
  of(job: Job): Running<Job> {
    const found = this.running.find(running => running.job === job);
    if (found === undefined) throw new Error(`job ${String(job)} is not running`);
    return found;
  }

  #worker(died: (cause: Error) => void, mine: Running<Job>[] = []): Worker<Job, Job> {
    return {
      completeJob: (job, signal) => {
        const end = Promise.withResolvers<Job>();
        const over = (): void => {
          this.#forget(running);
          mine.pop();
        };
        const running: Running<Job> = {
          job,
          signal,
          succeed: () => (over(), end.resolve(job)),
          fail: error => (over(), end.reject(error)),
          crash: cause => (over(), died(cause)),
        };
        mine.push(running);
        this.running.push(running);
        this.started.push(job);
        this.onStart?.(job);
        return end.promise;
      },
      close: () => void this.closed++,
    };
  }

  #killableWorker(): KillableWorker<Job, Job> {
    const mine: Running<Job>[] = [];
    let died: (cause: Error) => void = () => {};
    return {
      ...this.#worker(cause => died(cause), mine),
      spent: false,
      onDeath: report => (died = report),
      kill: async () => {
        this.killed++;
        mine[0]?.fail(new Error('killed')); // as a thread's promise does; the pool must not take it for the job's own error
      },
    };
  }

  #forget(running: Running<Job>): void {
    const at = this.running.indexOf(running);
    if (at !== -1) this.running.splice(at, 1);
  }
}
