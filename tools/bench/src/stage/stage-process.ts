/** One stage as it is deployed: a process with the image's Node flags and default options, asked over its control port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type ControlClient, connectControl } from '@pixel-relay/control';
import type { StageName } from './stage-names.ts';

const workspace = resolve(import.meta.dirname, '../../../..');
export const benchFolder = join(workspace, '.cache/bench');

export interface StageProcessOptions {
  readonly stage: StageName;
  readonly flags: readonly string[];
  /** for node, beside the image's */
  readonly nodeFlags?: readonly string[];
  /** true: the bundle in dist/, false: the sources */
  readonly built: boolean;
  /** distinguishes log files of replicas */
  readonly label: string;
}

export class StageProcess {
  readonly stage: StageName;
  readonly logFile: string;
  /** Rejects when the process ends without having been told to. */
  readonly failed: Promise<never>;
  private readonly child: ChildProcess;
  private readonly exited: Promise<number | null>;
  private client: ControlClient | null = null;
  private stopping = false;

  private constructor({ stage, flags, nodeFlags = [], built, label }: StageProcessOptions) {
    this.stage = stage;
    mkdirSync(benchFolder, { recursive: true });
    this.logFile = join(benchFolder, `${label}.log`);
    const log = createWriteStream(this.logFile);
    const node = ['--disable-warning=ExperimentalWarning', ...imageNodeFlags(stage), ...nodeFlags];
    this.child = spawn(process.execPath, [...node, entryOf(stage, built), ...flags], {
      cwd: dirname(entryOf(stage, built)),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stderr!.pipe(log, { end: false });
    this.child.stdout!.pipe(log, { end: false });
    // A bench that is interrupted leaves nothing running.
    const endWithUs = (): void => void this.child.kill('SIGKILL');
    process.once('exit', endWithUs);
    this.exited = new Promise(done =>
      this.child.once('close', code => {
        process.removeListener('exit', endWithUs);
        done(code);
      }),
    );
    this.failed = this.exited.then(code => {
      if (this.stopping) return new Promise<never>(() => undefined);
      throw new Error(`the ${stage} ended by itself with exit code ${code}; its log is ${this.logFile}`);
    });
    this.failed.catch(() => undefined);
  }

  /** Resolves when the stage says that it runs. */
  static async start(options: StageProcessOptions): Promise<StageProcess> {
    const stage = new StageProcess(options);
    stage.client = connectControl(`127.0.0.1:${await Promise.race([stage.controlPort(), stage.failed])}`);
    return stage;
  }

  get pid(): number {
    return this.child.pid!;
  }

  get control(): ControlClient {
    return this.client!;
  }

  /** Drains by SIGTERM and returns the exit code. */
  async stop(): Promise<number | null> {
    this.stopping = true;
    this.client?.close();
    this.child.kill('SIGTERM');
    return this.exited;
  }

  private async controlPort(): Promise<number> {
    for await (const line of createInterface({ input: this.child.stdout! })) {
      if (!line.startsWith('{') || !line.includes('"running"')) continue;
      const { msg, controlPort } = JSON.parse(line) as { msg?: string; controlPort?: number };
      if (msg === 'running' && controlPort !== undefined) return controlPort;
    }
    return new Promise<never>(() => undefined); // the process ended: `failed` says so
  }
}

function entryOf(stage: StageName, built: boolean): string {
  const entry = join(workspace, 'apps', stage, built ? 'dist/main.js' : 'src/main.ts');
  if (!existsSync(entry)) throw new Error(`${entry} is not there: build it with "npx nx run-many -t build"`);
  return entry;
}

/** What the stage's Dockerfile gives to node: a bench without them would measure something that nobody deploys. */
export function imageNodeFlags(stage: StageName): string[] {
  const dockerfile = readFileSync(join(workspace, 'apps', stage, 'Dockerfile'), 'utf8');
  const command = /^CMD (\[.*\])$/m.exec(dockerfile);
  if (command === null)
    throw new Error(`apps/${stage}/Dockerfile has no CMD ["...", "main.js"] to take node's flags from`);
  return (JSON.parse(command[1]!) as string[]).filter(word => word.startsWith('--'));
}
