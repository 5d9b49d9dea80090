/** What Linux says of a process from outside: for the broker, and for peaks that a poll would miss. Null where it cannot. */
import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ, fixed at 100 on every Linux that Node runs on: times in /proc are hundredths of a second. */
const TICK_MICROS = 10_000;

/** user and system, all threads, since the process started */
export function cpuMicrosOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat === null ? null : ticksIn(stat) * TICK_MICROS;
}

/** the highest resident memory since the process started */
export function residentPeakBytesOf(pid: number): number | null {
  const status = read(`/proc/${pid}/status`);
  const kib = status === null ? null : /^VmHWM:\s+(\d+) kB$/m.exec(status);
  return kib ? Number(kib[1]) * 1_024 : null;
}

/** CPU of each kind of thread, by the name that Node or V8 gave it; kinds that used nothing are left out. */
export function threadCpuMicrosOf(pid: number): Map<string, number> {
  const byName = new Map<string, number>();
  for (const thread of threadsOf(pid)) {
    const stat = read(`/proc/${pid}/task/${thread}/stat`);
    if (stat === null) continue; // it ended meanwhile
    const name = Number(thread) === pid ? 'main' : stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    const micros = ticksIn(stat) * TICK_MICROS;
    if (micros > 0) byName.set(name, (byName.get(name) ?? 0) + micros);
  }
  return byName;
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function ticksIn(stat: string): number {
  // The name in parentheses may hold spaces, so fields are counted from behind it: utime is field 14, stime 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
