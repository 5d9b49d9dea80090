/**
 * Shared memory crosses to a thread once; a later job says which it means by a number. Structured clone makes a new object
 * of shared memory on every arrival, and with those V8 ran a full collection every few dozen jobs of half a megabyte, on both
 * sides.
 */
import { types } from 'node:util';

/** A property of a job that is shared memory: its name, the place that the thread keeps it in, and itself the first time. */
export type SharedPart = readonly [name: string, slot: number, memory?: SharedArrayBuffer];

/** A job as it is posted: without its shared memory, if it has any. */
export interface PackedJob<Job> {
  readonly job: Job;
  readonly parts: readonly SharedPart[] | undefined;
}

/** Pieces that a thread keeps at hand: more than a pool with default bounds has on their way at once. */
const SLOTS = 64;

/** The sender's end, one for each thread: knows what the thread has. Keeps as much alive as the thread does. */
export class SharedSender<Job> {
  /** the place of each piece, the one that was not sent for longest first */
  readonly #slots = new Map<SharedArrayBuffer, number>();

  /** Only properties of the job itself are looked at, and only of a plain object. */
  pack(job: Job): PackedJob<Job> {
    if (!isPlainObject(job)) return { job, parts: undefined };
    let parts: SharedPart[] | undefined;
    const rest: Record<string, unknown> = {};
    for (const name in job) {
      const value = job[name];
      if (types.isSharedArrayBuffer(value)) (parts ??= []).push(this.#partOf(name, value));
      else rest[name] = value;
    }
    return { job: parts === undefined ? job : (rest as Job), parts };
  }

  /** What was packed last was not sent: nothing is taken for known any more. */
  notSent(): void {
    this.#slots.clear();
  }

  #partOf(name: string, memory: SharedArrayBuffer): SharedPart {
    const known = this.#slots.get(memory);
    if (known !== undefined) {
      this.#slots.delete(memory);
      this.#slots.set(memory, known);
      return [name, known];
    }
    const slot = this.#slots.size < SLOTS ? this.#slots.size : this.#takeOldest();
    this.#slots.set(memory, slot);
    return [name, slot, memory];
  }

  #takeOldest(): number {
    const [[memory, slot]] = this.#slots as unknown as [[SharedArrayBuffer, number]];
    this.#slots.delete(memory);
    return slot;
  }
}

/** The thread's end: puts the shared memory back. Everything sent must go through it, in the order of sending. */
export class SharedReceiver<Job> {
  readonly #memory: SharedArrayBuffer[] = [];

  unpack(job: Job, parts: readonly SharedPart[] | undefined): Job {
    if (parts === undefined) return job;
    const whole = job as Record<string, unknown>;
    for (const [name, slot, memory] of parts) {
      if (memory !== undefined) this.#memory[slot] = memory;
      whole[name] = this.#memory[slot];
    }
    return job;
  }
}

function isPlainObject(job: unknown): job is Record<string, unknown> {
  return typeof job === 'object' && job !== null && Object.getPrototypeOf(job) === Object.prototype;
}
