/**
 * Rule 5: the account as a commit's metadata. Binary, base64, at most METADATA_BYTES_MAX characters; version and CRC in
 * front, and the offset that it is true as of. Unreadable is an error, never "missing": missing mints a new epoch, and
 * that sends everything again.
 */
import { crc32 } from 'node:zlib';
import { VarintReader, varintLength, writeVarint } from '@pixel-relay/contracts';
import { Account, type Counters, type PairCounters, type SourceAccount } from './account.ts';
import { OffsetRanges } from './offset-ranges.ts';

/** The broker's default offset.metadata.max.bytes. */
export const METADATA_BYTES_MAX = 4096;
/** Written where no deliveries are counted, so that a build that knows no other version reads it. */
const VERSION = 1;
/** May count deliveries. */
const VERSION_WITH_PAIRS = 2;
const COUNTERS = ['forwarded', 'denied', 'filtered', 'dead', 'expired'] as const satisfies (keyof Counters)[];
const PAIRS = ['accepted', 'withdrawn', 'parked', 'dead'] as const satisfies (keyof PairCounters)[];
/** What follows a source's ranges. */
const FORM = { retired: 0, counters: 1, countersAndPairs: 2 } as const;

/** A commit's metadata is damaged, or of a newer version. The stage stops. */
export class AccountUnreadableError extends Error {
  constructor(what: string) {
    super(
      `the group's committed account cannot be read (${what}): deploy the version that wrote it, or reset the partition's ` +
        `offset with Kafka's tools to start a new epoch`,
    );
    this.name = 'AccountUnreadableError';
  }
}

/** The live sources of one input partition do not fit into a commit. */
export class AccountTooLargeError extends Error {
  constructor(sources: number) {
    super(
      `${sources} source partitions feed one input partition; their account exceeds ${METADATA_BYTES_MAX} bytes: give the ` +
        `topic more partitions`,
    );
    this.name = 'AccountTooLargeError';
  }
}

/** Retires epochs that are not live, oldest first, until it fits. */
export function encodeAccount(account: Account, asOf: number): string {
  for (;;) {
    const text = encode(account, asOf).toString('base64');
    if (text.length <= METADATA_BYTES_MAX) return text;
    if (!account.retireOldest()) throw new AccountTooLargeError(account.sources.length);
  }
}

function encode(account: Account, asOf: number): Buffer {
  const numbers: number[] = [asOf, account.outputPartitions, account.sources.length];
  const clusterId = Buffer.from(account.clusterId);
  const body: Buffer[] = [bytesOf(account.ownEpoch), varints([clusterId.length]), clusterId, varints(numbers)];
  for (const source of account.sources) body.push(bytesOf(source.epoch), varints(fieldsOf(source)));
  const payload = Buffer.concat(body);
  const head = Buffer.alloc(5);
  head[0] = account.sources.some(({ pairs }) => pairs !== null) ? VERSION_WITH_PAIRS : VERSION;
  head.writeUInt32LE(crc32(payload), 1);
  return Buffer.concat([head, payload]);
}

function fieldsOf({ partition, ranges, counters, pairs }: SourceAccount): number[] {
  const form = counters === null ? FORM.retired : pairs === null ? FORM.counters : FORM.countersAndPairs;
  const fields: number[] = [partition, form, ranges.ranges.length];
  let place = 0;
  for (const [start, end] of ranges.ranges) {
    fields.push(start - place, end - start);
    place = end;
  }
  if (counters !== null) fields.push(...COUNTERS.map(name => counters[name]));
  if (counters !== null && pairs !== null) fields.push(...PAIRS.map(name => pairs[name]));
  return fields;
}

/** @throws AccountUnreadableError */
export function decodeAccount(text: string): { account: Account; asOf: number } {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < 6 || bytes.toString('base64') !== text)
    throw new AccountUnreadableError('it is not base64 of an account');
  if (bytes[0] !== VERSION && bytes[0] !== VERSION_WITH_PAIRS)
    throw new AccountUnreadableError(`version ${bytes[0]}; this build reads ${VERSION} and ${VERSION_WITH_PAIRS}`);
  const payload = bytes.subarray(5);
  if (crc32(payload) !== bytes.readUInt32LE(1)) throw new AccountUnreadableError('its checksum is wrong');
  try {
    return decode(payload);
  } catch (error) {
    if (error instanceof RangeError) throw new AccountUnreadableError(error.message);
    throw error;
  }
}

function decode(payload: Buffer): { account: Account; asOf: number } {
  const reader = new VarintReader(payload);
  const epoch = (): bigint => {
    reader.at += 8;
    return payload.readBigUInt64LE(reader.at - 8);
  };
  const ownEpoch = epoch();
  const clusterEnd = reader.delimitedEnd();
  const clusterId = payload.toString('utf8', reader.at, clusterEnd);
  reader.at = clusterEnd;
  const asOf = reader.next();
  const outputPartitions = reader.next();
  const sources: SourceAccount[] = [];
  for (let left = reader.next(); left > 0; left--) {
    const sourceEpoch = epoch();
    const partition = reader.next();
    const form = reader.next();
    if (form > FORM.countersAndPairs) throw new AccountUnreadableError(`a source of the unknown form ${form}`);
    const ranges: [number, number][] = [];
    let place = 0;
    for (let n = reader.next(); n > 0; n--) {
      const start = place + reader.next();
      place = start + reader.next();
      ranges.push([start, place]);
    }
    const read = <Name extends string>(names: readonly Name[]): Record<Name, number> =>
      Object.fromEntries(names.map(name => [name, reader.next()])) as Record<Name, number>;
    const counters = form === FORM.retired ? null : read(COUNTERS);
    const pairs = form === FORM.countersAndPairs ? read(PAIRS) : null;
    sources.push({ epoch: sourceEpoch, partition, ranges: new OffsetRanges(ranges), counters, pairs });
  }
  return { account: new Account({ ownEpoch, outputPartitions, clusterId }, sources), asOf };
}

function bytesOf(epoch: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(epoch);
  return bytes;
}

function varints(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.reduce((sum, n) => sum + varintLength(n), 0));
  numbers.reduce((at, n) => writeVarint(bytes, at, n), 0);
  return bytes;
}
