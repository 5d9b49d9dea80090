/** pixelrelay.control.v1.StageControl: each method asks the stage, and answers with its status after it. */
import { once } from 'node:events';
import {
  type Server,
  type ServerUnaryCall,
  type ServerWritableStream,
  type UntypedServiceImplementation,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import type { Clock } from '@pixel-relay/clock';
import type { StageStatus } from '@pixel-relay/contracts';
import { callerText, identitiesOf } from './caller.ts';
import { ControlRefusedError, type ControlledStage } from './controlled-stage.ts';
import { skipHeld } from './skip-held.ts';
import {
  CHANGING,
  type SkipRequest,
  type SkipResponse,
  type StageControlMethod,
  stageControlDefinition,
} from './stage-control-definition.ts';

/** What the log should know of: a change somebody asked for, or a call that failed for a reason of ours. */
export interface ControlEvent {
  readonly method: StageControlMethod;
  readonly by: string;
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly error?: unknown;
}

export interface StageControlOptions {
  readonly stage: ControlledStage;
  readonly clock: Clock;
  /** null: loopback, everybody on this machine may do everything */
  readonly allow: readonly string[] | null;
  readonly onEvent: (event: ControlEvent) => void;
  /** ends the watches */
  readonly closing: AbortSignal;
}

const WATCH_MS = { default: 1_000, min: 100, max: 60_000 };
/** A watcher costs a status an interval: enough for every operator, too few to slow the stage. */
const WATCHERS_MAX = 32;

interface Refusal {
  readonly code: status;
  readonly details: string;
}
type Call = Pick<ServerUnaryCall<unknown, unknown>, 'getAuthContext' | 'getPeer'>;

export function addStageControl(server: Server, options: StageControlOptions): void {
  const { stage, clock, allow, onEvent, closing } = options;

  /** Runs `act` for a caller who may, and reports changes and failures. Never rejects. */
  async function answer<Response>(
    method: StageControlMethod,
    call: Call,
    callback: sendUnaryData<Response>,
    act: (by: string) => Promise<Response>,
  ): Promise<void> {
    const names = identitiesOf(call.getAuthContext());
    const by = callerText(names[0] ?? call.getPeer());
    const changing = CHANGING.has(method);
    if (changing && allow && !names.some(name => allow.includes(name))) {
      onEvent({ method, by, outcome: 'refused' });
      const details = `${by} may not call ${method}: add the name of its certificate to the control allow-list`;
      return callback({ code: status.PERMISSION_DENIED, details });
    }
    try {
      const response = await act(by);
      if (changing) onEvent({ method, by, outcome: 'done' });
      callback(null, response);
    } catch (error) {
      onEvent({ method, by, outcome: error instanceof ControlRefusedError ? 'refused' : 'failed', error });
      callback(refusalOf(method, error));
    }
  }

  const unary =
    <Request, Response>(method: StageControlMethod, act: (request: Request, by: string) => Promise<Response>) =>
    (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void =>
      void answer(method, call, callback, by => act(call.request, by));

  let watchers = 0;
  async function watch(call: ServerWritableStream<{ intervalMs?: number | null }, StageStatus>): Promise<void> {
    const intervalMs = call.request.intervalMs || WATCH_MS.default;
    const refuse = (code: status, details: string): void => void call.emit('error', { code, details });
    if (intervalMs < WATCH_MS.min || intervalMs > WATCH_MS.max)
      return refuse(
        status.INVALID_ARGUMENT,
        `interval_ms must be ${WATCH_MS.min} to ${WATCH_MS.max}, or 0 for a second`,
      );
    if (watchers >= WATCHERS_MAX)
      return refuse(status.RESOURCE_EXHAUSTED, `${WATCHERS_MAX} watch already: end one, or ask GetStatus`);
    watchers++;
    const cancelled = new AbortController();
    call.on('cancelled', () => cancelled.abort());
    const ended = AbortSignal.any([closing, cancelled.signal]);
    try {
      while (!ended.aborted) {
        if (!call.write(stage.status())) await once(call, 'drain', { signal: ended });
        await clock.sleep(intervalMs, ended).catch(() => undefined);
      }
      // The last thing a watcher sees of a stage that stops is how it ended.
      if (!cancelled.signal.aborted) call.write(stage.status());
      call.end();
    } catch (error) {
      if (ended.aborted) return void call.end();
      onEvent({ method: 'WatchStatus', by: callerText(call.getPeer()), outcome: 'failed', error });
      const { code, details } = refusalOf('WatchStatus', error);
      refuse(code, details);
    } finally {
      watchers--;
    }
  }

  /** Who the caller says it is; beside its certificate's name where there is one. */
  const callerSaid = (by: string, { requestedBy }: { requestedBy?: string | null | undefined }): string => {
    const said = callerText(requestedBy ?? '');
    return said === '' ? by : allow === null ? said : `${by} (${said})`;
  };
  const after = async (done: Promise<void>): Promise<StageStatus> => {
    await done;
    return stage.status();
  };
  const implementation: UntypedServiceImplementation = {
    GetStatus: unary('GetStatus', async () => stage.status()),
    WatchStatus: (call: Parameters<typeof watch>[0]) => void watch(call),
    SetWorkers: unary<{ workers?: number | null; requestedBy?: string | null }, StageStatus>(
      'SetWorkers',
      async ({ workers, requestedBy }, by) => {
        const wanted = workers ?? 0;
        if (wanted < 1)
          throw new ControlRefusedError('invalid', 'workers must be at least 1; to stop taking work, pause');
        return after(stage.setWorkers(wanted, callerSaid(by, { requestedBy })));
      },
    ),
    Pause: unary('Pause', async () => after(stage.pause())),
    Resume: unary('Resume', async () => after(stage.resume())),
    Drain: unary('Drain', async () => after(stage.drain())),
    ExplainFrontier: unary('ExplainFrontier', async () => stage.explainFrontier()),
    Skip: unary<SkipRequest, SkipResponse>('Skip', (request, by) => skipHeld(stage, request, callerSaid(by, request))),
  };
  server.addService(stageControlDefinition, implementation);
}

function refusalOf(method: StageControlMethod, error: unknown): Refusal {
  if (error instanceof ControlRefusedError) {
    const code = error.kind === 'invalid' ? status.INVALID_ARGUMENT : status.FAILED_PRECONDITION;
    return { code, details: error.message };
  }
  return { code: status.INTERNAL, details: `${method} failed inside the stage: its log says why` };
}
