/** The control plane of one stage: StageControl with reflection on one port, health on another. */
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { Clock } from '@pixel-relay/clock';
import { ControlBindError, SERVER_OPTIONS, addressOf, bind, endServer, isLoopback } from './bind-server.ts';
import { allowListProblem } from './caller.ts';
import type { ControlledStage } from './controlled-stage.ts';
import { addHealth } from './health.ts';
import { addReflection } from './reflection.ts';
import { type ControlEvent, addStageControl } from './stage-control.ts';
import { STAGE_CONTROL } from './stage-control-definition.ts';

/** Mutual TLS: PEM bytes. Clients need a certificate signed by `ca`. */
export interface ControlTls {
  readonly ca: Buffer;
  readonly cert: Buffer;
  readonly key: Buffer;
  /** who may call what changes something: `CN:name`, `DNS:name`, `URI:name`, `email:name` of the client's certificate */
  readonly allow: readonly string[];
}

export interface ControlOptions {
  readonly stage: ControlledStage;
  /** Anything but loopback needs `tls`. */
  readonly host: string;
  /** 0: any free port */
  readonly port: number;
  readonly tls?: ControlTls;
  /** Plaintext, and all it tells is whether the stage is well: the kubelet's probes speak no TLS. */
  readonly healthHost: string;
  readonly healthPort: number;
  readonly clock: Clock;
  readonly onEvent?: (event: ControlEvent) => void;
  /** How long calls may go on after close(); a drain that is being waited for is answered within it. */
  readonly closeDeadlineMs?: number;
}

export interface Control {
  readonly port: number;
  readonly healthPort: number;
  /** Ends the watches, lets calls finish until the deadline, frees both ports. */
  close(): Promise<void>;
}

const CLOSE_DEADLINE_MS = 2_000;

/** Rejects with ControlBindError; then nothing is left open. */
export async function serveControl(options: ControlOptions): Promise<Control> {
  const { stage, host, tls, healthHost, clock, onEvent = () => undefined } = options;
  const closeDeadlineMs = options.closeDeadlineMs ?? CLOSE_DEADLINE_MS;
  const credentials = credentialsFor(host, tls);
  const closing = new AbortController();

  const control = new Server(SERVER_OPTIONS);
  const allow = tls?.allow ?? null;
  addStageControl(control, { stage, clock, allow, onEvent, closing: closing.signal });
  addReflection(control, [STAGE_CONTROL]);
  const health = new Server(SERVER_OPTIONS);
  addHealth(health, stage, clock, closing.signal);

  const port = await bind('control', control, options, credentials);
  let healthPort: number;
  try {
    const at = { host: healthHost, port: options.healthPort };
    healthPort = await bind('health', health, at, ServerCredentials.createInsecure());
  } catch (error) {
    control.forceShutdown();
    throw error;
  }

  let closed: Promise<unknown> | undefined;
  return {
    port,
    healthPort,
    async close() {
      closing.abort();
      closed ??= Promise.all([
        endServer(control, addressOf(host, port), closeDeadlineMs),
        endServer(health, addressOf(healthHost, healthPort), closeDeadlineMs),
      ]);
      await closed;
    },
  };
}

function credentialsFor(host: string, tls: ControlTls | undefined): ServerCredentials {
  if (!tls) {
    if (isLoopback(host)) return ServerCredentials.createInsecure();
    throw new ControlBindError(
      `control host ${host} can be reached from other machines: give the control TLS files (ca, cert, key), or use 127.0.0.1`,
    );
  }
  const problem = allowListProblem(tls.allow);
  if (problem) throw new ControlBindError(`control allow-list: ${problem}`);
  try {
    return ServerCredentials.createSsl(tls.ca, [{ cert_chain: tls.cert, private_key: tls.key }], true);
  } catch (error) {
    throw new ControlBindError('the control TLS files are not a certificate and its key in PEM', error);
  }
}
