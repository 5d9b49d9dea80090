import { systemClock } from '@pixel-relay/clock';
import type { Log } from '@pixel-relay/kafka';
import { type Command, InvalidArgumentError } from 'commander';
import { aboutKafka, type KafkaFlags, wholeNumber, withLog } from '../about-kafka.ts';
import { audit, type AuditOptions } from '../audit/audit.ts';
import { auditText } from '../audit/audit-table.ts';
import { auditedStages, type StageName, stageNames } from '../audit/pipeline-stages.ts';
import type { Context } from '../context.ts';

interface Flags extends KafkaFlags {
  readonly groupPrefix?: string;
  readonly group?: Readonly<Partial<Record<StageName, string>>>;
  readonly countRaw?: true;
  readonly deadLetters: boolean;
  readonly watch?: true;
  readonly intervalMs: number;
}

const CLEAR_SCREEN = '\x1b[2J\x1b[H';

/** `relayctl audit`: proves from Kafka alone that every raw event is accounted for. Exit code 0: it is; 1: it is not. */
export function addAudit(program: Command, context: Context): void {
  aboutKafka(
    program
      .command('audit')
      .description('is every raw event accounted for? exit code 0: yes, 1: no, 2: could not be read'),
  )
    .option('--group-prefix <text>', "of the stages' groups; without it the topic prefix and pixel-relay-")
    .option('--group <stage=id>', 'the group of one stage; repeat it for several', collectGroup)
    .option('--count-raw', 'also read the raw topic, to tell offsets without a record from dropped events')
    .option('--no-dead-letters', 'do not read the dead letters')
    .option('--watch', 'again and again, until Ctrl-C; the exit code is the last verdict')
    .option('--interval-ms <ms>', 'between two audits of a watch', wholeNumber(100, 3_600_000), 2_000)
    .action((flags: Flags) => withLog(flags, context, log => run(log, flags, context)));
}

async function run(log: Log, flags: Flags, context: Context): Promise<void> {
  const options: AuditOptions = {
    stages: auditedStages(flags.groupPrefix ?? `${flags.topicPrefix}pixel-relay-`, flags.group),
    countRaw: flags.countRaw === true,
    deadLetters: flags.deadLetters,
  };
  do {
    const report = await audit(log, options);
    const clear = flags.watch && context.terminal && !flags.json ? CLEAR_SCREEN : '';
    context.print(flags.json ? JSON.stringify(report) : clear + auditText(report));
    context.exitWith(report.balanced ? 0 : 1);
    if (flags.watch) await systemClock.sleep(flags.intervalMs, context.interrupted).catch(() => undefined);
  } while (flags.watch && !context.interrupted.aborted);
}

function collectGroup(given: string, before: Flags['group'] = {}): Flags['group'] {
  const [, name, id] = /^(\w+)=(.+)$/.exec(given) ?? [];
  const stage = stageNames.find(each => each === name);
  if (stage === undefined || id === undefined)
    throw new InvalidArgumentError(`Write stage=id; stages are ${stageNames.join(', ')}.`);
  return { ...before, [stage]: id };
}
