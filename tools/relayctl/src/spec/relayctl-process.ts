/** For specs on a real Kafka: relayctl as a process of its own, as an operator or a script runs it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';

export interface Exited {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export const runRelayctl = (...args: string[]): Promise<Exited> =>
  new Promise(resolve => {
    const main = join(import.meta.dirname, '..', 'main.ts');
    execFile(process.execPath, [main, ...args], { env: {} }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
