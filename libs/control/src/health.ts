/**
 * grpc.health.v1, for the kubelet and load balancers. Three services: `liveness` and `readiness` by name, and '' for both
 * together.
 */
import { once } from 'node:events';
import { type Server, type ServerWritableStream, type sendUnaryData, status } from '@grpc/grpc-js';
import type { Clock } from '@pixel-relay/clock';
import type { ControlledStage } from './controlled-stage.ts';
import { healthDefinition } from './well-known-services.ts';

const SERVING = 1;
const NOT_SERVING = 2;
const SERVICE_UNKNOWN = 3;

/** A watcher hears of a change at most this much later. */
const LOOK_INTERVAL_MS = 500;

interface CheckRequest {
  readonly service: string;
}
interface CheckResponse {
  readonly status: number;
}

/** `closing` ends the watches; from then on nothing serves. */
export function addHealth(
  server: Server,
  stage: Pick<ControlledStage, 'live' | 'ready'>,
  clock: Clock,
  closing: AbortSignal,
): void {
  const checks: Record<string, () => boolean> = {
    '': () => stage.live && stage.ready,
    liveness: () => stage.live,
    readiness: () => stage.ready,
  };
  const read = (service: string): number => {
    const check = Object.hasOwn(checks, service) ? checks[service]! : null;
    if (!check) return SERVICE_UNKNOWN;
    return check() && !closing.aborted ? SERVING : NOT_SERVING;
  };

  server.addService(healthDefinition, {
    check(call: { request: CheckRequest }, callback: sendUnaryData<CheckResponse>): void {
      const known = read(call.request.service);
      if (known !== SERVICE_UNKNOWN) return callback(null, { status: known });
      callback({ code: status.NOT_FOUND, details: `ask for '' (all), 'liveness' or 'readiness'` });
    },
    async watch(call: ServerWritableStream<CheckRequest, CheckResponse>): Promise<void> {
      const cancelled = new AbortController();
      call.on('cancelled', () => cancelled.abort());
      const ended = AbortSignal.any([closing, cancelled.signal]);
      let told: number | undefined;
      const tell = async (): Promise<void> => {
        const current = read(call.request.service);
        if (current === told) return;
        told = current;
        if (!call.write({ status: current })) await once(call, 'drain', { signal: ended });
      };
      try {
        while (!ended.aborted) {
          await tell();
          await clock.sleep(LOOK_INTERVAL_MS, ended);
        }
      } catch {
        // Only the end of the watch interrupts it.
      }
      if (closing.aborted && !cancelled.signal.aborted) await tell().catch(() => undefined);
      call.end();
    },
  });
}
