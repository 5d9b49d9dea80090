/** Binding and ending of a gRPC server. */
import { promisify } from 'node:util';
import { type Server, type ServerCredentials, logVerbosity, setLogVerbosity } from '@grpc/grpc-js';

/** The control or health port cannot be bound, or may not be: the message says what to change. */
export class ControlBindError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ControlBindError';
  }
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

export const addressOf = (host: string, port: number): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

/**
 * What every server of ours has. A connection that is idle, or whose client is gone, is closed: health probes open a new
 * one each time, and those would add up. Requests are small.
 */
export const SERVER_OPTIONS = {
  'grpc.max_connection_idle_ms': 60_000,
  'grpc.keepalive_time_ms': 60_000,
  'grpc.keepalive_timeout_ms': 20_000,
  'grpc.max_concurrent_streams': 100,
  'grpc.max_receive_message_length': 64 * 1024,
  // Keeps a record of every connection for a debugging service that we do not serve.
  'grpc.enable_channelz': 0,
};

/** Resolves with the port as bound. `what` names it in the error: "control", "health". */
export async function bind(
  what: string,
  server: Server,
  { host, port }: { host: string; port: number },
  credentials: ServerCredentials,
): Promise<number> {
  const address = addressOf(host, port);
  // What grpc-js would print about a port that is taken is said better below; an operator who asked for its log gets it.
  const quiet = process.env['GRPC_VERBOSITY'] === undefined;
  try {
    if (quiet) setLogVerbosity(logVerbosity.NONE);
    return await promisify<string, ServerCredentials, number>(server.bindAsync.bind(server))(address, credentials);
  } catch (error) {
    const taken = String((error as Error).message).includes('EADDRINUSE');
    const why = taken ? 'is taken by another process: choose another, or 0 for any free one' : 'cannot be bound';
    throw new ControlBindError(`${what} address ${address} ${why}`, error);
  } finally {
    if (quiet) setLogVerbosity(logVerbosity.ERROR);
  }
}

/**
 * Takes no more calls, lets those that run finish for up to `deadlineMs`, then cuts them off. (It is drain that cuts:
 * forceShutdown knows no connections while channelz is off.)
 */
export async function endServer(server: Server, address: string, deadlineMs: number): Promise<void> {
  server.drain(address, deadlineMs);
  await new Promise<void>(resolve => server.tryShutdown(() => resolve()));
}
