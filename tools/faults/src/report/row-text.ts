/** A row's result for a terminal. */
import type { RowResult } from '../judge.ts';

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

export function rowText(result: RowResult): string {
  const { name, fired, events, lost, doubled, reordered, leaked, repeated, recoveryMs, restart, good, why } = result;
  const parts = [
    `fired ${fired}`,
    `${events} events`,
    `${lost} lost`,
    `${doubled} doubled`,
    `${reordered} reordered`,
    `${leaked} leaked`,
    `${repeated} deliveries repeated`,
    ...(recoveryMs === null ? [] : [`caught up ${seconds(recoveryMs)} after the fault`]),
    ...(restart === undefined
      ? []
      : [
          `longest pause ${seconds(restart.pauseMaxMs)}`,
          `${restart.refetchedEvents} events fetched again`,
          `age p99 ${seconds(restart.ageP99Ms)}`,
        ]),
  ];
  return [`${good ? 'holds ' : 'BROKEN'} ${name}: ${parts.join(', ')}`, ...why.map(line => `         ${line}`)].join(
    '\n',
  );
}
