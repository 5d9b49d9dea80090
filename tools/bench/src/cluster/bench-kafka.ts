/** The Kafka that a bench runs on: its own, whose CPU and files it can see, or the one that KAFKA_BROKERS names. */
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@pixel-relay/clock';
import { connectKafka, type Log } from '@pixel-relay/kafka';
import { startKafka, useOrStartKafka } from '@pixel-relay/local-kafka';
import { cpuMicrosOf } from '../machine/process-figures.ts';

export interface BenchKafka {
  readonly brokers: readonly string[];
  /** everything of this run is below it */
  readonly topicPrefix: string;
  /** applies the prefix */
  readonly log: Log;
  /** all nodes, since they started; null for a broker that is not ours */
  cpuMicros(): number | null;
  /** the topic's segments on disk, compressed as they are; null for a broker that is not ours */
  topicBytes(topic: string): Promise<number | null>;
  /** Removes what is ours, and ends the broker if it is. */
  close(): Promise<void>;
}

/** @throws KafkaMissingError when no broker is named and this machine cannot run one */
export async function openBenchKafka(): Promise<BenchKafka> {
  const given = (process.env['KAFKA_BROKERS'] ?? '') !== '';
  const dataFolder = given ? null : await mkdtemp(join(tmpdir(), 'pixel-relay-bench-'));
  // Backlogs are gigabytes: they go even when the bench is interrupted.
  const removeData = (): void => {
    if (dataFolder !== null) rmSync(dataFolder, { recursive: true, force: true });
  };
  process.once('exit', removeData);
  const kafka = dataFolder === null ? await useOrStartKafka() : await startKafka({ dataFolder });
  const topicPrefix = `bench-${process.pid}-${Date.now().toString(36)}.`;
  const log = await connectKafka({
    brokers: kafka.brokers,
    clientId: 'pixel-relay-bench',
    topicPrefix,
    connectionTimeoutMs: 10_000,
    maxDecompressedBytes: 64 << 20,
    clock: systemClock,
  });
  return {
    brokers: kafka.brokers,
    topicPrefix,
    log,
    cpuMicros: () => sumOf(kafka.nodes.map(({ pid }) => cpuMicrosOf(pid))),
    topicBytes: async topic => (dataFolder === null ? null : segmentBytes(dataFolder, `${topicPrefix}${topic}-`)),
    close: async () => {
      if (dataFolder === null) await log.admin.remove(await log.admin.topics());
      await log.close();
      await kafka.stop();
      process.removeListener('exit', removeData);
      removeData();
    },
  };
}

function sumOf(figures: readonly (number | null)[]): number | null {
  if (figures.length === 0) return null;
  return figures.reduce<number | null>((sum, each) => (sum === null || each === null ? null : sum + each), 0);
}

async function segmentBytes(dataFolder: string, folderPrefix: string): Promise<number> {
  const entries = await readdir(dataFolder, { recursive: true, withFileTypes: true });
  const segments = entries.filter(
    entry =>
      entry.name.endsWith('.log') &&
      entry.parentPath.slice(entry.parentPath.lastIndexOf('/') + 1).startsWith(folderPrefix),
  );
  const sizes = await Promise.all(
    segments.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
