import type { Ticket } from './ticket.ts';

/**
 * Tickets in order, linked through themselves: adding, taking the first and removing from the middle (an aborted job)
 * all cost the same few assignments, and a removed one leaves no hole that could pile up behind a stuck worker.
 */
export class TicketList<Job, Result> {
  #first: Ticket<Job, Result> | null = null;
  #last: Ticket<Job, Result> | null = null;
  #length = 0;
  #bytes = 0;

  get length(): number {
    return this.#length;
  }

  /** sum of the tickets' bytes */
  get bytes(): number {
    return this.#bytes;
  }

  get first(): Ticket<Job, Result> | null {
    return this.#first;
  }

  push(ticket: Ticket<Job, Result>): void {
    ticket.previous = this.#last;
    if (this.#last === null) this.#first = ticket;
    else this.#last.next = ticket;
    this.#last = ticket;
    this.#length++;
    this.#bytes += ticket.bytes;
  }

  shift(): Ticket<Job, Result> | null {
    const ticket = this.#first;
    if (ticket !== null) this.remove(ticket);
    return ticket;
  }

  /** The ticket must be in this list. Its links are cleared, so that an old ticket keeps no younger one in memory. */
  remove(ticket: Ticket<Job, Result>): void {
    const { previous, next } = ticket;
    if (previous === null) this.#first = next;
    else previous.next = next;
    if (next === null) this.#last = previous;
    else next.previous = previous;
    ticket.previous = null;
    ticket.next = null;
    this.#length--;
    this.#bytes -= ticket.bytes;
  }
}
