/** The only broker dies, or stutters. */
import type { FaultRow } from '../fault-row.ts';
import { row } from './row.ts';

const AWAY_MS = 1_000;
const STUTTERS = 10;
const STUTTER_MS = 300;

export const brokerRows: readonly FaultRow[] = [
  row(
    'the only broker is killed and started again',
    async ({ cluster: { kafka }, reached, sleep }) => {
      await reached(0.3);
      await kafka.killNode(0);
      await sleep(AWAY_MS);
      await kafka.restartNode(0);
      return { fired: 1 };
    },
    { repeatsAllowed: true },
  ),
  row(
    'the broker stutters: stopped for 300 ms, ten times',
    async ({ cluster: { kafka }, reached, sleep }) => {
      await reached(0.1);
      for (let i = 0; i < STUTTERS; i++) {
        await kafka.killNode(0, 'SIGSTOP');
        await sleep(STUTTER_MS);
        await kafka.killNode(0, 'SIGCONT');
        await sleep(STUTTER_MS);
      }
      return { fired: STUTTERS };
    },
    { repeatsAllowed: true },
  ),
];
