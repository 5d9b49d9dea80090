import { count } from './live-table.ts';
import { type DemoReport, isGood } from './report.ts';

/** What happened to every event, for a person. */
export function reportText(report: DemoReport, examples: readonly string[]): string {
  const { webhook } = report;
  const parts = [
    '',
    `${count(report.in)} events in`,
    `  ${count(report.delivered).padStart(10)}  delivered`,
    `  ${count(report.denied).padStart(10)}  denied: no partner may have them`,
    `  ${count(report.filtered).padStart(10)}  filtered: nobody asked for them`,
    `  ${count(report.dead).padStart(10)}  dead-lettered, with their bytes and a reason`,
    `  ${count(report.inFlight).padStart(10)}  in flight${report.waiting > 0 ? `, ${count(report.waiting)} of them waiting in retry topics to be delivered` : ''}`,
    '',
    ...Object.entries(report.deliveries).map(
      ([partner, { accepted, retrying, dead }]) =>
        `  ${count(accepted).padStart(10)}  accepted by ${partner}${retrying > 0 ? `, ${count(retrying)} waiting` : ''}${dead > 0 ? `, ${count(dead)} dead` : ''}`,
    ),
    `  webhook: ${count(webhook.requests)} requests, ${count(webhook.verified)} signatures verified`,
    '',
    ...Object.entries(report.stages).map(
      ([stage, { cpuMicrosPerEvent, residentMiB, ageP99Ms }]) =>
        `  ${stage.padEnd(10)} ${cpuMicrosPerEvent.toFixed(1).padStart(6)} us CPU an event  ${String(residentMiB).padStart(4)} MiB  age p99 ${ageP99Ms} ms`,
    ),
    '',
    `  compared with what each partner received: ${report.lost} lost, ${report.doubled} doubled, ${report.reordered} reordered, ${report.leaked} leaked`,
    ...examples.map(example => `    ${example}`),
    isGood(report) ? 'The account balances.' : 'The account does NOT balance.',
  ];
  return parts.join('\n');
}
