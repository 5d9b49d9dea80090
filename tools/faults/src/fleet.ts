/** The stages of one row, as a platform runs them: replicas that are started again when they die. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { systemClock } from '@pixel-relay/clock';
import type { StageStatus } from '@pixel-relay/contracts';
import { type StageName, StageProcess } from '@pixel-relay/demo';

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
const TERMINATION_GRACE_MS = 20_000;
/** Before a dead replica is started again. */
const RESTART_AFTER_MS = 200;

export interface FleetOptions {
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFolder: string;
  readonly flags: Partial<Readonly<Record<StageName, readonly string[]>>>;
  readonly crashOn?: { readonly stage: StageName; readonly text: string };
  readonly sessionTimeoutMs: (stage: StageName) => number;
}

/** What holds for the first life of a replica. */
export interface FirstLife {
  /** CRASH_AT of libs/stage */
  readonly crashAt?: string;
  /** after the stage's other flags */
  readonly flags?: readonly string[];
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
  /** Resolves when a replica has died without being asked to. */
  readonly firstDeath: Promise<void>;
  private readonly options: FleetOptions;
  private readonly died = Promise.withResolvers<void>();
  private started = 0;

  constructor(options: FleetOptions) {
    this.options = options;
    this.firstDeath = this.died.promise;
  }

  of(stage: StageName): Place[] {
    return this.places.filter(place => place.stage === stage && place.wanted);
  }

  get deaths(): number {
    return this.places.reduce((sum, { deaths }) => sum + deaths, 0);
  }

  /** Of every replica of the stage that answers. */
  async statuses(stage: StageName): Promise<StageStatus[]> {
    const all = await Promise.all(this.of(stage).map(place => place.process.status()));
    return all.filter(status => status !== null);
  }

  /** Records that replicas of the stage took in which drained and ended, as their last lines say. */
  recordsOfStopped(stage: StageName): number {
    let records = 0;
    for (let life = 1; life <= this.started; life++) {
      const file = join(this.options.logFolder, String(life), `${stage}.log`);
      if (!existsSync(file)) continue;
      const line = readFileSync(file, 'utf8')
        .split('\n')
        .find(text => text.includes('"msg":"stopped"'));
      if (line !== undefined) records += (JSON.parse(line) as { recordsIn: number }).recordsIn;
    }
    return records;
  }

  /** Adds a replica; resolves when it runs. */
  async add(stage: StageName, firstLife: FirstLife = {}): Promise<Place> {
    const process = this.start(stage, firstLife);
    const place: Place = { stage, process, deaths: 0, wanted: true };
    this.places.push(place);
    void this.keep(place);
    await place.process.running.catch(() => undefined); // one that dies first is started again by `keep`
    return place;
  }

  /** SIGKILL; the place is filled again. */
  async kill(place: Place): Promise<void> {
    this.signal(place, 'SIGKILL');
    await place.process.failed.catch(() => undefined);
  }

  signal(place: Place, signal: NodeJS.Signals): void {
    process.kill(place.process.pid, signal);
  }

  /** SIGTERM, as a deploy does it, and a new process in its place; resolves with the exit code of the old one. */
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

  /** Ends what runs, also what was stopped or does not end by itself. */
  async stop(): Promise<void> {
    for (const place of this.places) place.wanted = false;
    await Promise.all(
      this.places.map(async place => {
        const late = new AbortController();
        const stopped = place.process.stop();
        this.wake(place);
        const gaveUp = systemClock.sleep(TERMINATION_GRACE_MS, late.signal).then(
          () => place.process.kill(),
          () => undefined,
        );
        await Promise.race([stopped, gaveUp]);
        late.abort();
      }),
    );
  }

  /** A frozen process would never see that it shall end. */
  private wake(place: Place): void {
    try {
      this.signal(place, 'SIGCONT');
    } catch {
      // It is gone already.
    }
  }

  private start(stage: StageName, { crashAt, flags: own = [] }: FirstLife = {}): StageProcess {
    const { brokers, topicPrefix, env, logFolder, flags, sessionTimeoutMs, crashOn } = this.options;
    const poisoned = crashOn?.stage === stage;
    return new StageProcess({
      name: stage,
      flags: [
        `--brokers=${brokers.join(',')}`,
        `--topic-prefix=${topicPrefix}`,
        ...FLAGS,
        `--session-timeout-ms=${sessionTimeoutMs(stage)}`,
        ...(stage === 'producer' ? ['--allow-private-destinations'] : []),
        ...(flags[stage] ?? []),
        ...own,
      ],
      env: {
        ...env,
        ...(crashAt === undefined ? {} : { CRASH_AT: crashAt }),
        ...(poisoned ? { CRASH_ON: crashOn.text } : {}),
      },
      logFolder: join(logFolder, String(++this.started)),
      nodeFlags: poisoned ? [`--import=${pathToFileURL(join(import.meta.dirname, 'poison/crash-on.ts')).href}`] : [],
    });
  }

  private async keep(place: Place): Promise<void> {
    const watched = place.process;
    await watched.failed.catch(() => undefined); // resolves never when it was stopped on purpose
    place.deaths++;
    this.died.resolve();
    if (!place.wanted) return;
    await systemClock.sleep(RESTART_AFTER_MS);
    if (!place.wanted || place.process !== watched) return;
    place.process = this.start(place.stage);
    void this.keep(place);
  }
}
