import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A process, told apart from a later one that got the same number. Everything that this tool ends it ends through one
 * of these, so a stale state file never costs a stranger its life.
 */
export interface ProcessIdentity {
  readonly pid: number;
  /** opaque: ticks since boot on Linux, the start date elsewhere */
  readonly startedAt: string;
}

/** null: no such process, or one that has ended and only waits to be collected. */
export function identityOf(pid: number): ProcessIdentity | null {
  const startedAt = process.platform === 'linux' ? startedAtFromProc(pid) : startedAtFromPs(pid);
  return startedAt === null ? null : { pid, startedAt };
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.startedAt === identity.startedAt;
}

/** Sends the signal if the process is still the one that was meant; false when it is gone. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isAlive(identity)) return false;
  try {
    process.kill(identity.pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Asks with SIGTERM, insists with SIGKILL after `graceMs`; resolves when the process is gone. */
export async function endProcess(identity: ProcessIdentity, graceMs: number): Promise<void> {
  // A stopped process would never see the request.
  signalProcess(identity, 'SIGCONT');
  signalProcess(identity, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (isAlive(identity)) {
    if (Date.now() > deadline) signalProcess(identity, 'SIGKILL');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

function startedAtFromProc(pid: number): string | null {
  try {
    // The command in parentheses may hold spaces: fields are counted from the last parenthesis. State is field 3, start 22.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function startedAtFromPs(pid: number): string | null {
  try {
    const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? null : line.slice(line.indexOf(' ') + 1).trim();
  } catch {
    return null;
  }
}
