import type { Clock } from '@pixel-relay/clock';
import type { Faults } from './faults.ts';

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/**
 * The wire between one process and the cluster. It can stand still (requests not yet sent, and answers, wait) and it can
 * be cut for ever: then nothing that was asked is answered, as if the process had been killed. A request that was on its
 * way when it was cut arrives or not, by lot.
 */
export class Connection {
  readonly clock: Clock;
  readonly #faults: Faults;
  readonly #latencyMaxMs: number;
  readonly #onCrash = new Set<() => void>();
  #thawed: PromiseWithResolvers<void> | null = null;
  #crashed = false;

  constructor(clock: Clock, faults: Faults, latencyMaxMs: number) {
    this.clock = clock;
    this.#faults = faults;
    this.#latencyMaxMs = latencyMaxMs;
  }

  get crashed(): boolean {
    return this.#crashed;
  }

  /** Carries a request to the broker, and its answer back. `serve` runs at the broker; what it throws is the answer. */
  async request<T>(serve: () => T | Promise<T>): Promise<T> {
    await this.outward();
    let answer: T;
    try {
      answer = await serve();
    } catch (refusal) {
      await this.homeward();
      throw refusal;
    }
    await this.homeward();
    return answer;
  }

  /** The way to the broker; never ends when cut. */
  async outward(): Promise<void> {
    await this.#moving();
    if (this.#latencyMaxMs === 0) return;
    await this.clock.sleep(this.clock.random() * this.#latencyMaxMs);
    if (this.#crashed && this.clock.random() < 0.5) await never();
  }

  /** The way back: at least one turn of the event loop. */
  async homeward(): Promise<void> {
    if (this.#latencyMaxMs === 0) await this.clock.nextTurn();
    else await this.clock.sleep(this.clock.random() * this.#latencyMaxMs);
    await this.#moving();
  }

  freeze(): void {
    if (this.#thawed || this.#crashed) return;
    this.#thawed = Promise.withResolvers();
    this.#faults.count('connection_frozen');
  }

  thaw(): void {
    this.#thawed?.resolve();
    this.#thawed = null;
  }

  crash(): void {
    if (this.#crashed) return;
    this.#crashed = true;
    this.#faults.count('connection_crashed');
    this.thaw();
    for (const run of this.#onCrash) run();
  }

  /** Calls `run` when the wire is cut, to end timers that nobody will need. */
  whenCrashed(run: () => void): () => void {
    this.#onCrash.add(run);
    return () => void this.#onCrash.delete(run);
  }

  async #moving(): Promise<void> {
    while (this.#thawed) await this.#thawed.promise;
    if (this.#crashed) await never();
  }
}
