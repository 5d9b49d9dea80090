/** A distribution as people read it. Percentiles are at most 12 % above the true value. */
export interface DistributionSummary {
  /** since the start */
  readonly count: number;
  /** over the last 30 to 60 seconds, like p99Ms and maxMs; 0 when nothing was recorded */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const windowMs = 30_000;
/** 8 buckets a doubling of microseconds, up to 2**32 us (71 minutes). */
const bucketCount = 32 * 8;

interface Window {
  readonly buckets: Float64Array;
  count: number;
  maxMs: number;
}

/**
 * Durations in logarithmic buckets: constant memory and a few nanoseconds a record, whatever the load. Two windows take
 * turns, so that the percentiles tell of now and not of the whole life.
 */
export class Distribution {
  #count = 0;
  #current = emptyWindow();
  #previous = emptyWindow();
  #turnAtMs: number;

  constructor(nowMs: number) {
    this.#turnAtMs = nowMs + windowMs;
  }

  record(durationMs: number, nowMs: number): void {
    if (nowMs >= this.#turnAtMs) this.#turn(nowMs);
    const window = this.#current;
    window.buckets[bucketOf(durationMs)]!++;
    window.count++;
    if (durationMs > window.maxMs) window.maxMs = durationMs;
    this.#count++;
  }

  summary(nowMs: number): DistributionSummary {
    if (nowMs >= this.#turnAtMs) this.#turn(nowMs);
    const maxMs = Math.max(this.#current.maxMs, this.#previous.maxMs);
    return {
      count: this.#count,
      p50Ms: Math.min(this.#percentile(0.5), maxMs),
      p99Ms: Math.min(this.#percentile(0.99), maxMs),
      maxMs,
    };
  }

  #percentile(share: number): number {
    let left = Math.ceil((this.#current.count + this.#previous.count) * share);
    if (left === 0) return 0;
    for (let bucket = 0; bucket < bucketCount; bucket++) {
      left -= this.#current.buckets[bucket]! + this.#previous.buckets[bucket]!;
      if (left <= 0) return upperMs(bucket);
    }
    return Infinity;
  }

  #turn(nowMs: number): void {
    const oldest = this.#previous;
    this.#previous = nowMs - this.#turnAtMs < windowMs ? this.#current : clear(this.#current);
    this.#current = clear(oldest);
    this.#turnAtMs = nowMs + windowMs;
  }
}

function emptyWindow(): Window {
  return { buckets: new Float64Array(bucketCount), count: 0, maxMs: 0 };
}

function clear(window: Window): Window {
  window.buckets.fill(0);
  window.count = 0;
  window.maxMs = 0;
  return window;
}

function bucketOf(durationMs: number): number {
  const us = Math.min(Math.max(durationMs * 1000, 0), 0xffffffff) >>> 0;
  if (us < 8) return us;
  const exponent = 31 - Math.clz32(us);
  return (exponent - 2) * 8 + ((us >>> (exponent - 3)) & 7);
}

/** the first value past the bucket, in ms */
function upperMs(bucket: number): number {
  if (bucket < 8) return (bucket + 1) / 1000;
  const exponent = (bucket >> 3) + 2;
  return (2 ** exponent + ((bucket & 7) + 1) * 2 ** (exponent - 3)) / 1000;
}
