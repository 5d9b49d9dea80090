import { join } from 'node:path';

/** The workspace's git-ignored cache: jars, data and state of local brokers. Nothing of this tool lies elsewhere. */
export const cacheFolder = join(import.meta.dirname, '..', '..', '..', '.cache', 'kafka');

/** Jars of the one Kafka version that this tool runs. */
export const kafkaVersion = '4.3.1';
export const jarsFolder = join(cacheFolder, `jars-${kafkaVersion}`);

/** What `up` started and `down` ends. */
export const localFolder = join(cacheFolder, 'local');

/** The broker that test processes share. */
export const sharedFolder = join(cacheFolder, 'shared');
