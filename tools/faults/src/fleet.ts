/** The stages of one row, as a platform runs them: replicas that are started again when they die. */
import { join } from 'node:path';
import { StageProcess } from '@pixel-relay/demo';
import { systemClock } from '@pixel-relay/clock';

export const stageNames = ['parser', 'validator', 'augmenter', 'producer'] as const;
export type StageName = (typeof stageNames)[number];

/** Short, so that a fault's whole course fits into a row; their proportions are those of the defaults. */
const FLAGS = [
  '--control-port=0',
  '--health-host=127.0.0.1',
  '--metrics-port=-1',
  '--heartbeat-interval-ms=300',
  '--rebalance-timeout-ms=8000',
  '--job-timeout-ms=4000',
  '--drain-deadline-ms=5000',
  '--termination-grace-ms=20000',
];

export interface FleetOptions {
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFolder: string;
  readonly flags: Partial<Readonly<Record<StageName, readonly string[]>>>;
  readonly sessionTimeoutMs: (stage: StageName) => number;
}

/** One place of a stage: whoever runs in it, and how often that ended without being asked to. */
export interface Place {
  readonly stage: StageName;
  process: StageProcess;
  deaths: number;
  wanted: boolean;
}

export class Fleet {
  readonly places: Place[] = [];
  private readonly options: FleetOptions;
  private started = 0;

  constructor(options: FleetOptions) {
    this.options = options;
  }

  of(stage: StageName): Place[] {
    return this.places.filter(place => place.stage === stage && place.wanted);
  }

  get deaths(): number {
    return this.places.reduce((sum, { deaths }) => sum + deaths, 0);
  }

  /** Adds a replica. `crashAt` holds for its first life only. */
  async add(stage: StageName, crashAt?: string): Promise<Place> {
    const place: Place = { stage, process: this.start(stage, crashAt), deaths: 0, wanted: true };
    this.places.push(place);
    void this.keep(place);
    await place.process.running.catch(() => undefined); // one that dies first is started again by `keep`
    return place;
  }

  /** SIGKILL; the place is filled again. */
  async kill(place: Place): Promise<void> {
    process.kill(place.process.pid, 'SIGKILL');
    await place.process.failed.catch(() => undefined);
  }

  signal(place: Place, signal: NodeJS.Signals): void {
    process.kill(place.process.pid, signal);
  }

  /** SIGTERM, as a deploy does it, and a new process in its place. */
  async restart(place: Place): Promise<number | null> {
    const code = await place.process.stop();
    place.process = this.start(place.stage);
    void this.keep(place);
    await place.process.running.catch(() => undefined);
    return code;
  }

  /** SIGTERM, and nobody in its place. */
  async remove(place: Place): Promise<number | null> {
    place.wanted = false;
    return place.process.stop();
  }

  async stop(): Promise<void> {
    for (const place of this.places) place.wanted = false;
    await Promise.all(this.places.map(place => place.process.stop()));
  }

  private start(stage: StageName, crashAt?: string): StageProcess {
    const { brokers, topicPrefix, env, logFolder, flags, sessionTimeoutMs } = this.options;
    return new StageProcess({
      name: stage,
      flags: [
        `--brokers=${brokers.join(',')}`,
        `--topic-prefix=${topicPrefix}`,
        ...FLAGS,
        `--session-timeout-ms=${sessionTimeoutMs(stage)}`,
        ...(stage === 'producer' ? ['--allow-private-destinations'] : []),
        ...(flags[stage] ?? []),
      ],
      env: { ...env, ...(crashAt === undefined ? {} : { CRASH_AT: crashAt }) },
      logFolder: join(logFolder, String(++this.started)),
    });
  }

  private async keep(place: Place): Promise<void> {
    const watched = place.process;
    await watched.failed.catch(() => undefined); // resolves never when it was stopped on purpose
    place.deaths++;
    if (!place.wanted) return;
    await systemClock.sleep(200);
    if (!place.wanted || place.process !== watched) return;
    place.process = this.start(place.stage);
    void this.keep(place);
  }
}
