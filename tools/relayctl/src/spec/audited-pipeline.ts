/** For specs: trivial stages on an in-memory cluster, started and stopped one by one, and what the audit says of them. */
import { systemClock } from '@pixel-relay/clock';
import { topics } from '@pixel-relay/stage';
import { InMemoryCluster } from '@pixel-relay/testing';
import type { AuditReport } from '../audit/audit.ts';
import { type StageName, stageNames } from '../audit/pipeline-stages.ts';
import { type Ran, runOnLog } from './run-on-log.ts';
import { type Ending, type Ends, startTrivialStage, type TrivialStage } from './trivial-pipeline.ts';

export const PARTITIONS = 3;
export const group = (stage: StageName): string => `pixel-relay-${stage}`;

export const every =
  (n: number, ending: Exclude<Ending, null>) =>
  (offset: number): Ending =>
    offset % n === 0 ? ending : null;

export class AuditedPipeline {
  readonly cluster = new InMemoryCluster({ clock: systemClock });
  private readonly running = new Map<StageName, TrivialStage>();

  static async make(): Promise<AuditedPipeline> {
    const made = new AuditedPipeline();
    await runOnLog(() => made.cluster.connect(), ['topics', 'ensure', '--partitions', String(PARTITIONS)]);
    return made;
  }

  async start(name: StageName, ends: Ends = {}, ...flags: string[]): Promise<void> {
    this.running.set(name, await startTrivialStage(this.cluster.connect(), name, ends, flags));
  }

  async startAll(ends: Ends = {}, ...flags: string[]): Promise<void> {
    for (const name of stageNames) await this.start(name, ends, ...flags);
  }

  /** The stage as it runs. */
  stage(name: StageName): TrivialStage['running'] {
    return this.running.get(name)!.running;
  }

  /** The partition's held offset, once the stage is held there and nothing else is in flight. */
  async heldAt(name: StageName, partition: number): Promise<number> {
    for (;;) {
      const held = this.stage(name)
        .status()
        .partitions?.find(each => each.partition === partition)?.held;
      if (held != null && this.stage(name).explainFrontier().state === 'held') return held.from!;
      await systemClock.sleep(10);
    }
  }

  async stop(name: StageName): Promise<void> {
    await this.running.get(name)?.stop();
    this.running.delete(name);
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.running.keys()].map(name => this.stop(name)));
  }

  write(events: number, partition = 0): void {
    const event = { key: null, value: Buffer.from('{}') };
    this.cluster.append(
      topics.raw,
      partition,
      Array.from({ length: events }, () => event),
    );
  }

  audit(...args: string[]): Promise<Ran> {
    return runOnLog(() => this.cluster.connect(), ['audit', ...args]);
  }

  async report(...args: string[]): Promise<AuditReport & { code: number | null }> {
    const { lines, code } = await this.audit('--json', ...args);
    return { ...(JSON.parse(lines[0]!) as AuditReport), code };
  }

  /** The first report that holds. */
  async until(holds: (now: AuditReport) => boolean, ...args: string[]): Promise<AuditReport> {
    for (;;) {
      const now = await this.report(...args);
      if (holds(now)) return now;
      await systemClock.sleep(10);
    }
  }

  atRest(...args: string[]): Promise<AuditReport> {
    return this.until(({ totals }) => totals.inFlight === 0, ...args);
  }
}
