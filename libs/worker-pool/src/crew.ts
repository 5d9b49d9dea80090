import { WorkerStartError } from './pool-errors.ts';
import type { ResolvedPoolOptions } from './pool-options.ts';
import { Slot, type SlotOwner } from './slot.ts';
import type { Ticket } from './ticket.ts';
import { isKillable, type WorkerKind } from './worker.ts';

/** What the crew tells the pool. */
export interface CrewOwner<Job, Result> {
  /** The job's function has ended, with its result or the error it threw. */
  jobEnded(slot: Slot<Job, Result>, ok: boolean, value: unknown): void;
  workerDied(ticket: Ticket<Job, Result>, cause: Error): void;
  workerIdle(): void;
  /** Workers do not start; there will be no further attempt. */
  gaveUp(error: WorkerStartError): void;
}

/**
 * The workers of a pool: as many as wanted, started, replaced when they die, let go when there are too many. A surplus
 * worker leaves when its job has ended, before any other job starts, so no more run than wanted at the moment a job starts.
 */
export class Crew<Job, Result> {
  readonly #options: ResolvedPoolOptions<Job, Result>;
  readonly #owner: CrewOwner<Job, Result>;
  readonly #slotOwner: SlotOwner<Job, Result>;
  readonly #slots = new Set<Slot<Job, Result>>();
  readonly #idle: Slot<Job, Result>[] = [];
  /** let go, not yet ended */
  readonly #leaving = new Set<Slot<Job, Result>>();
  readonly #ready = Promise.withResolvers<void>();
  #isReady = false;
  #resizing: PromiseWithResolvers<void> | null = null;
  #gone: PromiseWithResolvers<void> | null = null;
  #wanted: number;
  #busy = 0;
  #starting = 0;
  kind: WorkerKind;
  died = 0;
  lastError: string | null = null;

