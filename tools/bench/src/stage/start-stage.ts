/** One stage as it is deployed: a process with the image's node flags and default options. */
import { join, resolve } from 'node:path';
import { imageNodeFlags, type StageName, StageProcess } from '@pixel-relay/demo';

const logFolder = join(resolve(import.meta.dirname, '../../../..'), '.cache/bench');

export interface StartOptions {
  readonly stage: StageName;
  readonly flags: readonly string[];
  /** for node, beside the image's: without those a bench would measure something that nobody deploys */
  readonly nodeFlags?: readonly string[];
  /** true: the bundle in dist/, false: the sources */
  readonly built: boolean;
  /** distinguishes log files of replicas */
  readonly label: string;
  readonly niceness?: number;
}

/** Resolves when the stage says that it runs. */
export const startStage = ({ stage, nodeFlags = [], ...more }: StartOptions): Promise<StageProcess> =>
  StageProcess.start({ name: stage, nodeFlags: [...imageNodeFlags(stage), ...nodeFlags], logFolder, ...more });
