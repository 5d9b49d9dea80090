import { describe, expect, it } from '@jest/globals';
import { Outcome, type SourceRange } from '@pixel-relay/contracts';
import fc from 'fast-check';
import { Account, HOLES_MAX, TooManyHolesError } from './account.ts';
import {
  AccountTooLargeError,
  AccountUnreadableError,
  decodeAccount,
  encodeAccount,
  METADATA_BYTES_MAX,
} from './account-codec.ts';

const own = { ownEpoch: 0x1234567890abcdefn, outputPartitions: 8, clusterId: 'kT3bA9' };
const source = (epoch: bigint, partition: number, firstOffset: number, nextOffset: number): SourceRange => ({
  topic: 'events.raw',
  epoch,
  partition,
  firstOffset,
  nextOffset,
  oldestReceivedMs: 0,
});

describe('rule 5: the account in a commit', () => {
  const folds = fc.array(
    fc.record({
      epoch: fc.constantFrom(1n, 2n, 0xffffffffffffffffn),
      partition: fc.nat({ max: 5 }),
      events: fc.nat({ max: 500 }),
      denied: fc.nat({ max: 20 }),
      pairs: fc.option(fc.record({ accepted: fc.nat(), withdrawn: fc.nat(9), parked: fc.nat(), dead: fc.nat(9) }), {
        nil: undefined,
      }),
    }),
    { maxLength: 60 },
  );

  it('reads back as it was written', () => {
    fc.assert(
      fc.property(folds, fc.maxSafeNat(), (list, asOf) => {
        const account = new Account(own);
        const next = new Map<string, number>();
        for (const { epoch, partition, events, denied, pairs } of list) {
          const key = `${epoch}/${partition}`;
          const first = next.get(key) ?? 1_000_000;
          next.set(key, first + events + denied);
          account.fold({
            source: source(epoch, partition, first, first + events + denied),
            forwarded: events,
            dropped: denied === 0 ? [] : [{ offset: first, outcome: Outcome.DENIED, run: denied }],
            pairs,
          });
        }
        const back = decodeAccount(encodeAccount(account, asOf));
        expect(back.asOf).toBe(asOf);
        expect(back.account).toEqual(account);
      }),
    );
  });

  it('adds up deliveries by how they ended; without any it is what a build that knows none reads', () => {
    const account = new Account(own);
    const fold = (first: number, pairs?: Parameters<Account['fold']>[0]['pairs']): void =>
      account.fold({ source: source(7n, 3, first, first + 10), forwarded: 10, dropped: [], pairs });
    fold(0);
    expect(Buffer.from(encodeAccount(account, 1), 'base64')[0]).toBe(1);
    fold(10, { accepted: 15, withdrawn: 1, parked: 3, dead: 1 });
    fold(20, { accepted: 5, withdrawn: 0, parked: 15, dead: 0 });
    const text = encodeAccount(account, 1);
    expect(Buffer.from(text, 'base64')[0]).toBe(2);
    const { sources } = decodeAccount(text).account;
    expect(sources.map(({ pairs }) => pairs)).toEqual([{ accepted: 20, withdrawn: 1, parked: 18, dead: 1 }]);
  });

  it('damaged in any bit, cut off or of another version is unreadable, never missing', () => {
    const account = new Account(own);
    account.fold({ source: source(7n, 3, 10, 90), forwarded: 80, dropped: [] });
    const text = encodeAccount(account, 90);
    const bytes = Buffer.from(text, 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = Buffer.from(bytes);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => decodeAccount(damaged.toString('base64'))).toThrow(AccountUnreadableError);
    }
    for (let cut = 0; cut < text.length; cut++)
      expect(() => decodeAccount(text.slice(0, cut))).toThrow(AccountUnreadableError);
  });

  it('of 64 partitions into 8, four epochs each, fits into one commit', () => {
    const account = new Account(own);
    for (let epoch = 1n; epoch <= 4n; epoch++)
      for (let partition = 0; partition < 8; partition++)
        account.fold({
          source: source(epoch * 0x1111111111111111n, partition, 2 ** 40, 2 ** 40 + 5_000_000),
          forwarded: 4_000_000,
          dropped: [{ offset: 2 ** 40, outcome: Outcome.DENIED, run: 1_000_000 }],
        });
    const text = encodeAccount(account, 2 ** 41);
    expect(text.length).toBeLessThanOrEqual(METADATA_BYTES_MAX);
    expect(decodeAccount(text).account.sources).toHaveLength(32);
  });

  it('too large gives up the oldest epochs that are not live: counters first, then the watermark, never a live one', () => {
    const account = new Account(own);
    const epochs = 60;
    for (let epoch = 1n; epoch <= epochs; epoch++)
      for (const partition of [0, 1])
        account.fold({
          source: source(epoch << 40n, partition, 2 ** 45, 2 ** 45 + 1000),
          forwarded: 1000,
          dropped: [],
        });
    const { account: kept } = decodeAccount(encodeAccount(account, 5));
    const live = kept.sources.filter(({ epoch }) => epoch === BigInt(epochs) << 40n);
    expect(live.map(({ counters }) => counters?.forwarded)).toEqual([1000, 1000]);
    expect(kept.sources.length).toBeLessThan(epochs * 2 + 1);
    expect(kept.sources[0]!.counters).toBeNull();
    // A late duplicate of a retired epoch is still recognised while its watermark is there.
    const retired = kept.sources.find(({ counters }) => counters === null)!;
    expect(kept.admitted().take(source(retired.epoch, retired.partition, 2 ** 45, 2 ** 45 + 1000))).toEqual([]);
  });
});

