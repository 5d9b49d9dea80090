/** Time, timers and randomness, as everything in libs and apps sees them: a real run and a seeded simulation differ only here. */
export interface Clock {
  /** Milliseconds since 1970; may jump when the machine's clock is set. For stamps, never for intervals. */
  now(): number;
  /** Milliseconds since some fixed moment; never goes back. For intervals and deadlines. */
  monotonic(): number;
  /** Calls `run` once, after at least `delayMs`. */
  setTimer(delayMs: number, run: () => void): Timer;
  /** Resolves after at least `delayMs`; rejects with the signal's reason when aborted before. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
  /** Resolves in a later macrotask, so that work already queued by the event loop runs first. */
  nextTurn(): Promise<void>;
  /** Uniform in [0, 1). */
  random(): number;
  /** `length` random bytes; unpredictable on a real clock, seeded in a simulation. */
  randomBytes(length: number): Buffer;
}

export interface Timer {
  cancel(): void;
}
