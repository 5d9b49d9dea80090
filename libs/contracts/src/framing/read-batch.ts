import type { EncodedEvents } from '../encoded-events.ts';
import type { SourceRange } from '../source.ts';
import { type DroppedRun, readDropped } from './dropped.ts';
import { VarintReader } from './varint.ts';
import { READER_VERSION } from './write-batch.ts';

/** An EventBatch without a decoded event: where each one lies in the record's value. */
export interface BatchView extends EncodedEvents {
  readonly contract: number;
  readonly source: SourceRange;
  readonly dropped: readonly DroppedRun[];
}

/** The record's value cannot be read as an EventBatch. It is dead-lettered whole; its neighbours pass. */
export class NotABatchError extends Error {
  constructor(what: string) {
    super(`not an event batch: ${what}`);
    this.name = 'NotABatchError';
  }
}

/** The batch needs a newer reader. The partition is held: passing by would lose events, guessing would ignore rules. */
export class NewerContractError extends Error {
  constructor(minReader: number) {
    super(
      `a batch needs a reader of contract ${minReader}; this stage reads ${READER_VERSION}: deploy stages from the producer back to the parser`,
    );
    this.name = 'NewerContractError';
  }
}

/** @throws NotABatchError, NewerContractError */
export function readBatch(value: Buffer): BatchView {
  let view: Parts;
  try {
    view = scan(value);
  } catch (error) {
    if (error instanceof RangeError) throw new NotABatchError(error.message);
    throw error;
  }
  if (view.contract < 1) throw new NotABatchError('it names no contract version');
  if (view.minReader > READER_VERSION) throw new NewerContractError(view.minReader);
  const { source } = view;
  if (source === null) throw new NotABatchError('it names no source range');
  const size = source.nextOffset - source.firstOffset;
  if (source.topic === '' || size < 0) throw new NotABatchError('its source range is not one');
  let dropped: DroppedRun[];
  try {
    dropped = readDropped(view.dropped, source.firstOffset, source.nextOffset);
  } catch (error) {
    if (error instanceof RangeError) throw new NotABatchError(error.message);
    throw error;
  }
  const ended = dropped.reduce((sum, run) => sum + run.run, 0);
  if (view.count + ended > size) throw new NotABatchError('it holds more events than its range has offsets');
  return {
    contract: view.contract,
    source,
    dropped,
    count: view.count,
    bytes: value,
    starts: Uint32Array.from(view.starts),
    ends: Uint32Array.from(view.ends),
  };
}

interface Parts {
  contract: number;
  minReader: number;
  source: SourceRange | null;
  count: number;
  starts: number[];
  ends: number[];
  dropped: Buffer;
}

function scan(value: Buffer): Parts {
  const parts: Parts = {
    contract: 0,
    minReader: 0,
    source: null,
    count: 0,
    starts: [],
    ends: [],
    dropped: value.subarray(0, 0),
  };
  const reader = new VarintReader(value);
  while (reader.at < reader.end) {
    const tag = reader.next();
    switch (tag) {
      case 0x08:
        parts.contract = reader.next();
        break;
      case 0x10:
        parts.minReader = reader.next();
        break;
      case 0x1a: {
        // Decoders merge repeated sightings of a message; a batch has one source, so a second one is no batch of ours.
        if (parts.source !== null) throw new RangeError('two source ranges');
        const end = reader.delimitedEnd();
        parts.source = readSource(value, reader.at, end);
        reader.at = end;
        break;
      }
      case 0x22: {
        const end = reader.delimitedEnd();
        parts.starts.push(reader.at);
        parts.ends.push(end);
        parts.count++;
        reader.at = end;
        break;
      }
      case 0x2a: {
        const end = reader.delimitedEnd();
        parts.dropped = value.subarray(reader.at, end);
        reader.at = end;
        break;
      }
      default:
        if (tag >>> 3 === 0) throw new RangeError('field number 0');
        reader.skip(tag % 8);
    }
  }
  return parts;
}

function readSource(value: Buffer, start: number, end: number): SourceRange {
  const reader = new VarintReader(value, start, end);
  const source = { topic: '', epoch: 0n, partition: 0, firstOffset: 0, nextOffset: 0, oldestReceivedMs: 0 };
  while (reader.at < end) {
    const tag = reader.next();
    switch (tag) {
      case 0x0a: {
        const stop = reader.delimitedEnd();
        source.topic = value.toString('utf8', reader.at, stop);
        reader.at = stop;
        break;
      }
      case 0x11:
        if (reader.at + 8 > end) throw new RangeError('field past the end');
        source.epoch = value.readBigUInt64LE(reader.at);
        reader.at += 8;
        break;
      case 0x18:
        source.partition = reader.next();
        break;
      case 0x20:
        source.firstOffset = reader.next();
        break;
      case 0x28:
        source.nextOffset = reader.next();
        break;
      case 0x30:
        source.oldestReceivedMs = reader.next();
        break;
      default:
        reader.skip(tag % 8);
    }
  }
  return source;
}
