/**
 * Rules 4, 6 and 8: one membership of one input partition, from a join to the next. It owns the position and the account,
 * releases units in the order of their admission, and dies with its lease: a dead one never sends, commits or resolves.
 */
import type { Clock } from '@pixel-relay/clock';
import {
  BrokerUnreachableError,
  CommitRefusedError,
  LeaseDeadError,
  type Lease,
  type UnreadableRange,
} from '@pixel-relay/kafka';
import { type Account, Admitted } from './account.ts';
import { encodeAccount } from './account-codec.ts';
import { nothingToDo, type UnitResult } from './processor.ts';
import type { Sender } from './sender.ts';
import type { Unit } from './unit.ts';

export interface AssignmentOptions {
  readonly clock: Clock;
  readonly sessionTimeoutMs: number;
  readonly commitIntervalMs: number;
  /** Sends a run of finished units, dead letters first; false when the assignment died before all were acknowledged. */
  readonly emit: (assignment: Assignment, done: readonly DoneUnit[]) => Promise<boolean>;
  readonly onCommitted: (assignment: Assignment, offset: number) => void;
  readonly onCommitRefused: () => void;
  readonly onFailed: (error: unknown) => void;
}

export interface DoneUnit {
  readonly unit: Unit;
  readonly result: UnitResult;
}

interface InFlight {
  readonly unit: Unit;
  readonly admittedAtMs: number;
  result: UnitResult | null;
}

export class Assignment implements Sender {
  readonly lease: Lease;
  readonly account: Account;
  readonly admitted: Admitted;
  /** next input offset to take in */
  expected: number;
  /** every unit below it is done; the only offset that may be committed */
  frontier: number;
  committed: number;
  /** records that the partition is held at: neither taken nor passed by */
  held: UnreadableRange | null = null;
  /** a fetch is being taken in, which may be waiting for room */
  takingIn = false;
  private readonly options: AssignmentOptions;
  private readonly inFlight: InFlight[] = [];
  private readonly intake = new AbortController();
  private readonly life = new AbortController();
  private over = false;
  private entering = 0;
  private releasing = false;
  private commitRunning: Promise<void> | null = null;
  private commitDueAtMs = 0;
  private onIdle: (() => void)[] = [];
  private passedOver: (() => void) | null = null;

  constructor(lease: Lease, account: Account, position: number, options: AssignmentOptions) {
    this.lease = lease;
    this.account = account;
    this.admitted = account.admitted();
    this.expected = position;
    this.frontier = position;
    this.committed = lease.committed?.offset ?? position;
    this.options = options;
  }

  get live(): boolean {
    return this.lease.live && !this.over;
  }

  /** Aborted when intake stops; what is in flight goes on, and what waits for admission still enters. */
  get intakeSignal(): AbortSignal {
    return this.intake.signal;
  }

  /** Aborted when the assignment died: work that nobody will send need not be done. */
  get lifeSignal(): AbortSignal {
    return this.life.signal;
  }

