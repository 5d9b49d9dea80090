import type { StageStatus } from '@pixel-relay/contracts';
import type { LoadReport } from '@pixel-relay/loadgen';
import type { PartnerSim } from '@pixel-relay/partner-sim';
import type { PipelineAccount } from './account-of-pipeline.ts';
import { stageNames } from './pipeline.ts';
import type { ParkedDeliveries } from './read-parked.ts';
import type { Verdict } from './verify.ts';

export interface StageReport {
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly cpuMicrosPerEvent: number;
  readonly residentMiB: number;
  readonly ageP99Ms: number;
}

/** What `--json` writes. in = delivered + denied + filtered + dead + inFlight, where the account balances. */
export interface DemoReport {
  readonly in: number;
  readonly delivered: number;
  readonly denied: number;
  readonly filtered: number;
  readonly dead: number;
  /** those with a delivery that waits to be tried again among them */
  readonly inFlight: number;
  /** events with a delivery that waits in a retry topic: not lost, not yet delivered */
  readonly waiting: number;
  readonly balanced: boolean;
  readonly lost: number;
  readonly doubled: number;
  readonly reordered: number;
  readonly leaked: number;
  readonly stages: Readonly<Record<string, StageReport>>;
  readonly deliveries: Readonly<Record<string, { accepted: number; retrying: number; dead: number }>>;
  readonly webhook: { readonly requests: number; readonly verified: number; readonly invalidSignatures: number };
}

export interface RunFacts {
  readonly load: LoadReport;
  readonly account: PipelineAccount;
  readonly parked: ParkedDeliveries;
  readonly verdict: Verdict;
  readonly statuses: readonly (StageStatus | null)[];
  /** the highest p99 seen while the load ran, per stage */
  readonly ageP99Ms: readonly number[];
  readonly elapsedMs: number;
  readonly sim: PartnerSim;
}

export function makeReport({
  load,
  account,
  parked,
  verdict,
  statuses,
  ageP99Ms,
  elapsedMs,
  sim,
}: RunFacts): DemoReport {
  const { handed, denied, filtered, dead, inFlight, absent, expired, raw } = account;
  const { requests, verified, invalidSignatures } = sim.stats();
  const waiting = parked.waitingEvents;
  const agrees =
    handed === load.delivered && denied === load.denied && filtered === load.filtered && dead === load.dead;
  return {
    in: raw,
    delivered: handed - waiting,
    denied,
    filtered,
    dead,
    inFlight: inFlight + waiting,
    waiting,
    balanced:
      raw === handed + denied + filtered + dead + absent + expired + inFlight &&
      absent + expired === 0 &&
      (load.unsure > 0 || (raw === load.in && agrees)),
    lost: verdict.lost,
    doubled: verdict.doubled,
    reordered: verdict.reordered,
    leaked: verdict.leaked,
    stages: Object.fromEntries(
      statuses.map((status, i) => [stageNames[i]!, stageReport(status, ageP99Ms[i] ?? 0, elapsedMs)]),
    ),
    deliveries: Object.fromEntries(
      (statuses[3]?.totals?.deliveries ?? []).map(({ partner, accepted, retrying, dead: given }) => [
        partner!,
        { accepted: accepted ?? 0, retrying: (retrying ?? 0) + parked.waitingFor(partner!), dead: given ?? 0 },
      ]),
    ),
    webhook: { requests, verified, invalidSignatures },
  };
}

function stageReport(status: StageStatus | null, ageP99Ms: number, elapsedMs: number): StageReport {
  const events = status?.totals?.eventsIn ?? 0;
  const { cpuMicros = 0, residentBytes = 0 } = status?.process ?? {};
  return {
    events,
    eventsPerSecond: Math.round((events * 1_000) / elapsedMs),
    cpuMicrosPerEvent: events === 0 ? 0 : Math.round(((cpuMicros ?? 0) / events) * 10) / 10,
    residentMiB: Math.round((residentBytes ?? 0) / 2 ** 20),
    ageP99Ms: Math.round(ageP99Ms),
  };
}

export const isGood = (report: DemoReport): boolean =>
  report.balanced &&
  report.lost + report.doubled + report.reordered + report.leaked === 0 &&
  report.inFlight === report.waiting &&
  report.webhook.invalidSignatures === 0 &&
  report.webhook.verified === report.webhook.requests;
