const ignore = (): void => {};

/** What `submit` resolves to: the job has entered, and `result` settles exactly once. Nobody needs to listen to it. */
export interface Admitted<Result> {
  readonly result: Promise<Result>;
}

/** One job from its submission until its result is settled and its function has ended. In at most one `TicketList` at a time. */
export class Ticket<Job, Result> {
  readonly job: Job;
  readonly bytes: number;
  readonly result: Promise<Result>;
  previous: Ticket<Job, Result> | null = null;
  next: Ticket<Job, Result> | null = null;
  stage: 'waiting' | 'queued' | 'running' = 'waiting';
  /** Settled is not ended: a job that ran out of time is settled while its function may still run. */
  settled = false;
  /** its running time is being watched */
  watched = false;
  queuedAtMs = 0;
  startedAtMs = 0;
  /** ends the wait for admission; null when there was none */
  entry: PromiseWithResolvers<Admitted<Result>> | null = null;
  #controller: AbortController | null = null;
  #resolve!: (result: Result) => void;
  #reject!: (error: unknown) => void;
  readonly #callerSignal: AbortSignal | undefined;
  readonly #cancelled: (ticket: Ticket<Job, Result>, reason: unknown) => void;
  #onCallerAbort: (() => void) | null = null;

  constructor(
    job: Job,
    bytes: number,
    callerSignal: AbortSignal | undefined,
    cancelled: (ticket: Ticket<Job, Result>, reason: unknown) => void,
  ) {
    this.job = job;
    this.bytes = bytes;
    this.#callerSignal = callerSignal;
    this.#cancelled = cancelled;
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** From now until it is settled, an abort by the caller's signal is passed on. */
  listen(): void {
    const signal = this.#callerSignal;
    if (signal === undefined) return;
    this.#onCallerAbort = () => this.#cancelled(this, signal.reason);
    signal.addEventListener('abort', this.#onCallerAbort, { once: true });
  }

  /** The signal its worker gets: one of its own for each job, so that an abort never reaches a later job of the same worker. */
  startSignal(): AbortSignal {
    this.#controller = new AbortController();
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#controller?.abort(reason);
  }

  resolve(result: Result): void {
    this.#settle();
    this.#resolve(result);
  }

  reject(error: unknown): void {
    this.#settle();
    this.result.catch(ignore); // a result that nobody listens to must not end the process
    this.#reject(error);
  }

  /** Admission is refused; there is no result then. */
  refuse(error: unknown): void {
    this.#settle();
    this.entry?.reject(error);
  }

  #settle(): void {
    this.settled = true;
    if (this.#onCallerAbort === null) return;
    this.#callerSignal?.removeEventListener('abort', this.#onCallerAbort);
    this.#onCallerAbort = null;
  }
}
