import { describe, expect, it } from '@jest/globals';
import { readBatch, writeEntry } from '@pixel-relay/contracts';
import { SimulatedClock } from '@pixel-relay/testing';
import fc from 'fast-check';
import { Account } from './protocol/account.ts';
import { Assignment } from './protocol/assignment.ts';
import { nothingToDo } from './protocol/processor.ts';
import { noPayload, type Unit } from './protocol/unit.ts';
import { TestLease } from './spec-support/test-lease.ts';
import { batchOf } from './unit-output.ts';

const assignment = new Assignment(
  new TestLease(),
  new Account({ ownEpoch: 7n, outputPartitions: 1, clusterId: 'c' }),
  0,
  {
    clock: new SimulatedClock({ seed: 1 }),
    sessionTimeoutMs: 1_000,
    commitIntervalMs: 1_000,
    emit: async () => true,
    onCommitted: () => undefined,
    onCommitRefused: () => undefined,
    onFailed: () => undefined,
  },
);
const unit: Unit = {
  inputNext: 3,
  source: { topic: 'in', epoch: 0n, partition: 0, firstOffset: 0, nextOffset: 3, oldestReceivedMs: 0 },
  payload: noPayload,
  dropped: [],
  strays: [],
  key: null,
};

describe('the batch of a unit', () => {
  it('is alone in its buffer only where its entries were, and reads the same wherever it lies', () => {
    fc.assert(
      fc.property(fc.nat(600), fc.nat(600), fc.boolean(), (before, after, alone) => {
        const event = Buffer.from([0x0a, 1, 0x61]);
        const room = Buffer.alloc(100);
        const bytes = writeEntry(room, 0, event, Buffer.alloc(0));
        const entries = Buffer.from(new SharedArrayBuffer(before + bytes + after) as never, before, bytes);
        room.copy(entries, 0, 0, bytes);
        const dropped = [{ offset: 2, outcome: 1, run: 1 } as const];
        const [record] = batchOf(
          { unit, result: { ...nothingToDo, entries, alone, forwarded: 1, dropped } },
          assignment,
        );
        const view = readBatch(record!.value!);
        expect([view.count, view.dropped]).toEqual([1, dropped]);
        // Copied: it lies among other people's bytes, and nobody may write around it.
        if (record!.value!.buffer !== entries.buffer) expect(record!.alone).toBe(false);
        else expect([record!.alone, alone]).toEqual([true, true]);
        if (alone && before >= 100 && after >= 20) expect(record!.alone).toBe(true);
      }),
    );
  });
});
