/** One random schedule from its seed: events are written, everything goes wrong, then all heals, and the promises are asked. */
import { SimulatedClock, SimulationStuckError } from '@pixel-relay/testing';
import { act, type ActionCounts } from './act.ts';
import { chain, RAW } from './chain.ts';
import { judge } from './judge.ts';
import { drawPlan, type Plan } from './plan.ts';
import { SeededDraw } from './seeded-draw.ts';
import { Trace } from './trace.ts';
import { World } from './world.ts';

/** Virtual time within which a healed chain has to catch up. */
const HEAL_MS_MAX = 600_000;
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
  await heal(world, clock, plan.restart);
  const violations = [...world.observer.violations, ...judge(world, plan)];
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
async function heal(world: World, clock: SimulatedClock, restart: boolean): Promise<void> {
  const { cluster, observer } = world;
  cluster.faults.disarmAll();
  for (const replica of world.replicas) {
    replica.log.thaw();
    if (restart) replica.crash();
  }
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
