/** What every command is given: where to print, and how to reach a stage. */
import { readFileSync } from 'node:fs';
import { type ControlClient, connectControl } from '@pixel-relay/control';
import type { Log } from '@pixel-relay/kafka';
import { type Command, InvalidArgumentError } from 'commander';
import type { KafkaFlags } from './about-kafka.ts';

export interface Context {
  /** one or more lines for standard output, without the last line break */
  readonly print: (text: string) => void;
  /** the same for standard error: what a script that reads the output must not meet */
  readonly printAside: (text: string) => void;
  /** says how it ended, where that is more than done or failed */
  readonly exitWith: (code: number) => void;
  /** is standard output a terminal, whose screen may be redrawn */
  readonly terminal: boolean;
  /** aborted by Ctrl-C */
  readonly interrupted: AbortSignal;
  /** another way to the log than by Kafka's brokers */
  readonly openLog?: (flags: KafkaFlags) => Promise<Log>;
}

/** The options that every command about running stages has. */
export interface StageFlags {
  readonly address: readonly string[];
  readonly json?: true;
  readonly tlsCa?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsServerName?: string;
}

/** Something the operator can put right; its message is all that is printed. */
export class UsageError extends Error {}

const ADDRESSES_MAX = 64;

function collectAddress(given: string, before: readonly string[] = []): string[] {
  const [, port] = /^(?:\[[0-9a-fA-F:]+\]|[^:\s]+):(\d{1,5})$/.exec(given) ?? [];
  if (port === undefined || Number(port) < 1 || Number(port) > 65_535)
    throw new InvalidArgumentError('Write host:port, e.g. 127.0.0.1:9090.');
  if (before.length >= ADDRESSES_MAX) throw new InvalidArgumentError(`At most ${ADDRESSES_MAX} addresses.`);
  return [...before, given];
}

/** Adds the options of StageFlags to a command. */
export const aboutStages = (command: Command): Command =>
  command
    .requiredOption('-a, --address <host:port>', 'control port of a stage; repeat it for several', collectAddress)
    .option('--json', 'print JSON, one line a stage')
    .option('--tls-ca <file>', 'certificate authority of the stages, where they want TLS')
    .option('--tls-cert <file>', 'certificate of this client')
    .option('--tls-key <file>', 'its private key')
    .option('--tls-server-name <name>', "name in the stages' certificate, where it is not the address");

/** Does `work` with every stage, one after the other, and closes the connections whatever happens. */
export async function eachStage(
  flags: StageFlags,
  work: (stage: ControlClient, address: string) => Promise<void>,
): Promise<void> {
  for (const { address, stage } of connectAll(flags)) {
    try {
      await work(stage, address);
    } finally {
      stage.close();
    }
  }
}

export function connectAll(flags: StageFlags): { address: string; stage: ControlClient }[] {
  const tls = tlsOf(flags);
  return flags.address.map(address => ({ address, stage: connectControl(address, tls ? { tls } : {}) }));
}

function tlsOf({ tlsCa, tlsCert, tlsKey, tlsServerName }: StageFlags) {
  if (!tlsCa && !tlsCert && !tlsKey) return null;
  if (!tlsCa || !tlsCert || !tlsKey)
    throw new UsageError('--tls-ca, --tls-cert and --tls-key belong together: give all three');
  const read = (path: string): Buffer => {
    try {
      return readFileSync(path);
    } catch {
      throw new UsageError(`${path} cannot be read: give a PEM file`);
    }
  };
  const files = { ca: read(tlsCa), cert: read(tlsCert), key: read(tlsKey) };
  return tlsServerName === undefined ? files : { ...files, serverName: tlsServerName };
}
