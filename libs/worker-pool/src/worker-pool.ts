import { Crew, type CrewOwner } from './crew.ts';
import { Drain } from './drain.ts';
import { JobQueue } from './job-queue.ts';
import { Outcomes } from './outcomes.ts';
import { JobTimedOutError, PoolClosedError, WorkerCrashedError } from './pool-errors.ts';
import { checkWhole, resolvePoolOptions, type ResolvedPoolOptions, type WorkerPoolOptions } from './pool-options.ts';
import type { DrainOptions, DrainReport, PoolStatus } from './pool-status.ts';
import { ResultsChannel, type Done } from './results-channel.ts';
import type { Slot } from './slot.ts';
import { Ticket, type Admitted } from './ticket.ts';
import { TimeLimits } from './time-limits.ts';
import { isThenable } from './worker.ts';

export interface SubmitOptions {
  /** Cancels the job wherever it is: waiting, queued or running. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A fixed number of workers takes jobs from one bounded queue, first in, first out. A job waits in the queue until a
 * worker is free; a submit waits until the queue has room. Every admitted job's result settles exactly once.
 */
export class WorkerPool<Job, Result> {
  readonly #options: ResolvedPoolOptions<Job, Result>;
  readonly #crew: Crew<Job, Result>;
  readonly #queue: JobQueue<Job, Result>;
  readonly #limits: TimeLimits<Job, Result> | null;
  readonly #results: ResultsChannel<Done<Job, Result>>;
  readonly #outcomes: Outcomes<Job, Result>;
  #resized = 0;
  #lastResizedBy: string | null = null;
  #state: PoolStatus['state'] = 'open';
  #refusal: Error | null = null;
  #pumping = false;
  #drain: Drain | null = null;

  /** Starts the workers. `ready` tells when they have started; jobs may be submitted at once. */
  constructor(options: WorkerPoolOptions<Job, Result>) {
    this.#options = resolvePoolOptions(options);
    const { clock, jobTimeoutMs, resultsMax } = this.#options;
    this.#queue = new JobQueue(this.#options);
    this.#limits = jobTimeoutMs === undefined ? null : new TimeLimits(jobTimeoutMs, clock, this.#ranOut);
    this.#results = new ResultsChannel(resultsMax, () => this.#pump());
    this.#outcomes = new Outcomes(this.#results, clock.monotonic());
    this.#crew = new Crew(this.#options, this.#crewOwner());
    this.#crew.start();
  }

  /** Resolves when all workers have started; rejects with WorkerStartError when one can't be, which closes the pool. */
  get ready(): Promise<void> {
    return this.#crew.ready;
  }

  /**
   * Settled jobs in the order they settled, from the moment the iteration begins; ends after the last worker has ended.
   * A reader that is slow holds the workers back. Not iterated, it costs nothing.
   */
  get results(): AsyncIterable<Done<Job, Result>> {
    return this.#results;
  }

