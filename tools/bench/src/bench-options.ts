import { Command, InvalidArgumentError, Option } from 'commander';
import { type StageName, stageNames } from '@pixel-relay/demo';
import { type SizeKb, sizesKb } from '@pixel-relay/loadgen';

/** What every command of the bench understands. */
export interface BenchOptions {
  readonly json: string | null;
  /** folder for charts; null: none */
  readonly charts: string | null;
  readonly runs: number;
  readonly events: number;
  readonly seconds: number;
  readonly sizeKb: SizeKb;
  readonly replicas: number;
  readonly partitions: number;
  readonly denied: number;
  readonly seed: number;
  readonly warmUp: number;
  readonly built: boolean;
  readonly stages: readonly StageName[];
  readonly profile: string | null;
  readonly rates: readonly number[];
  /** beside the image's: for trying out */
  readonly nodeFlags: readonly string[];
}

const number =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= min && value <= max))
      throw new InvalidArgumentError(`a number from ${min} to ${max} is needed`);
    return value;
  };

const words = (text: string): string[] => text.split(' ').filter(word => word !== '');

const listOf =
  <T>(item: (text: string) => T) =>
  (text: string): T[] =>
    text.split(',').map(item);

function stageName(text: string): StageName {
  const found = stageNames.find(name => name === text);
  if (found === undefined) throw new InvalidArgumentError(`stages are ${stageNames.join(', ')}`);
  return found;
}

/** Adds the options to a command; `defaults` are those that differ from command to command. */
export function withOptions(command: Command, defaults: { events: number; seconds: number; runs: number }): Command {
  return command
    .option('--json <file>', 'write the report there')
    .option('--charts <folder>', 'write charts (SVG) there')
    .option('--runs <n>', 'of each measurement; medians count', number(1, 100), defaults.runs)
    .option('--events <n>', 'distinct events in the backlog', number(10_000, 20_000_000), defaults.events)
    .option('--seconds <n>', 'how long a load lasts', number(1, 86_400), defaults.seconds)
    .addOption(new Option('--size-kb <kb>', 'average size of an event').choices(sizesKb.map(String)).default('1.8'))
    .option('--replicas <n>', 'of each stage', number(1, 16), 1)
    .option('--partitions <n>', 'of each topic', number(1, 256), 8)
    .option('--denied <share>', 'share of events that no partner may have', number(0, 1), 0.1)
    .option('--seed <n>', 'of the events', number(0, 2 ** 32), 1)
    .option('--warm-up <share>', 'of the backlog, done before measuring begins', number(0.05, 0.7), 0.2)
    .option('--node-flags <flags>', "for the stages' node, beside their images', separated by blanks", words, [])
    .option('--built', "run the stages' bundles in dist/ and not their sources", false);
}

export function readOptions(given: Record<string, unknown>): BenchOptions {
  const all = { json: null, charts: null, stages: stageNames, profile: null, rates: [], ...given };
  return { ...all, sizeKb: Number(given['sizeKb']) as SizeKb } as unknown as BenchOptions;
}

export const stagesOption = (): Option =>
  new Option('--stages <list>', 'which are measured, separated by commas; those before them run once')
    .argParser(listOf(stageName))
    .default(stageNames, 'all');

export const ratesOption = (rates: readonly number[]): Option =>
  new Option('--rates <list>', 'events a second, separated by commas')
    .argParser(listOf(number(1, 1_000_000)))
    .default(rates, rates.join(','));
