import type { LogRecord, RecordHeaders, ValuePlace } from '../log.ts';

/**
 * A record as it lies in its batch. Key and value are made when they are asked for: raw events come by the thousand, wait for
 * their turn, and nobody looks at most of their keys. An end before its start: there is none.
 */
export class FetchedRecord implements LogRecord, ValuePlace {
  readonly offset: number;
  readonly timestampMs: number;
  readonly headers: RecordHeaders;
  readonly memory: Buffer;
  readonly valueStart: number;
  readonly valueEnd: number;
  private readonly keyStart: number;
  private readonly keyEnd: number;

  constructor(
    offset: number,
    timestampMs: number,
    memory: Buffer,
    keyStart: number,
    keyEnd: number,
    valueStart: number,
    valueEnd: number,
    headers: RecordHeaders,
  ) {
    this.offset = offset;
    this.timestampMs = timestampMs;
    this.headers = headers;
    this.memory = memory;
    this.valueStart = valueStart;
    this.valueEnd = valueEnd;
    this.keyStart = keyStart;
    this.keyEnd = keyEnd;
  }

  get key(): Buffer | null {
    return this.keyEnd < this.keyStart ? null : this.memory.subarray(this.keyStart, this.keyEnd);
  }

  get value(): Buffer | null {
    return this.valueEnd < this.valueStart ? null : this.memory.subarray(this.valueStart, this.valueEnd);
  }

  get place(): ValuePlace {
    return this;
  }
}
