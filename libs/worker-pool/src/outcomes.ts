import { Distribution } from './distribution.ts';
import type { PoolStatus } from './pool-status.ts';
import type { Done, ResultsChannel } from './results-channel.ts';
import type { Ticket } from './ticket.ts';

type Counts = Pick<PoolStatus, 'completed' | 'failed' | 'timedOut' | 'crashed' | 'aborted'>;

/** Settles each ticket once, counts how, and puts it out to whoever reads the results. */
export class Outcomes<Job, Result> {
  readonly #counts = { completed: 0, failed: 0, timedOut: 0, crashed: 0, aborted: 0 };
  readonly #results: ResultsChannel<Done<Job, Result>>;
  readonly #wait: Distribution;
  readonly #run: Distribution;

  constructor(results: ResultsChannel<Done<Job, Result>>, nowMs: number) {
    this.#results = results;
    this.#wait = new Distribution(nowMs);
    this.#run = new Distribution(nowMs);
  }

  get settledByWorkers(): number {
    const { completed, failed, timedOut, crashed } = this.#counts;
    return completed + failed + timedOut + crashed;
  }

  waited(ticket: Ticket<Job, Result>, nowMs: number): void {
    this.#wait.record(nowMs - ticket.queuedAtMs, nowMs);
  }

  ran(ticket: Ticket<Job, Result>, nowMs: number): void {
    this.#run.record(nowMs - ticket.startedAtMs, nowMs);
  }

  succeeded(ticket: Ticket<Job, Result>, result: Result): void {
    if (ticket.settled) return;
    this.#counts.completed++;
    ticket.resolve(result);
    if (this.#results.open) this.#results.put({ job: ticket.job, ok: true, result });
  }

  /** false: it was settled already. */
  failed(ticket: Ticket<Job, Result>, error: unknown, as: Exclude<keyof Counts, 'completed'>): boolean {
    if (ticket.settled) return false;
    this.#counts[as]++;
    ticket.reject(error);
    if (this.#results.open) this.#results.put({ job: ticket.job, ok: false, error });
    return true;
  }

  summary(nowMs: number): Counts & Pick<PoolStatus, 'wait' | 'run'> {
    return { ...this.#counts, wait: this.#wait.summary(nowMs), run: this.#run.summary(nowMs) };
  }
}
