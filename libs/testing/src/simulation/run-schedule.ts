/** One random schedule from its seed: events are written, everything goes wrong, then all heals, and the promises are asked. */
import { Outcome } from '@pixel-relay/contracts';
import { SimulatedClock, SimulationStuckError } from '../clock/simulated-clock.ts';
import { NothingDoubled } from '../guarantees/nothing-doubled.ts';
import { NothingLost } from '../guarantees/nothing-lost.ts';
import { OrderPerKey } from '../guarantees/order-per-key.ts';
import { act, type ActionCounts } from './act.ts';
import { chain, lastStage, RAW } from './chain.ts';
import { nameOf } from './observer.ts';
import { drawPlan, type Plan } from './plan.ts';
import { SeededDraw } from './seeded-draw.ts';
import { Trace } from './trace.ts';
import { World } from './world.ts';

/** Virtual time within which a healed chain has to catch up. */
const HEAL_MS_MAX = 120_000;
/** of each guarantee; the first ones tell what happened */
const LINES_MAX = 5;

export interface ScheduleReport {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly traceHash: string;
  readonly trace: readonly string[];
  readonly events: number;
  readonly steps: number;
  readonly counts: Readonly<Record<string, number>>;
}

export async function runSchedule(seed: number, keepTrace = false): Promise<ScheduleReport> {
  const clock = new SimulatedClock({ seed, shuffleTies: true });
  const draw = new SeededDraw(clock);
  const plan = drawPlan(draw);
  const trace = new Trace(clock, keepTrace);
  const world = new World(clock, plan, trace);
  const actions: ActionCounts = new Map();
  for (const { fault, probability } of plan.armed) world.cluster.faults.arm(fault, { probability, lateMs: [1, 1_500] });
  for (const stage of chain) for (let n = 0; n < plan.stages[stage.index]!.replicas; n++) world.start(stage);
  for (const planned of plan.actions)
    clock.setTimer(planned.atMs, () => {
      trace.note(`act ${planned.action}`);
      act(planned.action, world, plan, draw, clock, actions);
    });
  writeEvents(world, plan, draw, clock);
  await clock.advance(plan.activeMs);
  await heal(world, clock);
  const violations = [...world.observer.violations, ...judge(world)];
  return {
    seed,
    violations,
    traceHash: trace.hash,
    trace: trace.lines,
    events: plan.events,
    steps: clock.steps,
    counts: { ...world.cluster.faults.counts(), ...world.observer.counts, ...Object.fromEntries(actions) },
  };
}

function writeEvents(world: World, plan: Plan, draw: SeededDraw, clock: SimulatedClock): void {
  let left = plan.events;
  while (left > 0) {
    const size = Math.min(left, draw.whole(1, 12));
    left -= size;
    clock.setTimer(draw.whole(0, plan.activeMs), () => {
      const partition = draw.whole(0, world.cluster.topicPartitions(RAW).length - 1);
      const records = Array.from({ length: size }, () => ({
        key: draw.chance(0.1) ? null : Buffer.from(`key ${draw.whole(0, 4)}`),
        value: draw.chance(0.05) ? null : Buffer.alloc(draw.whole(1, 30), 'e'),
      }));
      world.cluster.append(RAW, partition, records);
    });
  }
}

/** Faults end, whoever stands still goes on, and every stage has somebody: now all must be taken, and nothing kept. */
async function heal(world: World, clock: SimulatedClock): Promise<void> {
  const { cluster, observer } = world;
  cluster.faults.disarmAll();
  for (const { log } of world.replicas) log.thaw();
  for (const stage of chain) if (world.running(stage).length === 0) world.startLater(stage);
  try {
    await clock.runUntil(() => {
      if (!world.changed) return false;
      world.changed = false;
      return world.settled;
    }, HEAL_MS_MAX);
    const holding = (): boolean =>
      world.replicas.some(replica => !replica.gone && (replica.held.bytes > 0 || replica.held.results > 0));
    await clock
      .runUntil(() => !holding(), HEAL_MS_MAX)
      .catch(() => {
        for (const { stage, gone, held } of world.replicas)
          if (!gone && (held.bytes > 0 || held.results > 0))
            observer.violate(
              `${stage.stage} keeps ${held.bytes} bytes and ${held.results} results of nothing in flight`,
            );
      });
  } catch (error) {
    if (!(error instanceof SimulationStuckError)) throw error;
    observer.violate(`stuck: ${error.message}; ${whereItStands(world)}`);
  }
  world.ending = true;
}

function whereItStands({ cluster }: World): string {
  return chain
    .flatMap(({ groupId, input }) =>
      cluster
        .topicPartitions(input.topic)
        .map(
          ({ end }, partition) =>
            `${input.topic}/${partition} ${cluster.group(groupId).committed(input.topic, partition)?.offset ?? 0} of ${end}`,
        ),
    )
    .join(', ');
}

/** The promises, as whoever reads the last topic sees them. */
function judge(world: World): string[] {
  const { observer, raw, admitted } = world;
  const lost = new NothingLost();
  const doubled = new NothingDoubled();
  const order = new OrderPerKey();
  for (const { partition, offset } of raw.records()) lost.onRaw({ epoch: 0n, partition, offset });
  for (let partition = 0; partition < world.cluster.topicPartitions(RAW).length; partition++) {
    let last;
    for (const [epoch, seen] of observer.model.epochs(lastStage.outputTopic, partition)) {
      last = seen;
      for (const [offset, what] of seen.entries()) {
        // Without a reset there is one epoch, and what comes under a second one was taken twice.
        const event = { epoch: observer.hasResets ? epoch : 0n, partition, offset };
        if (what !== Outcome.ABSENT && raw.isRecord(partition, offset)) doubled.onTaken('the reader', event);
        order.onTaken('the reader', raw.keyOf(partition, offset), event);
      }
    }
    for (const [offset, what] of last?.entries() ?? []) {
      const name = nameOf(what);
      if (name !== 'absent' && raw.isRecord(partition, offset))
        lost.onEnded({ epoch: 0n, partition, offset }, name === 'forwarded' ? 'handed' : name);
    }
    if (observer.hasResets)
      for (const [, seen] of observer.model.epochs(lastStage.outputTopic, partition))
        for (const [offset, what] of seen.entries())
          if (last?.get(offset) === undefined && raw.isRecord(partition, offset) && what !== Outcome.ABSENT)
            lost.onEnded({ epoch: 0n, partition, offset }, 'handed');
  }
  return [lost, doubled, order, admitted.doubled, admitted.order].flatMap(guarantee =>
    guarantee
      .violations()
      .slice(0, LINES_MAX)
      .map(line => `${guarantee.name}: ${line}`),
  );
}
