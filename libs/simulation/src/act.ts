/** What happens to the simulated world from outside: processes die and stand still, operators and brokers do what they do. */
import type { Clock } from '@pixel-relay/clock';
import { chain, type ChainStage, RAW } from './chain.ts';
import type { Action, Plan } from './plan.ts';
import { TIMES } from './replica.ts';
import type { SeededDraw } from './seeded-draw.ts';
import type { World } from './world.ts';

/** How often each really happened. */
export type ActionCounts = Map<string, number>;

const REPLICAS_MAX = 4;

export function act(
  action: Action,
  world: World,
  plan: Plan,
  draw: SeededDraw,
  clock: Clock,
  counts: ActionCounts,
): void {
  const { cluster } = world;
  const stage = draw.oneOf(chain);
  const running = world.running(stage);
  const count = (): void => void counts.set(action, (counts.get(action) ?? 0) + 1);
  switch (action) {
    case 'crash':
      if (running.length === 0) return;
      draw.oneOf(running).crash();
      world.startLater(stage);
      return count();
    case 'freeze': {
      if (running.length === 0) return;
      const { log } = draw.oneOf(running);
      log.freeze();
      clock.setTimer(draw.whole(50, 3 * TIMES.sessionTimeoutMs), () => log.thaw());
      return count();
    }
    case 'lose_session':
      cluster.faults.loseSession(stage.groupId);
      return count();
    case 'rebalance':
      cluster.faults.forceRebalance(stage.groupId);
      return count();
    case 'rolling_restart':
      if (running.length === 0) return;
      void draw.oneOf(running).stop();
      world.startLater(stage);
      return count();
    case 'scale_up':
      if (running.length >= REPLICAS_MAX) return;
      world.start(stage);
      return count();
    case 'grow_raw':
      cluster.faults.addPartitions(RAW, cluster.topicPartitions(RAW).length + 1);
      return count();
    case 'delete_raw': {
      const partition = draw.whole(0, cluster.topicPartitions(RAW).length - 1);
      const below = draw.whole(0, cluster.partition(RAW, partition)!.end);
      world.deleteRaw(partition, below);
      return count();
    }
    case 'reset':
      resetOffsets(world, chain[plan.resetStage]!, draw, clock, count);
      return;
    case 'stray':
      world.appendStray(draw.oneOf(chain.slice(1)));
      return count();
    case 'unfence':
      // An epoch of its own that is written over is past any help; all others have to stand it.
      if (!world.allCommitted) return;
      cluster.faults.arm('commit_late_unfenced', { probability: 0.2, lateMs: [1, 2_500] });
      return count();
    case 'gap':
      world.appendGap(stage, draw.whole(1, 4));
      return count();
  }
}

/** As Kafka's tools demand it: the group has to be empty, and the metadata goes. Back only, so that nothing is skipped. */
function resetOffsets(world: World, stage: ChainStage, draw: SeededDraw, clock: Clock, count: () => void): void {
  const { cluster } = world;
  world.hold(stage);
  for (const replica of world.running(stage)) replica.crash();
  clock.setTimer(2 * TIMES.sessionTimeoutMs, () => {
    for (const [partition, { start }] of cluster.topicPartitions(stage.input.topic).entries()) {
      const committed = cluster.group(stage.groupId).committed(stage.input.topic, partition);
      if (committed === null) continue;
      cluster.resetCommitted(stage.groupId, stage.input.topic, partition, draw.whole(start, committed.offset));
      count();
    }
    world.release(stage);
  });
}
