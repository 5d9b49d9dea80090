import type { Subscription } from '@pixel-relay/contracts';
import { type Clock, systemClock } from '@pixel-relay/clock';
import type { Compression, Log } from '@pixel-relay/kafka';
import { type SizeKb, sizesKb } from './event-mix.ts';
import type { LoadProgress } from './load-report.ts';
import { SHOPS_MAX } from './shops.ts';

export interface LoadOptions {
  readonly log: Log;
  /** raw topic, by the name that the log knows; it exists */
  readonly topic: string;
  /** partitions of the topic that are written to: 0 to this */
  readonly partitions: number;
  /** what the shops share, as the service knows it: decides the expected outcomes */
  readonly subscriptions: readonly Subscription[];
  /** events a second; 0: as many as go */
  readonly rate: number;
  /** how many events in all; without it `seconds` decides */
  readonly events?: number | undefined;
  /** with a rate: rate x seconds events are made; without one: stops after that time */
  readonly seconds?: number | undefined;
  readonly seed?: number | string | undefined;
  /** shares are 0 to 1 */
  readonly malformedShare?: number | undefined;
  readonly deniedShare?: number | undefined;
  readonly tombstoneShare?: number | undefined;
  readonly nullKeyShare?: number | undefined;
  /** true: every kind of bad input of nastyRecords comes first, beyond the shares and the number of events */
  readonly nasty?: boolean | undefined;
  readonly sizeKb?: SizeKb | undefined;
  readonly compression?: Compression | undefined;
  /** file for the expectations; none without it */
  readonly expectFile?: string | undefined;
  readonly shops?: number | undefined;
  readonly customersMax?: number | undefined;
  /** how long a record may wait for company before its batch is sent */
  readonly lingerMs?: number | undefined;
  readonly batchEventsMax?: number | undefined;
  /** of values, before compression */
  readonly batchBytesMax?: number | undefined;
  /** made and not yet acknowledged; at this many, nothing is made */
  readonly pendingEventsMax?: number | undefined;
  readonly sendTimeoutMs?: number | undefined;
  /** sends in a row that fail before the load gives up */
  readonly failedSendsMax?: number | undefined;
  /** called about four times a second, and at the end */
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  /** aborted: nothing new is made, what is being sent is awaited, and the report says so */
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
}

type Settled = 'log' | 'topic' | 'partitions' | 'subscriptions' | 'rate';
type Optional = 'events' | 'seconds' | 'expectFile' | 'onProgress' | 'signal';
export type ResolvedLoadOptions = Pick<LoadOptions, Settled | Optional> & {
  readonly [Name in Exclude<keyof LoadOptions, Settled | Optional>]-?: NonNullable<LoadOptions[Name]>;
};

/** A load option that cannot be; the message says which values can. */
export class LoadOptionError extends Error {}

/** Fills in the defaults and checks every bound. */
export function resolveLoadOptions(options: LoadOptions): ResolvedLoadOptions {
  const resolved: ResolvedLoadOptions = {
    ...options,
    seed: options.seed ?? 1,
    malformedShare: options.malformedShare ?? 0.02,
    deniedShare: options.deniedShare ?? 0.1,
    tombstoneShare: options.tombstoneShare ?? 0.001,
    nullKeyShare: options.nullKeyShare ?? 0,
    nasty: options.nasty ?? false,
    sizeKb: options.sizeKb ?? 1.8,
    compression: options.compression ?? 'zstd',
    shops: options.shops ?? SHOPS_MAX,
    customersMax: options.customersMax ?? 12_000,
    lingerMs: options.lingerMs ?? 20,
    batchEventsMax: options.batchEventsMax ?? 500,
    batchBytesMax: options.batchBytesMax ?? 512 * 1024,
    pendingEventsMax: options.pendingEventsMax ?? 20_000,
    sendTimeoutMs: options.sendTimeoutMs ?? 30_000,
    failedSendsMax: options.failedSendsMax ?? 60,
    clock: options.clock ?? systemClock,
  };
  if (resolved.events === undefined && resolved.seconds === undefined) {
    throw new LoadOptionError('say how much: events, or seconds');
  }
  if (!sizesKb.includes(resolved.sizeKb)) throw new LoadOptionError(`size is one of ${sizesKb.join(', ')} (KB)`);
  for (const [name, min, max, whole] of bounds) {
    const value = resolved[name];
    if (value === undefined) continue;
    if (!(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
      throw new LoadOptionError(
        `${name} is ${whole ? 'a whole number' : 'a number'} from ${min} to ${max}, not ${value}`,
      );
    }
  }
  return resolved;
}

const bounds = [
  ['partitions', 1, 10_000, true],
  ['rate', 0, 1_000_000, false],
  ['events', 0, 10_000_000_000, true],
  ['seconds', 0, 1_000_000, false],
  ['malformedShare', 0, 1, false],
  ['deniedShare', 0, 1, false],
  ['tombstoneShare', 0, 1, false],
  ['nullKeyShare', 0, 1, false],
  ['shops', 1, SHOPS_MAX, true],
  ['customersMax', 1, 1_000_000, true],
  ['lingerMs', 0, 10_000, false],
  ['batchEventsMax', 1, 10_000, true],
  ['batchBytesMax', 1_024, 64 * 1024 * 1024, true],
  ['pendingEventsMax', 1, 1_000_000, true],
  ['sendTimeoutMs', 1, 600_000, false],
  ['failedSendsMax', 1, 10_000, true],
] as const;
