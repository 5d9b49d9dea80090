/** A stage's work in the simulation: a few slots, work of random length, decisions by raw coordinates. */
import type { Clock } from '@pixel-relay/clock';
import { type DroppedRun, entryLengthMax, Event, Outcome, Reason, writeEntry } from '@pixel-relay/contracts';
import type { Unit, UnitProcessor, UnitResult } from '@pixel-relay/stage';
import { type Decided, FORWARDED } from './decide.ts';

export interface SimProcessorOptions {
  readonly clock: Clock;
  /** units worked on at once; admission waits for a free one */
  readonly slots: number;
  readonly workMsMax: number;
  /** true: work ends when it ends, aborted or not, and its result comes late */
  readonly stubborn: boolean;
  readonly decide: (partition: number, offset: number) => Decided;
  /** told of every unit at admission; the signal is its assignment's own */
  readonly onAdmitted: (unit: Unit, signal: AbortSignal) => void;
  readonly onReleasedTwice: () => void;
}

/** A field that no stage reads, appended as a stage would: a message of no bytes under number 45. */
const APPENDED = Buffer.from([0xea, 0x02, 0x00]);
const NOTHING = Buffer.alloc(0);

export class SimProcessor implements UnitProcessor {
  private readonly options: SimProcessorOptions;
  private readonly waiting: (() => void)[] = [];
  private busy = 0;
  /** results whose buffers were not given back */
  held = 0;

  constructor(options: SimProcessorOptions) {
    this.options = options;
  }

  async submit(unit: Unit, signal: AbortSignal): Promise<{ readonly result: Promise<UnitResult> }> {
    if (this.busy < this.options.slots) this.busy++;
    else await new Promise<void>(resolve => this.waiting.push(resolve));
    if (signal.aborted) {
      this.free();
      throw signal.reason;
    }
    this.options.onAdmitted(unit, signal);
    return { result: this.work(unit, signal).finally(() => this.free()) };
  }

  private free(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.busy--;
    else next();
  }

  private async work(unit: Unit, signal: AbortSignal): Promise<UnitResult> {
    const { clock, workMsMax, stubborn } = this.options;
    await clock.sleep(clock.random() * workMsMax, stubborn ? undefined : signal);
    this.held++;
    return this.resultOf(unit);
  }

  private resultOf({ payload, source }: Unit): UnitResult {
    const arena = Buffer.alloc(payload.byteLength);
    const starts = new Uint32Array(payload.count);
    const ends = new Uint32Array(payload.count);
    payload.load(arena, starts, ends);
    const dropped: DroppedRun[] = [];
    const dead: UnitResult['dead'][number][] = [];
    const entries: Buffer[] = [];
    for (let index = 0; index < payload.count; index++) {
      const offset = payload.sourceOffset(index);
      const decided = this.options.decide(source!.partition, offset);
      if (decided === FORWARDED) {
        const raw = payload.record(index) !== null;
        const event = raw ? eventOf(source!.partition, offset) : arena.subarray(starts[index], ends[index]);
        entries.push(entryOf(event, raw ? NOTHING : APPENDED));
        continue;
      }
      dropped.push({ offset, outcome: decided, run: 1 });
      if (decided === Outcome.DEAD)
        dead.push({ index, reason: Reason.INVALID_FIELD, detail: 'by lot', attempts: 1, sourceOffset: offset });
    }
    let released = false;
    return {
      entries: Buffer.concat(entries),
      forwarded: entries.length,
      oldestReceivedMs: 0,
      dropped,
      dead,
      endedBy: [],
      release: () => {
        if (released) this.options.onReleasedTwice();
        released = true;
        this.held--;
      },
    };
  }
}

/** An event that says where it is from, so that a mix-up of bytes shows. */
function eventOf(partition: number, offset: number): Uint8Array {
  return Event.encode({ id: `${partition}/${offset}`, sourceOffset: offset }).finish();
}

function entryOf(event: Uint8Array, append: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(entryLengthMax(event.length + append.length));
  return out.subarray(0, writeEntry(out, 0, event, append));
}
