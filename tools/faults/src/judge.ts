/** Whether a row holds: the account against what the load wrote, what partners received against what they should have. */
import type { PipelineAccount, Verdict } from '@pixel-relay/demo';
import type { LoadReport } from '@pixel-relay/loadgen';
import type { FaultRow, Injection, RestartCost } from './fault-row.ts';

export interface RowResult {
  readonly name: string;
  readonly fired: number;
  readonly events: number;
  readonly lost: number;
  /** events that a stage took twice: the account would say more than the load wrote */
  readonly doubled: number;
  readonly reordered: number;
  readonly leaked: number;
  /** deliveries that reached their partner again, under the same id */
  readonly repeated: number;
  /**
   * From the end of the fault until everything that was in the log at that moment was accounted for; null: nothing was in it,
   * or that never came.
   */
  readonly recoveryMs: number | null;
  /** rows that restart replicas */
  readonly restart?: RestartCost;
  readonly good: boolean;
  /** in words, where it is not */
  readonly why: readonly string[];
}

export interface RowFacts {
  readonly load: LoadReport;
  readonly account: PipelineAccount;
  readonly verdict: Verdict;
  /** what the fault did; its deaths by a crash point included */
  readonly injection: Injection;
  /** what did not hold afterwards */
  readonly afterwards: readonly string[];
  readonly recoveryMs: number | null;
}

export function judge(row: FaultRow, facts: RowFacts): RowResult {
  const { load, account, verdict, injection, afterwards, recoveryMs } = facts;
  const { raw, handed, denied, filtered, dead, absent, expired, inFlight } = account;
  const ownDead = injection.dead ?? 0;
  // A send whose answer was lost is sent again: so many records the log may have beyond those that the load is sure of.
  const extra = raw - load.in - ownDead;
  const outcomes: [is: number, expected: number][] = [
    [handed, load.delivered],
    [denied, load.denied],
    [filtered, load.filtered],
    [dead, load.dead + ownDead],
  ];
  const doubled = outcomes.reduce((sum, [is, expected]) => sum + Math.max(0, is - expected - Math.max(0, extra)), 0);
  const checks: [boolean, string][] = [
    [injection.fired > 0, 'the fault never fired'],
    [inFlight === 0, `${inFlight} events are still in flight`],
    [absent + expired === 0, `${absent} absent, ${expired} expired`],
    [raw === handed + denied + filtered + dead + absent + expired + inFlight, 'the account does not balance'],
    [extra >= 0, `the raw topic has ${-extra} records less than were acknowledged`],
    [
      outcomes.every(([is, expected]) => is >= expected && is <= expected + extra),
      `the account says ${handed}/${denied}/${filtered}/${dead}, the load ` +
        `${load.delivered}/${load.denied}/${load.filtered}/${load.dead + ownDead}, with ${extra} records it is not sure of`,
    ],
    [doubled === 0, `${doubled} taken twice`],
    [verdict.lost + verdict.reordered + verdict.leaked === 0, verdict.examples.join('; ')],
    [
      row.repeatsAllowed || verdict.doubled === 0,
      `${verdict.doubled} deliveries repeated, which this fault does not explain: ${verdict.examples.join('; ')}`,
    ],
  ];
  const why = [
    ...checks.filter(([holds]) => !holds).map(([, text]) => text),
    ...(injection.missing ?? []),
    ...afterwards,
  ];
  return {
    name: row.name,
    fired: injection.fired,
    events: raw,
    lost: verdict.lost,
    doubled,
    reordered: verdict.reordered,
    leaked: verdict.leaked,
    repeated: verdict.doubled,
    recoveryMs,
    ...(injection.restart && { restart: injection.restart }),
    good: why.length === 0,
    why,
  };
}
