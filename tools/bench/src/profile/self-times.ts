/** Node's .cpuprofile: a tree of call frames, and which leaf ran at each sample. */
export interface CallFrame {
  readonly functionName: string;
  /** file: URL or path, node:..., or empty for what is native */
  readonly url: string;
  /** from 0 */
  readonly lineNumber: number;
}

export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: CallFrame;
    readonly children?: readonly number[];
  }[];
  /** microseconds of the monotonic clock */
  readonly startTime: number;
  readonly samples: readonly number[];
  /** microseconds before each sample */
  readonly timeDeltas: readonly number[];
}

export interface SelfTime {
  /** innermost first */
  readonly stack: readonly CallFrame[];
  readonly micros: number;
}

/**
 * A gap longer than this many usual ones is a thread that was not running: on a busy machine those gaps lie where the
 * thread woke another one, which would seem to cost what it does not.
 */
const GAPS_MAX = 2;

/** Time spent in each frame itself, for samples inside the window (microseconds of the monotonic clock). */
export function selfTimes(profile: CpuProfile, [fromMicros, toMicros]: readonly [number, number]): SelfTime[] {
  const parents = new Map<number, number>();
  const frames = new Map(profile.nodes.map(node => [node.id, node.callFrame]));
  for (const { id, children = [] } of profile.nodes) for (const child of children) parents.set(child, id);
  const deltaMax = GAPS_MAX * medianOf(profile.timeDeltas);
  const microsById = new Map<number, number>();
  let atMicros = profile.startTime;
  for (const [i, id] of profile.samples.entries()) {
    const delta = profile.timeDeltas[i]!;
    atMicros += delta;
    if (atMicros < fromMicros || atMicros > toMicros) continue;
    microsById.set(id, (microsById.get(id) ?? 0) + Math.min(Math.max(delta, 0), deltaMax));
  }
  return [...microsById].map(([id, micros]) => {
    const stack: CallFrame[] = [];
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) stack.push(frames.get(at)!);
    return { stack, micros };
  });
}

const medianOf = (deltas: readonly number[]): number => deltas.toSorted((a, b) => a - b)[deltas.length >> 1] ?? 0;
