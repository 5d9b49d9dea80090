import type { Clock, Timer } from '@pixel-relay/clock';
import { TicketList } from './ticket-list.ts';
import type { Ticket } from './ticket.ts';

/**
 * Watches how long jobs run. All have the same limit, so they run out in the order they started in: a list and one timer,
 * set for the oldest, serve any number of jobs. The timer is left alone when that job ends, and re-set when it fires.
 */
export class TimeLimits<Job, Result> {
  readonly #running = new TicketList<Job, Result>();
  readonly #limitMs: number;
  readonly #clock: Clock;
  readonly #ranOut: (ticket: Ticket<Job, Result>) => void;
  #timer: Timer | null = null;

  constructor(limitMs: number, clock: Clock, ranOut: (ticket: Ticket<Job, Result>) => void) {
    this.#limitMs = limitMs;
    this.#clock = clock;
    this.#ranOut = ranOut;
  }

  started(ticket: Ticket<Job, Result>): void {
    this.#running.push(ticket);
    ticket.watched = true;
    this.#timer ??= this.#clock.setTimer(this.#limitMs, this.#sweep);
  }

  ended(ticket: Ticket<Job, Result>): void {
    if (!ticket.watched) return;
    ticket.watched = false;
    this.#running.remove(ticket);
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }

  readonly #sweep = (): void => {
    this.#timer = null;
    const nowMs = this.#clock.monotonic();
    for (let ticket = this.#running.first; ticket !== null; ticket = this.#running.first) {
      const leftMs = ticket.startedAtMs + this.#limitMs - nowMs;
      if (leftMs > 0) {
        this.#timer = this.#clock.setTimer(leftMs, this.#sweep);
        return;
      }
      this.ended(ticket);
      this.#ranOut(ticket);
    }
  };
}
