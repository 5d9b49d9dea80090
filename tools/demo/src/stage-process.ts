/** One stage as a child process: started, asked over its control port, told to drain by SIGTERM. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type ControlClient, connectControl } from '@pixel-relay/control';
import type { StageStatus } from '@pixel-relay/contracts';
import type { StageName } from './pipeline.ts';
import { stageEntry } from './stage-entry.ts';

export interface StageProcessOptions {
  readonly name: StageName;
  readonly flags: readonly string[];
  /** over this process's own */
  readonly env?: Readonly<Record<string, string>>;
  /** the stage's output goes to <label>.log in it */
  readonly logFolder: string;
  /** tells replicas apart; the name where it is left out */
  readonly label?: string;
  /** for node itself */
  readonly nodeFlags?: readonly string[];
  /** true: the bundle in dist/, false or left out: the sources */
  readonly built?: boolean;
  /** how much it gives way to other processes, 0 (as they are) to 19; Linux weighs CPU by it, as by containers' requests */
  readonly niceness?: number;
}

/** Whoever starts stages and is interrupted leaves none running. */
const alive = new Set<ChildProcess>();
process.on('exit', () => alive.forEach(child => child.kill('SIGKILL')));

export class StageProcess {
  readonly name: StageName;
  readonly logFile: string;
  /** Resolves when the stage says that it runs; rejects as `failed` does. */
  readonly running: Promise<void>;
  /** Rejects when the process ends without having been told to. */
  readonly failed: Promise<never>;
  private readonly child: ChildProcess;
  private readonly exited: Promise<number | null>;
  private client: ControlClient | null = null;
  private stopping = false;

  /** @throws Error when there is no bundle to start */
  constructor({
    name,
    flags,
    env,
    logFolder,
    label = name,
    nodeFlags = [],
    built = false,
    niceness = 0,
  }: StageProcessOptions) {
    this.name = name;
    this.logFile = join(logFolder, `${label}.log`);
    const entry = stageEntry(name, built);
    mkdirSync(logFolder, { recursive: true });
    const log = createWriteStream(this.logFile);
    const command = [process.execPath, '--disable-warning=ExperimentalWarning', ...nodeFlags, entry, ...flags];
    // Before it begins: threads have the niceness of the one that starts them.
    const [program, ...args] = niceness === 0 ? command : ['nice', '-n', String(niceness), ...command];
    this.child = spawn(program!, args, {
      cwd: dirname(entry),
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    alive.add(this.child);
    this.child.stderr!.pipe(log, { end: false });
    this.child.stdout!.pipe(log, { end: false });
    this.exited = new Promise(done =>
      this.child.once('close', code => {
        alive.delete(this.child);
        done(code);
      }),
    );
    this.failed = this.exited.then(code => {
      if (this.stopping) return new Promise<never>(() => undefined);
      throw new Error(`the ${name} ended by itself with exit code ${code}; its log is ${this.logFile}`);
    });
    this.failed.catch(() => undefined);
    this.running = Promise.race([this.saysItRuns(), this.failed]);
    this.running.catch(() => undefined);
  }

  /** Resolves when the stage says that it runs. */
  static async start(options: StageProcessOptions): Promise<StageProcess> {
    const stage = new StageProcess(options);
    await stage.running;
    return stage;
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Of a stage that runs. @throws Error before that */
  get control(): ControlClient {
    if (this.client === null) throw new Error(`the ${this.name} does not run yet: wait for its \`running\``);
    return this.client;
  }

  /** null while it does not answer */
  async status(): Promise<StageStatus | null> {
    try {
      return await this.control.status();
    } catch {
      return null;
    }
  }

  /** Drains by SIGTERM; resolves with its exit code. */
  stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  private end(signal: NodeJS.Signals): Promise<number | null> {
    this.stopping = true;
    this.client?.close();
    this.child.kill(signal);
    return this.exited;
  }

  private async saysItRuns(): Promise<void> {
    for await (const line of createInterface({ input: this.child.stdout! })) {
      const port = controlPortOf(line);
      if (port === null) continue;
      this.client = connectControl(`127.0.0.1:${port}`);
      return;
    }
    await new Promise<never>(() => undefined); // the process ended: `failed` says so
  }
}

function controlPortOf(line: string): number | null {
  if (!line.startsWith('{') || !line.includes('"running"')) return null;
  const { msg, controlPort } = JSON.parse(line) as { msg?: string; controlPort?: number };
  return msg === 'running' ? (controlPort ?? null) : null;
}
