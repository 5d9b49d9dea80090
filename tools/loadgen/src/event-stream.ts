import type { Subscription } from '@pixel-relay/contracts';
import type { RecordHeaders } from '@pixel-relay/kafka';
import { inventCatalogue } from './catalogue.ts';
import { denyingProfiles, grantingProfiles } from './consent-profiles.ts';
import { Crowd, type Customer } from './customers.ts';
import { inventBody } from './event-data.ts';
import { customNames, type EventMix, type EventName, mixes, type SizeKb } from './event-mix.ts';
import { writeEvent } from './event-text.ts';
import { type Expected, type ExpectedOutcome, ExpectedOutcomes } from './expected-outcome.ts';
import { AGE_ALIVE_MS, AHEAD_DEAD_MS, type Damage, damages } from './malformed.ts';
import { Prng } from './prng.ts';
import { rawId } from './raw-id.ts';
import { regions } from './regions.ts';
import { Intent, ShareSchedule, SharesError } from './share-schedule.ts';
import { demoShops } from './shops.ts';
import { Slab } from './slab.ts';
import { Weighted, zipfWeights } from './weighted.ts';

export interface EventStreamOptions {
  readonly seed: number | string;
  /** whose shops' subscriptions decide what is expected */
  readonly subscriptions: readonly Subscription[];
  readonly partitions: number;
  readonly sizeKb: SizeKb;
  readonly malformedShare: number;
  readonly deniedShare: number;
  readonly tombstoneShare: number;
  readonly nullKeyShare: number;
  /** 1 to 200 */
  readonly shops: number;
  /** customers present at once: bounds memory (about 2 KB each) */
  readonly customersMax: number;
}

/** One raw record, and what should become of it. */
export interface GeneratedRecord {
  /** null for a share of the records; they go to partitions in turn */
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly partition: number;
  readonly receivedMs: number;
  readonly headers?: RecordHeaders;
  /** the event's id; of a record whose id cannot be read, `rawId` of its bytes */
  readonly id: string;
  readonly outcome: ExpectedOutcome;
  readonly partners: readonly string[];
  /** what decided: the consent profile, the damage, or '' */
  readonly why: string;
}

const TRIES_MAX = 1_000;
const nobody: readonly string[] = [];

/** An endless, repeatable stream of storefront events: the same options and receipt times give the same bytes. */
export class EventStream {
  readonly #prng: Prng;
  readonly #mix: EventMix;
  readonly #options: EventStreamOptions;
  readonly #expected: ExpectedOutcomes;
  readonly #intents: ShareSchedule;
  readonly #granting: Crowd;
  readonly #denying: Crowd;
  readonly #slab = new Slab();
  #nullKeys = 0;

