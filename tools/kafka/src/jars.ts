import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exclusively } from './exclusive.ts';
import { cacheFolder, jarsFolder, kafkaVersion } from './folders.ts';
import { KafkaMissingError } from './kafka-missing-error.ts';

const run = promisify(execFile);
const downloadTimeoutMs = 600_000;

/** The server, and the binding without which its log lines go nowhere. Their own dependencies are left to Maven. */
const artifacts = [
  ['org.apache.kafka', 'kafka_2.13', kafkaVersion],
  ['org.apache.logging.log4j', 'log4j-slf4j-impl', '2.25.4'],
] as const;

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>kafka-jars</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
${artifacts
  .map(
    ([group, artifact, version]) =>
      `    <dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
  )
  .join('\n')}
  </dependencies>
</project>
`;

/**
 * Folder with Apache Kafka's own jars, fetched once with Maven. `say` is told before anything is downloaded.
 * @throws KafkaMissingError when there is no Java, or no Maven while the jars are not there yet, or Maven fails.
 */
export async function ensureJars(say: (line: string) => void): Promise<string> {
  await requireJava();
  if (existsSync(jarsFolder)) return jarsFolder;
  return exclusively(join(cacheFolder, 'jars.lock'), downloadTimeoutMs, async () => {
    if (existsSync(jarsFolder)) return jarsFolder;
    await requireCommand('mvn', '-version');
    say(
      `Downloading Apache Kafka ${kafkaVersion} and what it needs (about 45 MB of jars) with Maven, once, into ${jarsFolder}`,
    );
    await download();
    return jarsFolder;
  });
}

/** Into a folder beside, renamed when complete: a download that was cut short never looks like a finished one. */
async function download(): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  const folder = await mkdtemp(join(cacheFolder, 'download-'));
  try {
    await writeFile(join(folder, 'pom.xml'), pom);
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
    const options = ['-DincludeScope=runtime', `-DoutputDirectory=${join(folder, 'jars')}`];
    await run('mvn', ['-B', '-q', '-f', join(folder, 'pom.xml'), goal, ...options], { timeout: downloadTimeoutMs });
    await rename(join(folder, 'jars'), jarsFolder);
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    throw new KafkaMissingError(
      `Maven could not fetch Kafka's jars: ${(stdout || String(error)).trim().slice(0, 2_000)}\nCheck that Maven reaches its repository, or set KAFKA_BROKERS.`,
      error,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function requireJava(): Promise<void> {
  const output = await requireCommand('java', '-version');
  const major = Number(/version "(\d+)/.exec(output)?.[1] ?? 0);
  if (major < 17)
    throw new KafkaMissingError(`Kafka ${kafkaVersion} needs Java 17 or newer; this machine's java is ${major}.`);
}

async function requireCommand(command: string, argument: string): Promise<string> {
  try {
    const { stdout, stderr } = await run(command, [argument]);
    return stdout + stderr;
  } catch (error) {
    throw new KafkaMissingError(
      `There is no Kafka to use: ${command} does not run here. Set KAFKA_BROKERS=host:port of a broker, or start Docker, ` +
        'or install a Java runtime (17 or newer) and Maven.',
      error,
    );
  }
}
