import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KafkaMissingError } from './kafka-missing-error.ts';
import { identityOf, type ProcessIdentity } from './process-identity.ts';
import { formatProperties } from './server-properties.ts';

const run = promisify(execFile);

export interface JavaNodeOptions {
  readonly jars: string;
  /** properties, log and data of the node */
  readonly folder: string;
  readonly clusterId: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly heapMiB: number;
  readonly quickStart: boolean;
}

const log4j = `status = error
appender.file.type = File
appender.file.name = file
appender.file.fileName = \${sys:kafka.log}
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d{HH:mm:ss.SSS} %p %c{1} %m%n
rootLogger.level = warn
rootLogger.appenderRef.file.ref = file
`;

/**
 * Writes the node's configuration and formats its storage, unless that was done before. A node is stopped and started
 * again in the same folder.
 */
export async function prepareJavaNode(options: JavaNodeOptions): Promise<void> {
  const { folder, properties } = options;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'log4j2.properties'), log4j);
  await writeFile(join(folder, 'server.properties'), formatProperties(properties));
  if (existsSync(join(properties['log.dirs']!, 'meta.properties'))) return;
  const tool = ['kafka.tools.StorageTool', 'format', '--cluster-id', options.clusterId];
  await run('java', [
    ...jvmArguments({ ...options, quickStart: true }, 64),
    ...tool,
    '--config',
    join(folder, 'server.properties'),
  ]);
}

/** Starts the prepared node in a process group of its own, so that Ctrl-C in a terminal reaches only who owns it. */
export async function startJavaNode(options: JavaNodeOptions): Promise<ProcessIdentity> {
  const output = await open(join(options.folder, 'output.log'), 'a');
  try {
    const args = [...jvmArguments(options, options.heapMiB), 'kafka.Kafka', join(options.folder, 'server.properties')];
    const child = spawn('java', args, { detached: true, stdio: ['ignore', output.fd, output.fd] });
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    const identity = identityOf(child.pid!);
    if (identity === null) throw await startFailure(options.folder);
    return identity;
  } finally {
    await output.close();
  }
}

/** An error with the last lines that the node left. */
export async function startFailure(folder: string): Promise<KafkaMissingError> {
  const lines = await Promise.all(
    ['output.log', 'kafka.log'].map(file => readFile(join(folder, file), 'utf8').catch(() => '')),
  );
  const tail = lines.join('\n').trim().split('\n').slice(-20).join('\n');
  return new KafkaMissingError(`The Kafka broker did not start. Its last lines, from ${folder}:\n${tail}`);
}

function jvmArguments({ jars, folder, quickStart }: JavaNodeOptions, heapMiB: number): string[] {
  return [
    `-Xmx${heapMiB}m`,
    // One local node on a shared machine: the collector that leaves most of the cores to others.
    '-XX:+UseSerialGC',
    // Code that runs for seconds never earns back what the second compiler costs.
    ...(quickStart ? ['-XX:TieredStopAtLevel=1'] : []),
    '-XX:+ExitOnOutOfMemoryError',
    '-Djava.awt.headless=true',
    `-Dkafka.log=${join(folder, 'kafka.log')}`,
    `-Dlog4j2.configurationFile=${join(folder, 'log4j2.properties')}`,
    '-cp',
    join(jars, '*'),
  ];
}
