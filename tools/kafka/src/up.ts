import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countBrokers } from './broker-probe.ts';
import type { ClusterRecord, StartKafkaOptions } from './cluster-options.ts';
import { stopDockerCluster } from './docker-cluster.ts';
import { exclusively } from './exclusive.ts';
import { localFolder } from './folders.ts';
import { isFree } from './free-ports.ts';
import { KafkaMissingError } from './kafka-missing-error.ts';
import { endProcess } from './process-identity.ts';
import { givenBrokers, startCluster } from './start-kafka.ts';

const stateName = 'state.json';
const lockWaitMs = 120_000;
const stopGraceMs = 10_000;

interface UpState {
  readonly brokers: string[];
  readonly record: ClusterRecord;
}

export type Status =
  | { readonly kind: 'given' | 'running'; readonly brokers: string[]; readonly answering: number }
  | { readonly kind: 'none' };

/**
 * Makes sure that a broker is there and says where: the given one, the one that an earlier `up` started, or a new one
 * that stays until `down`.
 */
export async function up(
  options: StartKafkaOptions & { readonly port: number },
  folder = localFolder,
): Promise<{
  readonly brokers: string[];
  readonly started: boolean;
}> {
  const given = givenBrokers();
  if (given !== null) return { brokers: given, started: false };
  return exclusively(join(folder, 'lock'), lockWaitMs, async () => {
    const state = await readState(folder);
    const count = options.nodes ?? 1;
    if (state !== null && (await answering(state.brokers)) === count && state.brokers.length === count) {
      return { brokers: state.brokers, started: false };
    }
    if (state !== null) await end(state, folder);
    const ports = Array.from({ length: count }, (_, index) => options.port + index);
    await requireFree(ports);
    const { brokers, record } = await startCluster({ ...options, ports });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, stateName), JSON.stringify({ brokers, record } satisfies UpState));
    return { brokers, started: true };
  });
}

/** Ends what `up` started; returns its addresses, or null when there is nothing of ours. */
export async function down(folder = localFolder): Promise<string[] | null> {
  return exclusively(join(folder, 'lock'), lockWaitMs, async () => {
    const state = await readState(folder);
    if (state === null) return null;
    await end(state, folder);
    return state.brokers;
  });
}

export async function status(folder = localFolder): Promise<Status> {
  const given = givenBrokers();
  if (given !== null) return { kind: 'given', brokers: given, answering: await answering(given) };
  const state = await readState(folder);
  if (state === null) return { kind: 'none' };
  return { kind: 'running', brokers: state.brokers, answering: await answering(state.brokers) };
}

async function end({ record }: UpState, folder: string): Promise<void> {
  if (record.kind === 'docker') await stopDockerCluster(record);
  else await Promise.all(record.nodes.map(node => endProcess(node, stopGraceMs)));
  await rm(join(folder, stateName), { force: true });
}

async function answering(brokers: readonly string[]): Promise<number> {
  const counts = await Promise.all(
    brokers.map(broker => {
      const [host = '', port] = broker.split(':');
      return countBrokers(host, Number(port), 2_000);
    }),
  );
  return counts.filter(count => count !== null).length;
}

async function requireFree(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    if (await isFree(port)) continue;
    throw new KafkaMissingError(
      `Port ${port} is taken. If that is a Kafka to use, set KAFKA_BROKERS=127.0.0.1:${port}; else choose another --port.`,
    );
  }
}

async function readState(folder: string): Promise<UpState | null> {
  return readFile(join(folder, stateName), 'utf8').then(
    text => JSON.parse(text) as UpState,
    () => null,
  );
}