  /**
   * Resolves when the job has been admitted, which waits, first come first served, while the queue is full: await it
   * before submitting the next. Rejects with PoolClosedError, WorkerStartError, TooManyWaitingError or the signal's reason.
   */
  submit(job: Job, options?: SubmitOptions): Promise<Admitted<Result>> {
    let ticket: Ticket<Job, Result>;
    try {
      ticket = this.#ticket(job, options?.signal);
    } catch (error) {
      return Promise.reject(error);
    }
    if (!this.#queue.admitsNow(ticket, this.#canStart)) return this.#queue.wait(ticket);
    ticket.listen();
    this.#admit(ticket);
    return Promise.resolve({ result: ticket.result });
  }

  /** Like submit without the wait: null when the queue has no room, or others wait already. Throws what submit rejects with. */
  trySubmit(job: Job, options?: SubmitOptions): Admitted<Result> | null {
    const ticket = this.#ticket(job, options?.signal);
    if (!this.#queue.admitsNow(ticket, this.#canStart)) return null;
    ticket.listen();
    this.#admit(ticket);
    return { result: ticket.result };
  }

  /**
   * Changes the number of workers of a running pool. Resolves when as many run as last asked for: new ones started,
   * surplus ones ended, each after its current job. `by`: who, for the status.
   */
  resize(workers: number, by = 'code'): Promise<void> {
    try {
      checkWhole('workers', workers, 1);
      if (this.#refusal !== null) throw this.#refusal;
    } catch (error) {
      return Promise.reject(error);
    }
    this.#resized++;
    this.#lastResizedBy = by;
    return this.#crew.resize(workers);
  }

  /**
   * The wait group: no new submits, those that wait already still enter, everything runs to its end, the workers leave.
   * What has not ended at the deadline is given up: its results reject with PoolClosedError, running jobs are aborted,
   * threads are ended. A further call can only bring the deadline nearer. Never rejects.
   */
  drain(options: DrainOptions): Promise<DrainReport> {
    checkWhole('deadlineMs', options.deadlineMs, 0);
    checkWhole('graceMs', options.graceMs ?? 0, 0);
    const drain = this.#beginDrain('draining', new PoolClosedError('the pool is draining or closed'));
    drain.shorten(options, () => this.#giveUp(new PoolClosedError('the pool ended before the job did')));
    this.#pump();
    return drain.done;
  }

  /** Ends it now: a drain whose deadline has passed. Resolves when the workers have ended, after `graceMs` at the latest. */
  async close(options?: { readonly graceMs?: number | undefined }): Promise<void> {
    await this.drain({ deadlineMs: 0, graceMs: options?.graceMs });
  }

  status(): PoolStatus {
    const nowMs = this.#options.clock.monotonic();
    let overdue = 0;
    for (const slot of this.#crew.slots) if (slot.ticket?.settled === true) overdue++;
    return {
      state: this.#state,
      kind: this.#crew.kind,
      workers: this.#crew.wanted,
      busy: this.#crew.busy,
      idle: this.#crew.idle,
      starting: this.#crew.starting,
      overdue,
      ...this.#queue.status(nowMs),
      ...this.#outcomes.summary(nowMs),
      resized: this.#resized,
      lastResizedBy: this.#lastResizedBy,
      workersDied: this.#crew.died,
      lastWorkerError: this.#crew.lastError,
    };
  }

  #ticket(job: Job, signal: AbortSignal | undefined): Ticket<Job, Result> {
    if (this.#refusal !== null) throw this.#refusal;
    signal?.throwIfAborted();
    const bytes = this.#options.bytesOf?.(job) ?? 0;
    if (!(bytes >= 0)) throw new RangeError(`bytesOf must give a number of at least 0, gave ${bytes}`);
    return new Ticket(job, bytes, signal, this.#cancel);
  }

  get #canStart(): boolean {
    return this.#crew.idle > 0 && !this.#results.full;
  }

  #admit(ticket: Ticket<Job, Result>): void {
    const nowMs = this.#options.clock.monotonic();
    ticket.stage = 'queued';
    ticket.queuedAtMs = nowMs;
    ticket.entry?.resolve({ result: ticket.result });
    if (this.#queue.queued.length === 0 && this.#canStart) this.#start(ticket, nowMs);
    else this.#queue.queued.push(ticket);
  }

  /** The only place where something moves on: called whenever a worker, a place in the queue or a result was freed. */
  #pump(): void {
    if (this.#pumping) return; // a worker that completes at once comes back here; the loop below goes on
    this.#pumping = true;
    const { queued, waiting } = this.#queue;
    for (;;) {
      const { first } = waiting;
      if (queued.length > 0 && this.#canStart) this.#start(queued.shift()!, this.#options.clock.monotonic());
      else if (first !== null && this.#queue.hasRoom(first, this.#canStart)) this.#admit(waiting.shift()!);
      else break;
    }
    this.#pumping = false;
    this.#letGoWhenEmpty();
  }

  #start(ticket: Ticket<Job, Result>, nowMs: number): void {
    const slot = this.#crew.assign(ticket);
    ticket.stage = 'running';
    ticket.startedAtMs = nowMs;
    this.#outcomes.waited(ticket, nowMs);
    this.#limits?.started(ticket);
    let outcome: Promise<Result> | Result;
    try {
      outcome = slot.worker!.completeJob(ticket.job, ticket.startSignal());
    } catch (error) {
      this.#jobEnded(slot, false, error);
      return;
    }
    if (isThenable(outcome)) Promise.resolve(outcome).then(slot.onResult, slot.onError);
    else this.#jobEnded(slot, true, outcome);
  }

  #jobEnded(slot: Slot<Job, Result>, ok: boolean, value: unknown): void {
    if (slot.state !== 'busy' || slot.killing) return; // its worker has died or is being ended: the job is settled
    const ticket = slot.ticket!;
    this.#stopped(ticket);
    if (ok) this.#outcomes.succeeded(ticket, value as Result);
    else this.#outcomes.failed(ticket, value, 'failed');
    this.#crew.free(slot);
    this.#pump();
  }

  /** The ticket's function runs no more. */
  #stopped(ticket: Ticket<Job, Result>): void {
    this.#outcomes.ran(ticket, this.#options.clock.monotonic());
    this.#limits?.ended(ticket);
  }

  /** The caller's signal aborted. */
  readonly #cancel = (ticket: Ticket<Job, Result>, reason: unknown): void => {
    if (ticket.stage === 'waiting') {
      this.#queue.waiting.remove(ticket);
      ticket.refuse(reason);
    } else {
      if (ticket.stage === 'queued') this.#queue.queued.remove(ticket);
      this.#outcomes.failed(ticket, reason, 'aborted');
      ticket.abort(reason);
    }
    this.#pump(); // what it kept out may fit now
  };

  readonly #ranOut = (ticket: Ticket<Job, Result>): void => {
    const error = new JobTimedOutError(this.#options.jobTimeoutMs!);
    const slot = this.#crew.slotOf(ticket);
    this.#outcomes.failed(ticket, error, 'timedOut');
    ticket.abort(error);
    if (slot !== null && this.#crew.kill(slot)) this.#stopped(ticket);
  };

  #crewOwner(): CrewOwner<Job, Result> {
    return {
      jobEnded: (slot, ok, value) => this.#jobEnded(slot, ok, value),
      workerDied: (ticket, cause) => {
        this.#stopped(ticket);
        this.#outcomes.failed(ticket, new WorkerCrashedError(cause), 'crashed');
      },
      workerIdle: () => this.#pump(),
      gaveUp: error => {
        this.#beginDrain('failed', error);
        this.#giveUp(error);
      },
    };
  }

  #beginDrain(state: 'draining' | 'failed', refusal: Error): Drain {
    if (this.#drain === null || (state === 'failed' && this.#state === 'draining')) this.#state = state;
    this.#refusal ??= refusal;
    this.#drain ??= new Drain(this.#options.clock, this.#outcomes.settledByWorkers);
    return this.#drain;
  }

  #letGoWhenEmpty(): void {
    const drain = this.#drain;
    if (drain === null || drain.dismissed || !this.#queue.empty) return;
    drain.dismissed = true;
    void this.#crew.dismiss().then(() => this.#finish(drain, 0));
  }

  #giveUp(reason: Error): void {
    const drain = this.#drain!;
    if (drain.gaveUp || drain.over) return;
    drain.startGrace(() => this.#finish(drain, this.#crew.abandon()));
    const { queued, waiting } = this.#queue;
    for (let ticket = waiting.shift(); ticket !== null; ticket = waiting.shift()) {
      drain.refused++;
      ticket.refuse(reason);
    }
    for (let ticket = queued.shift(); ticket !== null; ticket = queued.shift()) {
      drain.dropped++;
      this.#outcomes.failed(ticket, reason, 'aborted');
    }
    for (const slot of [...this.#crew.slots]) {
      const { ticket } = slot;
      if (ticket === null) continue;
      if (this.#outcomes.failed(ticket, reason, 'aborted')) drain.aborted++;
      ticket.abort(reason);
      this.#crew.kill(slot);
    }
    this.#letGoWhenEmpty();
  }

  #finish(drain: Drain, abandoned: number): void {
    if (drain.over) return;
    this.#limits?.stop();
    if (this.#state !== 'failed') this.#state = 'closed';
    drain.finish(abandoned, this.#outcomes.settledByWorkers);
    this.#results.end();
  }
}