describe('rule 5: an account of live sources alone', () => {
  it('gives none of them up: it is refused when it does not fit', () => {
    const account = new Account(own);
    for (let partition = 0; partition < 200; partition++)
      account.fold({
        source: source(1n << 50n, partition, 2 ** 45, 2 ** 45 + 2 ** 30),
        forwarded: 2 ** 30,
        dropped: [],
      });
    expect(() => encodeAccount(account, 5)).toThrow(AccountTooLargeError);
    expect(account.sources.filter(({ counters }) => counters?.forwarded === 2 ** 30)).toHaveLength(200);
  });
});

describe('rule 2: what was admitted', () => {
  it('is never stored: taking changes no account', () => {
    const account = new Account(own);
    account.fold({ source: source(1n, 0, 0, 5), forwarded: 5, dropped: [] });
    account.admitted().take(source(1n, 0, 5, 9));
    expect([account.nextOf(1n, 0), account.admitted().take(source(1n, 0, 5, 9))]).toEqual([5, [[5, 9]]]);
  });

  it('has no more gaps than an account may hold; a late piece still fills one', () => {
    const admitted = new Account(own).admitted();
    const take = (first: number): [number, number][] => admitted.take(source(1n, 0, first, first + 1));
    for (let i = 0; i <= HOLES_MAX; i++) take(i * 10);
    expect(() => take((HOLES_MAX + 1) * 10)).toThrow(TooManyHolesError);
    expect(() => take(-10)).toThrow(TooManyHolesError);
    expect(() => take((HOLES_MAX + 1) * 10)).toThrow(TooManyHolesError); // the refused one was not taken
    expect(admitted.take(source(1n, 0, 1, 10))).toEqual([[1, 10]]);
    expect(take((HOLES_MAX + 1) * 10)).toHaveLength(1);
  });

  it('is taken once, whatever the cuts of a replay', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 50 }), fc.integer({ min: 1, max: 20 })), { maxLength: 30 }),
        batches => {
          const admitted = new Account(own).admitted();
          const taken: number[] = [];
          const offered = new Set<number>();
          for (const [first, size] of batches) {
            try {
              for (const [start, end] of admitted.take(source(9n, 2, first, first + size)))
                for (let offset = start; offset < end; offset++) taken.push(offset);
              for (let i = 0; i < size; i++) offered.add(first + i);
            } catch (error) {
              expect(error).toBeInstanceOf(TooManyHolesError); // and nothing of it was taken
            }
          }
          expect(taken.sort((a, b) => a - b)).toEqual([...offered].sort((a, b) => a - b));
        },
      ),
    );
  });
});
