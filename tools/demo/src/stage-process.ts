/** One stage as a child process: started, asked over gRPC, told to drain by SIGTERM. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type ControlClient, connectControl } from '@pixel-relay/control';
import type { StageStatus } from '@pixel-relay/contracts';

const workspace = resolve(import.meta.dirname, '../../..');

export interface StageProcessOptions {
  readonly name: string;
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** the stage's output goes to <name>.log in it */
  readonly logFolder: string;
  /** for node itself */
  readonly nodeFlags?: readonly string[];
}

export class StageProcess {
  readonly name: string;
  /** Resolves when the stage says that it runs. */
  readonly running: Promise<void>;
  /** Rejects when the process ends without having been told to. */
  readonly failed: Promise<never>;
  private readonly child: ChildProcess;
  private readonly exited: Promise<number | null>;
  private control: ControlClient | null = null;
  private stopping = false;

  constructor({ name, flags, env, logFolder, nodeFlags = [] }: StageProcessOptions) {
    this.name = name;
    mkdirSync(logFolder, { recursive: true });
    const file = join(logFolder, `${name}.log`);
    const log = createWriteStream(file);
    const entry = join(workspace, 'apps', name, 'src/main.ts');
    this.child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...nodeFlags, entry, ...flags], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stderr!.pipe(log, { end: false });
    this.child.stdout!.pipe(log, { end: false });
    this.exited = new Promise(done => this.child.once('close', code => done(code)));
    this.failed = this.exited.then(code => {
      if (this.stopping) return new Promise<never>(() => undefined);
      throw new Error(`${name} ended by itself with exit code ${code}; its log is ${file}`);
    });
    this.failed.catch(() => undefined);
    this.running = Promise.race([this.saysItRuns(), this.failed]);
    this.running.catch(() => undefined);
  }

  get pid(): number {
    return this.child.pid!;
  }

  async status(): Promise<StageStatus | null> {
    try {
      return (await this.control?.status()) ?? null;
    } catch {
      return null;
    }
  }

  setWorkers(workers: number, by: string): Promise<StageStatus> {
    return this.control!.setWorkers(workers, by);
  }

  /** SIGTERM, and its exit code. */
  async stop(): Promise<number | null> {
    this.stopping = true;
    this.control?.close();
    this.child.kill('SIGTERM');
    return this.exited;
  }

  async kill(): Promise<void> {
    this.stopping = true;
    this.control?.close();
    this.child.kill('SIGKILL');
    await this.exited;
  }

  private async saysItRuns(): Promise<void> {
    for await (const line of createInterface({ input: this.child.stdout! })) {
      const port = controlPortOf(line);
      if (port === null) continue;
      this.control = connectControl(`127.0.0.1:${port}`);
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