  constructor(options: EventStreamOptions) {
    const prng = new Prng(options.seed);
    this.#prng = prng;
    this.#options = options;
    this.#mix = mixes[options.sizeKb];
    this.#expected = new ExpectedOutcomes(options.subscriptions);
    if (options.deniedShare > 0 && !this.#expected.wanted) {
      throw new SharesError(
        'without an active subscription nothing can be denied: give some, or set the denied share to 0',
      );
    }
    this.#intents = new ShareSchedule(prng, {
      malformed: options.malformedShare,
      denied: options.deniedShare,
      tombstone: options.tombstoneShare,
    });
    const inRegions = new Weighted(regions);
    const shops = demoShops(options.shops);
    const weights = zipfWeights(shops.length, 0.8);
    const source = {
      prng,
      partitions: options.partitions,
      regions: inRegions,
      catalogues: new Weighted(
        shops.map((shop, i) => [inventCatalogue(prng, shop, i, inRegions.pick(prng).currency), weights[i]!] as const),
      ),
    };
    const granting = new Weighted(grantingProfiles.map(profile => [profile, profile.weight] as const));
    const denying = new Weighted(denyingProfiles.map(profile => [profile, profile.weight] as const));
    this.#granting = new Crowd({ ...source, profiles: granting }, options.customersMax);
    this.#denying = new Crowd({ ...source, profiles: denying }, Math.ceil(options.customersMax / 5));
  }

  /** The next event, received at `receivedMs` (ms since 1970). */
  next(receivedMs: number): GeneratedRecord {
    const intent = this.#intents.next();
    if (intent === Intent.MALFORMED) return this.#damagedRecord(receivedMs, damages.pick(this.#prng));
    const crowd = intent === Intent.DENIED ? this.#denying : this.#granting;
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const customer = crowd.next();
      const name = this.#mix.names.pick(this.#prng);
      const expected = this.#expected.of(customer.catalogue.shop.shopId, name, customer.profile);
      // What is drawn decides neither share: an event that would end otherwise than meant is drawn again.
      if ((expected.outcome === 'denied') !== (intent === Intent.DENIED)) continue;
      if (intent === Intent.TOMBSTONE) return this.#tombstone(receivedMs, customer);
      return this.#soundRecord(receivedMs, customer, name, expected);
    }
    throw new SharesError(
      intent === Intent.DENIED
        ? 'the subscriptions leave too little to deny: subscribe larger shops, or set the denied share to 0'
        : 'the subscriptions deny nearly everybody: the share of denied events cannot be held; require fewer purposes',
    );
  }

  #soundRecord(receivedMs: number, customer: Customer, name: EventName, expected: Expected): GeneratedRecord {
    const prng = this.#prng;
    const id = prng.uuid();
    const atEdge = prng.chance(0.002);
    const text = writeEvent(
      prng,
      this.#mix,
      customer,
      {
        id,
        name,
        type: typeOf(name),
        timestampMs: atEdge ? edgeOfTheWindow(prng, receivedMs) : receivedMs - customer.delayMs,
        receivedMs: !atEdge && this.#leavesReceiptOut() ? null : receivedMs,
      },
      inventBody(prng, this.#mix, customer, name),
    );
    const why =
      expected.outcome === 'denied' ? customer.profile.name : expected.outcome === 'filtered' ? 'not_wanted' : '';
    return this.#record(receivedMs, customer, this.#slab.write(text), id, expected.outcome, expected.partners, why);
  }

  #damagedRecord(receivedMs: number, damage: Damage): GeneratedRecord {
    const prng = this.#prng;
    const customer = this.#granting.next();
    const name = damage.where === 'data' ? damage.name : this.#mix.names.pick(prng);
    const id = prng.uuid();
    const text = writeEvent(
      prng,
      this.#mix,
      customer,
      {
        id,
        name,
        type: typeOf(name),
        timestampMs: damage.where === 'timestamp' ? outsideTheWindow(prng, damage.kind, receivedMs) : receivedMs,
        receivedMs,
      },
      inventBody(prng, this.#mix, customer, name, damage.where === 'data' ? damage.kind : undefined),
      damage.where === 'member' ? damage.member : undefined,
    );
    const value = damage.where === 'bytes' ? this.#spoil(text, damage.kind) : this.#slab.write(text);
    const readable = damage.where !== 'bytes' && !(damage.where === 'member' && damage.member === 'id');
    return this.#record(receivedMs, customer, value, readable ? id : rawId(value), 'dead', nobody, damage.kind);
  }

  #spoil(text: string, kind: 'empty' | 'invalid_utf8' | 'truncated_json' | 'array'): Buffer {
    if (kind === 'empty') return Buffer.alloc(0);
    if (kind === 'array') return this.#slab.write(`[${text}]`);
    if (kind === 'truncated_json') return this.#slab.write(text.slice(0, 1 + this.#prng.int(text.length - 1)));
    // The byte goes inside a string, so that only its encoding is wrong.
    const bytes = this.#slab.write(text);
    bytes[bytes.indexOf('"clientId":"') + 13] = this.#prng.pick([0xff, 0xc0, 0x80, 0xed]);
    return bytes;
  }

  #tombstone(receivedMs: number, customer: Customer): GeneratedRecord {
    return this.#record(receivedMs, customer, null, rawId(null), 'filtered', nobody, 'tombstone');
  }

  #record(
    receivedMs: number,
    customer: Customer,
    value: Buffer | null,
    id: string,
    outcome: ExpectedOutcome,
    partners: readonly string[],
    why: string,
  ): GeneratedRecord {
    customer.left -= 1;
    if (this.#options.nullKeyShare > 0 && this.#prng.chance(this.#options.nullKeyShare)) {
      this.#nullKeys += 1;
      return {
        key: null,
        value,
        partition: this.#nullKeys % this.#options.partitions,
        receivedMs,
        id,
        outcome,
        partners,
        why,
      };
    }
    return { key: customer.key, value, partition: customer.partition, receivedMs, id, outcome, partners, why };
  }

  #leavesReceiptOut(): boolean {
    return this.#mix.context === 'short' || this.#prng.chance(0.01);
  }
}

const typeOf = (name: EventName): 'standard' | 'custom' =>
  (customNames as readonly string[]).includes(name) ? 'custom' : 'standard';

/** The first and last moments at which an event is still taken. */
const edgeOfTheWindow = (prng: Prng, receivedMs: number): number =>
  prng.chance(0.5) ? receivedMs + AHEAD_DEAD_MS - 1 : receivedMs - AGE_ALIVE_MS;

function outsideTheWindow(prng: Prng, kind: 'from_the_future' | 'too_old', receivedMs: number): number {
  const beyond = prng.chance(0.3) ? 0 : prng.int(30 * 24 * 3_600_000);
  return kind === 'too_old' ? receivedMs - AGE_ALIVE_MS - 1 - beyond : receivedMs + AHEAD_DEAD_MS + beyond;
}
