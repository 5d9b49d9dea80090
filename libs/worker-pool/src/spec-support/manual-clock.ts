import { systemClock, type Clock, type Timer } from '@pixel-relay/clock';

interface Pending {
  readonly atMs: number;
  readonly run: () => void;
}

/** Time that moves only when a spec says so; timers fire in order, each followed by whatever it set off. */
export class ManualClock implements Clock {
  #nowMs = 1_000;
  #pending: Pending[] = [];

  now(): number {
    return 1_700_000_000_000 + this.#nowMs;
  }

  monotonic(): number {
    return this.#nowMs;
  }

  /** timers that would keep a process alive */
  get timers(): number {
    return this.#pending.length;
  }

  setTimer(delayMs: number, run: () => void): Timer {
    const pending = { atMs: this.#nowMs + Math.max(delayMs, 0), run };
    this.#pending.push(pending);
    return { cancel: () => (this.#pending = this.#pending.filter(other => other !== pending)) };
  }

  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settle();
    for (;;) {
      const due = this.#pending.filter(pending => pending.atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      this.#pending = this.#pending.filter(other => other !== due);
      this.#nowMs = due.atMs;
      due.run();
      await settle();
    }
    this.#nowMs = endMs;
  }

  sleep(delayMs: number): Promise<void> {
    return new Promise(resolve => this.setTimer(delayMs, resolve));
  }

  nextTurn(): Promise<void> {
    return settle();
  }

  random(): number {
    throw new Error('a pool needs no randomness');
  }

  randomBytes(): Buffer {
    throw new Error('a pool needs no randomness');
  }
}

/** Resolves when everything that is already under way in microtasks has happened. */
export function settle(): Promise<void> {
  return systemClock.nextTurn();
}
