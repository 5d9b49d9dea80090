/** Destinations that answer as a script says, on any clock; one per partner. */
import type { Clock } from '@pixel-relay/clock';
import type { OutgoingRequest, Route, Router, SendOutcome } from '../delivery/connector.ts';

export interface SeenRequest {
  readonly partner: string;
  /** `shop/offset` of the events */
  readonly events: readonly string[];
  readonly madeAtMs: number;
  readonly atMs: number;
  readonly outcome: SendOutcome['kind'];
}

export interface ScriptedPartner {
  readonly eventsMax?: number;
  readonly concurrencyMax?: number;
  /** default true */
  readonly fullIsSlow?: boolean;
  readonly takesMs?: number | (() => number);
  answer(events: readonly string[], attempt: number): SendOutcome;
}

export class ScriptedDestinations {
  readonly seen: SeenRequest[] = [];
  readonly running = new Map<string, number>();
  readonly mostRunning = new Map<string, number>();
  opened = 0;
  closed = 0;
  private readonly clock: Clock;
  private readonly partners: Readonly<Record<string, ScriptedPartner>>;

  constructor(clock: Clock, partners: Readonly<Record<string, ScriptedPartner>>) {
    this.clock = clock;
    this.partners = partners;
  }

  readonly route: Router = ({ partner }): Route | null => {
    const script = this.partners[partner!];
    if (script === undefined) return null;
    return {
      key: partner!,
      label: `script ${partner}`,
      concurrencyMax: script.concurrencyMax ?? 8,
      fullIsSlow: script.fullIsSlow ?? true,
      requestBytesMax: 1 << 20,
      eventsMax: () => script.eventsMax ?? 1,
      groupOf: ({ shopId }) => shopId,
      connect: () => {
        this.opened++;
        return {
          send: (request, signal) => this.send(partner!, script, request, signal),
          close: async () => void this.closed++,
        };
      },
    };
  };

  private async send(
    partner: string,
    script: ScriptedPartner,
    { events, madeAtMs }: OutgoingRequest,
    signal: AbortSignal,
  ): Promise<SendOutcome> {
    const running = (this.running.get(partner) ?? 0) + 1;
    this.running.set(partner, running);
    this.mostRunning.set(partner, Math.max(running, this.mostRunning.get(partner) ?? 0));
    const ids = events.map(({ handOver }) => `${handOver.shopId}/${handOver.sourceOffset}`);
    const atMs = this.clock.monotonic();
    const { attempts } = events[0]!.handOver;
    const takesMs = typeof script.takesMs === 'function' ? script.takesMs() : script.takesMs;
    let outcome: SendOutcome;
    try {
      if (takesMs !== undefined) await this.clock.sleep(takesMs, signal);
      outcome = script.answer(ids, attempts);
    } catch {
      outcome = { kind: 'retry', detail: 'no answer in time' };
    }
    this.running.set(partner, this.running.get(partner)! - 1);
    this.seen.push({ partner, events: ids, madeAtMs, atMs, outcome: outcome.kind });
    return outcome;
  }
}
