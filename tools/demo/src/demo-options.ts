import { Command, InvalidArgumentError } from 'commander';

export interface DemoOptions {
  /** events a second; 0: as fast as the log takes them */
  readonly rate: number;
  /** null: until interrupted */
  readonly seconds: number | null;
  readonly partitions: number;
  /** of each computing stage */
  readonly workers: number | null;
  readonly producerWorkers: number | null;
  readonly partnerLatencyMs: number;
  readonly inMemory: boolean;
  readonly seed: number;
  readonly malformed: number;
  readonly denied: number;
  readonly json: string | null;
}

const number =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= min && value <= max))
      throw new InvalidArgumentError(`a number from ${min} to ${max} is needed`);
    return value;
  };

/** @param endless `npm start`: no end by itself */
export function readDemoOptions(argv: readonly string[], endless: boolean): DemoOptions {
  const command = new Command()
    .name(endless ? 'npm start --' : 'npm run demo --')
    .description('four stages on a real Kafka, load, partners; then an account of every event')
    .option('--rate <events>', 'events a second; 0: as fast as possible', number(0, 1_000_000), 2_000)
    .option('--seconds <n>', 'how long the load lasts', number(1, 86_400), endless ? undefined : 15)
    .option('--partitions <n>', 'of each data topic', number(1, 256), 4)
    .option('--workers <n>', 'threads of parser, validator and augmenter', number(1, 64))
    .option('--producer-workers <n>', 'deliveries at once', number(1, 1_000))
    .option('--partner-latency-ms <ms>', 'how long the webhook partner takes', number(0, 60_000), 20)
    .option('--malformed <share>', 'share of broken events', number(0, 1), 0.02)
    .option('--denied <share>', 'share of events that no partner may have', number(0, 1), 0.1)
    .option('--seed <n>', 'of the load', number(0, 2 ** 32), 1)
    .option('--in-memory', 'no Kafka: the four stages in one process, on a log in memory', false)
    .option('--json <file>', 'write the report there')
    .parse([...argv], { from: 'user' });
  const given = command.opts<Partial<DemoOptions> & { seconds?: number }>();
  return {
    seconds: null,
    workers: null,
    producerWorkers: null,
    json: null,
    ...given,
  } as DemoOptions;
}
