/** The promises, as whoever reads the last topic sees them kept. */
import { type Guarantee, NothingDoubled, NothingLost, OrderPerKey } from '@pixel-relay/testing';
import { lastStage, RAW } from './chain.ts';
import type { SeenOffsets } from './log-model.ts';
import { nameOf } from './observer.ts';
import type { Plan } from './plan.ts';
import type { World } from './world.ts';

/** of each guarantee; the first ones tell what happened */
const LINES_MAX = 5;

export function judge(world: World, plan: Plan): string[] {
  const { raw, admitted } = world;
  const isReset = plan.actions.some(({ action }) => action === 'reset');
  const lost = new NothingLost();
  const doubled = new NothingDoubled();
  const order = new OrderPerKey();
  for (const record of raw.records()) lost.onRaw({ epoch: 0n, ...record });
  for (let partition = 0; partition < world.cluster.topicPartitions(RAW).length; partition++) {
    const epochs = [...world.observer.model.epochs(lastStage.outputTopic, partition)];
    for (const [epoch, seen] of epochs)
      for (const [offset] of seen.entries()) {
        // Without a reset there is one epoch, and what comes under a second one was taken twice.
        const event = { epoch: isReset ? epoch : 0n, partition, offset };
        doubled.onTaken('the reader', event);
        order.onTaken('the reader', raw.keyOf(partition, offset), event);
      }
    for (const offset of raw.offsets(partition)) {
      const place = placeOf(epochs, world, partition, offset);
      if (place !== null) lost.onEnded({ epoch: 0n, partition, offset }, place);
    }
  }
  // Order is not promised through a reset into a region where batches lie twice.
  const orders = isReset && plan.resetStage > 0 ? [] : [order, admitted.order];
  return [lost, doubled, admitted.doubled, ...orders].flatMap(linesOf);
}

/** Where an event ended, by the last epoch that holds it. */
function placeOf(
  epochs: readonly (readonly [bigint, SeenOffsets])[],
  { raw }: World,
  partition: number,
  offset: number,
): 'handed' | 'denied' | 'filtered' | 'dead' | 'expired' | null {
  const seen = epochs.findLast(([, each]) => each.get(offset) !== undefined)?.[1].get(offset);
  // Deleted before the group had its first commit: the account begins at what was left.
  if (seen === undefined) return raw.wasDeleted(partition, offset) && isBefore(epochs, offset) ? 'expired' : null;
  const name = nameOf(seen);
  return name === 'forwarded' ? 'handed' : name === 'absent' ? null : name;
}

const isBefore = (epochs: readonly (readonly [bigint, SeenOffsets])[], offset: number): boolean =>
  epochs.every(([, seen]) => offset < (seen.first ?? Infinity));

const linesOf = (guarantee: Guarantee): string[] =>
  guarantee
    .violations()
    .slice(0, LINES_MAX)
    .map(line => `${guarantee.name}: ${line}`);
