/** Holds a stage's own account, and the number of records that left it, against what the load generator expects. */
import type { StageName } from '@pixel-relay/demo';
import type { LoadReport } from '@pixel-relay/loadgen';
import type { Outcomes } from '../stage/frontier.ts';
import { WrongOutputError } from './wrong-output-error.ts';

type Load = Pick<LoadReport, 'in' | 'delivered' | 'denied' | 'filtered' | 'dead'>;

/** What each stage's account must say after the whole load, upstream's endings included. */
export function expectedOutcomes(stage: StageName, load: Load): Outcomes {
  const { dead, delivered, denied, filtered } = load;
  if (stage === 'parser') return { forwarded: load.in - dead, denied: 0, filtered: 0, dead };
  return { forwarded: delivered, denied, filtered, dead };
}

/** @throws WrongOutputError */
export function checkOutcomes(stage: StageName, outcomes: Outcomes, load: Load): void {
  const expected = expectedOutcomes(stage, load);
  for (const name of ['forwarded', 'denied', 'filtered', 'dead'] as const)
    if (outcomes[name] !== expected[name])
      throw new WrongOutputError(stage, `its account has ${outcomes[name]} ${name}, expected ${expected[name]}`);
}

/** @throws WrongOutputError */
export function checkDeliveries(records: number, { partners }: Pick<LoadReport, 'partners'>): void {
  const expected = deliveriesOf(partners);
  if (records !== expected)
    throw new WrongOutputError('producer', `partner topics hold ${records} records, expected ${expected}`);
}

export const deliveriesOf = (partners: LoadReport['partners']): number =>
  Object.values(partners).reduce((sum, count) => sum + count, 0);
