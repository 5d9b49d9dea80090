import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { FailureScriptError, parseAnswers } from './failure-script.ts';
import { PartnerSimOptionError } from './partner-sim-options.ts';
import { startPartnerSim } from './start-partner-sim.ts';

interface Flags {
  port: number;
  host: string;
  secret?: string;
  secretFile?: string;
  unverified?: boolean;
  script?: string;
  repeat?: boolean;
  latencyMs: number;
  concurrentMax?: number;
  queueMax?: number;
  idsMax?: number;
}

const program = new Command('partner-sim')
  .description('A partner that takes signed webhooks, remembers what it got, and fails as told.')
  .option('--port <n>', 'port to listen on; 0: any free one', number, 8_090)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--secret <whsec>', 'secret of the signatures (or PARTNER_SIM_SECRET)')
  .option('--secret-file <path>', 'file that holds the secret')
  .option('--unverified', 'do not check signatures')
  .option('--script <answers>', 'answers in turn, such as 500,500,200 or 429:2,timeout,reset')
  .option('--repeat', 'begin the script again after its end')
  .option('--latency-ms <ms>', 'time to answer', number, 0)
  .option('--concurrent-max <n>', 'requests worked on at once', number)
  .option('--queue-max <n>', 'requests that may wait beyond those; more get 503', number)
  .option('--ids-max <n>', 'events remembered', number);

await run(program.parse().opts<Flags>());

async function run(flags: Flags): Promise<void> {
  try {
    const { unverified, script, repeat, ...rest } = flags;
    const sim = await startPartnerSim({
      ...rest,
      secret: unverified ? null : readSecret(flags),
      script: script === undefined ? undefined : { answers: parseAnswers(script), repeat },
    });
    console.log(`partner-sim listens on ${sim.url} (GET /stats, GET /received, POST /script)`);
    const stop = async (): Promise<void> => {
      const stats = sim.stats();
      await sim.stop();
      console.log(JSON.stringify(stats));
    };
    process.once('SIGINT', () => void stop());
    process.once('SIGTERM', () => void stop());
  } catch (error) {
    const plain = error instanceof PartnerSimOptionError || error instanceof FailureScriptError;
    if (!plain && !isSystemError(error)) throw error;
    console.error(`partner-sim: ${error.message}`);
    process.exitCode = 1;
  }
}

function readSecret({ secret, secretFile }: Flags): string {
  const found =
    secret ?? (secretFile === undefined ? process.env['PARTNER_SIM_SECRET'] : readFileSync(secretFile, 'utf8').trim());
  if (!found) throw new PartnerSimOptionError('give --secret, --secret-file or PARTNER_SIM_SECRET, or --unverified');
  return found;
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new InvalidArgumentError('not a number');
  return value;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}