  constructor(options: ResolvedPoolOptions<Job, Result>, owner: CrewOwner<Job, Result>) {
    this.#options = options;
    this.#owner = owner;
    this.#slotOwner = {
      started: slot => this.#started(slot),
      startFailed: (slot, error) => this.#startFailed(slot, error),
      jobSucceeded: (slot, result) => owner.jobEnded(slot, true, result),
      jobFailed: (slot, error) => owner.jobEnded(slot, false, error),
      noted: error => this.#note(error),
    };
    this.#wanted = options.workers;
    this.kind = options.newWorker.kind ?? 'async';
    this.#ready.promise.catch(() => {});
  }

  get wanted(): number {
    return this.#wanted;
  }
  get busy(): number {
    return this.#busy;
  }
  get idle(): number {
    return this.#idle.length;
  }
  get starting(): number {
    return this.#starting;
  }
  get ready(): Promise<void> {
    return this.#ready.promise;
  }
  get slots(): Iterable<Slot<Job, Result>> {
    return this.#slots;
  }

  slotOf(ticket: Ticket<Job, Result>): Slot<Job, Result> | null {
    for (const slot of this.#slots) if (slot.ticket === ticket) return slot;
    return null;
  }

  /** Starts the workers; apart from the constructor, since the owner may be called back at once. */
  start(): void {
    this.#fill();
    this.#check();
  }

  /** An idle worker, now busy with the ticket; there must be one. The last one freed is taken: its caches are warm. */
  assign(ticket: Ticket<Job, Result>): Slot<Job, Result> {
    const slot = this.#idle.pop()!;
    slot.state = 'busy';
    slot.ticket = ticket;
    this.#busy++;
    return slot;
  }

  /** The function of the slot's job has ended. */
  free(slot: Slot<Job, Result>): void {
    if (slot.killing) return; // ends when the kill has
    slot.ticket = null;
    slot.jobs++;
    this.#busy--;
    const worker = slot.worker!;
    if (this.#slots.size > this.#wanted) this.#letGo(slot);
    else if (isKillable(worker) && worker.spent) {
      this.#letGo(slot);
      this.#fill();
    } else {
      slot.state = 'idle';
      this.#idle.push(slot);
    }
  }

  /** Ends the slot's worker whatever it does, and replaces it once it has ended. false: an async worker can't be ended. */
  kill(slot: Slot<Job, Result>): boolean {
    const { worker } = slot;
    if (worker === null || !isKillable(worker) || slot.killing) return false;
    slot.killing = true;
    void slot.kill().then(() => {
      this.#remove(slot);
      this.#fill();
      this.#check();
    });
    return true;
  }

  /** Resolves when there are as many workers as last wanted, started, and all surplus ones have left. */
  resize(workers: number): Promise<void> {
    this.#wanted = workers;
    this.#resizing ??= Promise.withResolvers();
    const { promise } = this.#resizing;
    this.#fill();
    this.#shrink();
    this.#check();
    return promise;
  }

  /** Lets all go: idle ones now, busy ones when their job has ended. Resolves when all have ended. */
  dismiss(): Promise<void> {
    this.#gone ??= Promise.withResolvers();
    this.#wanted = 0;
    this.#shrink();
    this.#check();
    return this.#gone.promise;
  }

  /** Stops waiting for those that do not end; returns how many. Their results are ignored. */
  abandon(): number {
    for (const slot of this.#leaving) slot.stopWaiting();
    const left = this.#leaving.size + this.#slots.size;
    this.#leaving.clear();
    this.#resizing?.resolve();
    this.#check();
    return left;
  }

  #fill(): void {
    while (this.#slots.size < this.#wanted) this.#startOne(0);
  }

  #startOne(failedStarts: number): void {
    const slot = new Slot<Job, Result>(failedStarts, this.#slotOwner);
    this.#slots.add(slot);
    this.#starting++;
    slot.start(this.#options);
  }

  #started(slot: Slot<Job, Result>): void {
    if (slot.state !== 'starting') {
      void this.#close(slot);
      return;
    }
    const worker = slot.worker!;
    this.#starting--;
    slot.state = 'idle';
    this.#idle.push(slot);
    if (isKillable(worker)) {
      this.kind = 'thread';
      worker.onDeath(cause => this.#onDeath(slot, cause));
    }
    this.#check();
    this.#owner.workerIdle();
  }

  #startFailed(slot: Slot<Job, Result>, error: unknown): void {
    this.#leaving.delete(slot);
    if (slot.state === 'starting') {
      this.#note(error);
      this.#remove(slot);
      this.#startAgain(slot.failedStarts + 1, error);
    }
    this.#check();
  }

  /** After a start that failed, or a worker that died before it had done anything. */
  #startAgain(failedStarts: number, error: unknown): void {
    const working = this.#slots.size - this.#starting > 0;
    if (failedStarts >= this.#options.startAttemptsMax && !(this.#isReady && working)) {
      const gaveUp = new WorkerStartError(failedStarts, error);
      this.#ready.reject(gaveUp);
      this.#owner.gaveUp(gaveUp);
    } else if (this.#slots.size < this.#wanted) {
      this.#startOne(failedStarts);
    }
  }

  #onDeath(slot: Slot<Job, Result>, cause: Error): void {
    if (slot.state === 'ending' || slot.killing) return;
    this.died++;
    this.#note(cause);
    const { ticket } = slot;
    this.#remove(slot);
    if (ticket !== null) this.#owner.workerDied(ticket, cause);
    if (ticket === null && slot.jobs === 0) this.#startAgain(slot.failedStarts + 1, cause);
    else this.#fill();
    this.#check();
  }

  /** A surplus leaves: first those that have not started, then idle ones; busy ones when they are freed. */
  #shrink(): void {
    for (const slot of this.#slots) {
      if (this.#slots.size <= this.#wanted) return;
      if (slot.state === 'starting') this.#letGo(slot);
    }
    while (this.#slots.size > this.#wanted && this.#idle.length > 0) this.#letGo(this.#idle[0]!);
  }

  #letGo(slot: Slot<Job, Result>): void {
    const { state } = slot;
    if (state !== 'busy') this.#remove(slot);
    this.#slots.delete(slot);
    slot.state = 'ending';
    if (slot.worker !== null) void this.#close(slot);
    else if (slot.cancelStart()) this.#leaving.add(slot);
  }

  #remove(slot: Slot<Job, Result>): void {
    this.#slots.delete(slot);
    if (slot.state === 'starting') this.#starting--;
    else if (slot.state === 'busy') this.#busy--;
    else if (slot.state === 'idle') this.#idle.splice(this.#idle.indexOf(slot), 1);
    slot.state = 'ending';
  }

  async #close(slot: Slot<Job, Result>): Promise<void> {
    this.#leaving.add(slot);
    await slot.close(this.#options.clock);
    this.#leaving.delete(slot);
    this.#check();
  }

  #note(error: unknown): void {
    this.lastError = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  }

  #check(): void {
    if (this.#starting === 0 && !this.#isReady && this.#slots.size === this.#wanted) {
      this.#isReady = true;
      this.#ready.resolve();
    }
    if (this.#leaving.size > 0) return;
    if (this.#starting === 0 && this.#slots.size === this.#wanted) {
      this.#resizing?.resolve();
      this.#resizing = null;
    }
    if (this.#slots.size === 0) this.#gone?.resolve();
  }
}
