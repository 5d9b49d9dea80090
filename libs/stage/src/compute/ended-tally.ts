import type { DeadEvent } from '@pixel-relay/contracts';
import type { ComputeResult, EndedBy } from './compute-job.ts';

/** Gathers what ended in a job: where, how, and how often by which rule. */
export class EndedTally {
  readonly dead: DeadEvent[] = [];
  private readonly dropped: number[] = [];
  private readonly counts = new Map<string, { outcome: number; rule: string; count: number }>();

  add(index: number, outcome: number, rule: string): void {
    this.dropped.push(index, outcome);
    const key = `${outcome}/${rule}`;
    const entry = this.counts.get(key);
    if (entry === undefined) this.counts.set(key, { outcome, rule, count: 1 });
    else entry.count++;
  }

  result(): Pick<ComputeResult, 'dropped' | 'dead' | 'endedBy'> {
    const endedBy: EndedBy[] = [...this.counts.values()];
    return { dropped: this.dropped, dead: this.dead, endedBy };
  }
}
