import { parseArgs } from 'node:util';
import { KafkaMissingError } from './kafka-missing-error.ts';
import { stopSharedTestKafka } from './shared-kafka.ts';
import { down, status, up } from './up.ts';

const usage = `Starts and ends a real Kafka on this machine's loopback addresses.

  up [--nodes 1|3] [--port 9092] [--data DIR] [--heap-mib 512]
                      uses KAFKA_BROKERS if set; else Docker if its engine answers; else Kafka's own jars
                      (Maven, Java 17). Three nodes take three ports from --port on. Without --data, data goes with it.
  down [--shared]     ends what up started; --shared: the broker that tests share
  status              says what is there
`;

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof KafkaMissingError) && !isUsageError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function main(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      nodes: { type: 'string', default: '1' },
      port: { type: 'string', default: '9092' },
      data: { type: 'string' },
      'heap-mib': { type: 'string', default: '512' },
      shared: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const command = values.help ? undefined : positionals[0];
  if (command === 'up') {
    const { brokers, started } = await up({
      nodes: wholeNumber('nodes', values.nodes, [1, 3]) as 1 | 3,
      port: wholeNumber('port', values.port),
      heapMiB: wholeNumber('heap-mib', values['heap-mib']),
      ...(values.data === undefined ? {} : { dataFolder: values.data }),
    });
    console.log(`${started ? 'Started' : 'Using'} Kafka at ${brokers.join(',')}`);
    return 0;
  }
  if (command === 'down') {
    if (values.shared) console.log((await stopSharedTestKafka()) ? 'Ended the shared broker' : 'No shared broker');
    else {
      const ended = await down();
      console.log(ended === null ? 'Nothing to end' : `Ended Kafka at ${ended.join(',')}`);
    }
    return 0;
  }
  if (command === 'status') {
    const found = await status();
    if (found.kind === 'none') console.log('No Kafka: `up` starts one');
    else console.log(`${found.answering} of ${found.brokers.length} answer at ${found.brokers.join(',')}`);
    return found.kind !== 'none' && found.answering === found.brokers.length ? 0 : 1;
  }
  console.log(usage);
  return values.help ? 0 : 1;
}

function wholeNumber(name: string, text: string, allowed?: readonly number[]): number {
  const value = Number(text);
  const fits = allowed === undefined ? Number.isInteger(value) && value > 0 && value < 65_536 : allowed.includes(value);
  if (fits) return value;
  throw new KafkaMissingError(
    `--${name} ${text}: must be ${allowed?.join(' or ') ?? 'a whole number from 1 to 65535'}.`,
  );
}

function isUsageError(error: unknown): error is Error {
  return String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
}
