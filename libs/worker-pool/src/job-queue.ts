import { TooManyWaitingError } from './pool-errors.ts';
import type { ResolvedPoolOptions } from './pool-options.ts';
import type { PoolStatus } from './pool-status.ts';
import { TicketList } from './ticket-list.ts';
import type { Admitted, Ticket } from './ticket.ts';

type Bounds = Pick<ResolvedPoolOptions<never, never>, 'queueMax' | 'queueBytesMax' | 'waitingMax'>;

/** Jobs that wait for a worker, bounded by number and bytes; and before them, in order, the submits it has no room for. */
export class JobQueue<Job, Result> {
  readonly queued = new TicketList<Job, Result>();
  readonly waiting = new TicketList<Job, Result>();
  readonly #bounds: Bounds;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  get empty(): boolean {
    return this.queued.length === 0 && this.waiting.length === 0;
  }

  /** `canStart`: a worker would take the first job of the queue at once. An empty queue has room for a job of any size. */
  hasRoom(ticket: Ticket<Job, Result>, canStart: boolean): boolean {
    const { length, bytes } = this.queued;
    if (length === 0) return this.#bounds.queueMax > 0 || canStart;
    return length < this.#bounds.queueMax && bytes + ticket.bytes <= this.#bounds.queueBytesMax;
  }

  /** Room for it, and nobody who came before waits for that room. */
  admitsNow(ticket: Ticket<Job, Result>, canStart: boolean): boolean {
    return this.waiting.length === 0 && this.hasRoom(ticket, canStart);
  }

  wait(ticket: Ticket<Job, Result>): Promise<Admitted<Result>> {
    const { waitingMax } = this.#bounds;
    if (this.waiting.length >= waitingMax) return Promise.reject(new TooManyWaitingError(waitingMax));
    ticket.entry = Promise.withResolvers();
    this.waiting.push(ticket);
    ticket.listen();
    return ticket.entry.promise;
  }

  status(
    nowMs: number,
  ): Pick<PoolStatus, 'queued' | 'queueMax' | 'bytesQueued' | 'queueBytesMax' | 'waiting' | 'oldestQueuedMs'> {
    const { queueMax, queueBytesMax } = this.#bounds;
    const { first, length, bytes } = this.queued;
    return {
      queued: length,
      queueMax,
      bytesQueued: bytes,
      queueBytesMax: queueBytesMax === Infinity ? null : queueBytesMax,
      waiting: this.waiting.length,
      oldestQueuedMs: first === null ? 0 : nowMs - first.queuedAtMs,
    };
  }
}