  /** Resolves when the partition is given up, or passed over what it is held at. */
  async hold(range: UnreadableRange): Promise<void> {
    this.held = range;
    await new Promise<void>(resolve => {
      this.passedOver = resolve;
      if (this.intake.signal.aborted) resolve();
      else this.intake.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    this.passedOver = null;
  }

  /** Goes on behind what the partition is held at. What that held is accounted for by `skipped`, or by what comes next. */
  passOver({ next }: UnreadableRange, skipped: Unit | null): void {
    this.held = null;
    if (skipped === null) {
      this.admitted.giveUpNextGap();
      this.expected = next;
    } else this.push(skipped, Promise.resolve(nothingToDo));
    this.lease.seek(next);
    this.passedOver?.();
  }

  /** Counts a unit as on its way in while `admit` waits for room, so that a drain waits for it. */
  async enter<T>(admit: () => Promise<T>): Promise<T> {
    this.entering++;
    try {
      return await admit();
    } finally {
      this.entering--;
      this.wake();
    }
  }

  /** Rule 8 */
  maySend(): boolean {
    return this.options.clock.monotonic() - this.lease.lastHeartbeatMs <= this.options.sessionTimeoutMs;
  }

  get inFlightUnits(): number {
    return this.inFlight.length;
  }

  get inFlightEvents(): number {
    return this.inFlight.reduce((sum, { unit }) => sum + unit.payload.count, 0);
  }

  /** The unit that holds the frontier, and since when (monotonic ms). */
  get oldest(): { unit: Unit; admittedAtMs: number; computed: boolean } | null {
    const head = this.inFlight[0];
    return head === undefined
      ? null
      : { unit: head.unit, admittedAtMs: head.admittedAtMs, computed: head.result !== null };
  }

  /** Takes a unit's place in the order; its result may come at any time. */
  push(unit: Unit, result: Promise<UnitResult>): void {
    const entry: InFlight = { unit, admittedAtMs: this.options.clock.monotonic(), result: null };
    this.inFlight.push(entry);
    this.expected = unit.inputNext;
    result.then(
      value => {
        entry.result = value;
        void this.release();
      },
      error => {
        if (this.live) this.fail(error);
      },
    );
  }

  /** No more units are taken in. */
  stopIntake(): void {
    this.intake.abort(new Error('the partition is being given up'));
  }

  /** Resolves when nothing is in flight and the frontier is committed, or the assignment died. */
  async settled(): Promise<void> {
    while (this.live && (this.entering > 0 || this.inFlight.length > 0 || this.releasing))
      await new Promise<void>(resolve => this.onIdle.push(resolve));
    while (this.live && this.committed < this.frontier) await (this.commitRunning ??= this.commitLater());
  }

  /** Lets waiters look again; buffers of what will never be sent go back. */
  died(): void {
    this.over = true;
    this.stopIntake();
    this.life.abort(new Error('the partition was given up'));
    this.wake();
    void this.release();
  }

  private async release(): Promise<void> {
    if (this.releasing) return;
    this.releasing = true;
    try {
      for (let done = this.takeDone(); done.length > 0; done = this.takeDone()) {
        const sent = this.live && (await this.options.emit(this, done));
        for (const { result } of done) result.release();
        if (sent) this.fold(done);
        else if (this.live) this.died(); // a send failed for good: rule 3 lets nothing pass it by
      }
    } catch (error) {
      if (this.live) this.fail(error);
    } finally {
      this.releasing = false;
      if (this.inFlight.length === 0 || !this.live) this.wake();
    }
  }

  /** The finished units at the head; of a dead assignment all that are finished, for their buffers. */
  private takeDone(): DoneUnit[] {
    let n = 0;
    while (n < this.inFlight.length && this.inFlight[n]!.result !== null) n++;
    const done = this.inFlight.splice(0, n);
    if (!this.live) {
      done.push(...this.inFlight.filter(({ result }) => result !== null));
      this.inFlight.splice(0, this.inFlight.length, ...this.inFlight.filter(({ result }) => result === null));
    }
    return done.map(({ unit, result }) => ({ unit, result: result! }));
  }

  /** Rules 4 and 10: outcomes of this stage and of those before it, as the frontier passes. */
  private fold(done: readonly DoneUnit[]): void {
    for (const { unit, result } of done) {
      const { source } = unit;
      if (source !== null)
        this.account.fold({
          source,
          forwarded: result.forwarded,
          dropped: [...unit.dropped, ...result.dropped],
          pairs: result.pairs,
        });
      this.frontier = unit.inputNext;
    }
    this.commitRunning ??= this.commitLater();
  }

  private async commitLater(): Promise<void> {
    const { clock, commitIntervalMs } = this.options;
    try {
      await clock.sleep(Math.max(0, this.commitDueAtMs - clock.monotonic()), this.intake.signal).catch(() => undefined);
      this.commitDueAtMs = clock.monotonic() + commitIntervalMs;
      await this.commitOnce();
    } finally {
      this.commitRunning = null;
      if (this.live && this.committed < this.frontier) this.commitRunning = this.commitLater();
    }
  }

  /** Rules 4 and 8: offset and account in one request, one outstanding; checked and called in the same tick, from a macrotask. */
  private async commitOnce(): Promise<void> {
    await this.options.clock.nextTurn();
    if (!this.live) return;
    const offset = this.frontier;
    try {
      await this.lease.commit(offset, encodeAccount(this.account, offset));
      this.committed = offset;
      this.options.onCommitted(this, offset);
    } catch (error) {
      if (error instanceof LeaseDeadError) return;
      // It may have arrived or not: the next one carries more. What the broker refuses, or cannot be written, is final.
      if (error instanceof BrokerUnreachableError) await this.options.clock.sleep(this.options.commitIntervalMs);
      else {
        if (error instanceof CommitRefusedError) this.options.onCommitRefused();
        this.fail(error);
      }
    }
  }

  private fail(error: unknown): void {
    this.died();
    this.options.onFailed(error);
  }

  private wake(): void {
    const waiting = this.onIdle;
    this.onIdle = [];
    for (const resolve of waiting) resolve();
  }
}
