/** A client of a stage's control plane. */
import {
  Client,
  type ClientOptions,
  ChannelCredentials,
  Metadata,
  type MethodDefinition,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import { type Clock, systemClock } from '@pixel-relay/clock';
import type { FrontierExplanation, StageStatus } from '@pixel-relay/contracts';
import type { SkipOrder } from './controlled-stage.ts';
import { type SkipResponse, stageControlDefinition as methods } from './stage-control-definition.ts';

export interface ConnectOptions {
  /** PEM bytes: whom to trust, and who this client is */
  readonly tls?: { readonly ca: Buffer; readonly cert: Buffer; readonly key: Buffer; readonly serverName?: string };
  /** how long one call may take; default: 10 s. A drain has its own. */
  readonly deadlineMs?: number;
  readonly clock?: Clock;
}

export interface ControlClient {
  status(): Promise<StageStatus>;
  /** A status at once and then each interval, until the signal or the stage ends it. Leaving the loop ends it too. */
  watch(intervalMs: number, signal?: AbortSignal): AsyncIterable<StageStatus>;
  setWorkers(workers: number, by: string): Promise<StageStatus>;
  pause(): Promise<StageStatus>;
  resume(): Promise<StageStatus>;
  /** Answers when the stage has drained. The drain goes on even when nobody waits for it any more. */
  drain(deadlineMs: number): Promise<StageStatus>;
  explainFrontier(): Promise<FrontierExplanation>;
  /** Answers with what was passed over; refused where the partition is not held at that very offset. */
  skip(order: SkipOrder): Promise<SkipResponse>;
  close(): void;
}

/** A call failed. `code` is gRPC's; the message is one line that says what to do. */
export class ControlCallError extends Error {
  readonly code: status;
  constructor(code: status, message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'ControlCallError';
    this.code = code;
  }
}

const DEADLINE_MS = 10_000;
const CLIENT_OPTIONS: ClientOptions = {
  // A proxy set for the world outside has no business between an operator and a stage.
  'grpc.enable_http_proxy': 0,
  'grpc.keepalive_time_ms': 60_000,
};

/** Connects on the first call. `address` is host:port. */
export function connectControl(address: string, options: ConnectOptions = {}): ControlClient {
  const { tls, deadlineMs = DEADLINE_MS, clock = systemClock } = options;
  const credentials = tls
    ? ChannelCredentials.createSsl(tls.ca, tls.key, tls.cert)
    : ChannelCredentials.createInsecure();
  const serverName = tls?.serverName === undefined ? {} : { 'grpc.ssl_target_name_override': tls.serverName };
  const client = new Client(address, credentials, { ...CLIENT_OPTIONS, ...serverName });

  const call = <Request, Response>(
    { path, requestSerialize, responseDeserialize }: MethodDefinition<Request, Response>,
    request: Request,
    withinMs = deadlineMs,
  ): Promise<Response> =>
    new Promise((resolve, reject) => {
      const until = { deadline: new Date(clock.now() + withinMs) };
      const done = (error: ServiceError | null, response?: Response): void =>
        error ? reject(explained(address, error)) : resolve(response!);
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, new Metadata(), until, done);
    });

  async function* watch(intervalMs: number, signal?: AbortSignal): AsyncGenerator<StageStatus> {
    if (signal?.aborted) return;
    const { path, requestSerialize, responseDeserialize } = methods.WatchStatus;
    const stream = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, { intervalMs });
    const cancel = (): void => stream.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      for await (const each of stream) yield each as StageStatus;
    } catch (error) {
      if (!signal?.aborted) throw explained(address, error as ServiceError);
    } finally {
      signal?.removeEventListener('abort', cancel);
      stream.cancel();
    }
  }

  return {
    status: () => call(methods.GetStatus, {}),
    watch,
    setWorkers: (workers, requestedBy) => call(methods.SetWorkers, { workers, requestedBy }),
    pause: () => call(methods.Pause, {}),
    resume: () => call(methods.Resume, {}),
    drain: withinMs => call(methods.Drain, {}, withinMs),
    explainFrontier: () => call(methods.ExplainFrontier, {}),
    skip: ({ by, ...order }) => call(methods.Skip, { ...order, requestedBy: by }),
    close: () => client.close(),
  };
}

function explained(address: string, error: ServiceError): ControlCallError {
  const { code, details } = error;
  const said = {
    [status.UNAVAILABLE]: `nothing answers at ${address}: is the stage running, is this its control port, and does it want TLS?`,
    [status.DEADLINE_EXCEEDED]: `${address} did not answer in time: it is busy or hangs; look at its liveness`,
    [status.UNIMPLEMENTED]: `${address} is not a stage's control port`,
  }[code as number];
  return new ControlCallError(code, said ?? details, error);
}
