/** A stage as a process: options in, one plain line out for whatever is wrong, signals handled, exit code told. */
import { hostname } from 'node:os';
import { systemClock } from '@pixel-relay/clock';
import { type Control, serveControl } from '@pixel-relay/control';
import { connectKafka, type Log, LogError } from '@pixel-relay/kafka';
import { askedFor, helpText, resolveOptions } from '@pixel-relay/options';
import { createLogger, type Logger, startTelemetry, type Telemetry } from '@pixel-relay/telemetry';
import type { CommonOptions } from '../common-options.ts';
import { crashingLog, readCrashAt } from './crash-points.ts';
import { describeTopology } from './describe-topology.ts';
import { kafkaOptionsOf } from './kafka-options.ts';
import type { StageDefinition } from '../stage-definition.ts';
import type { StageTopology } from '../stage-runtime.ts';
import { StageDoor } from './stage-door.ts';
import { startStage } from '../start-stage.ts';
import type { Progress, RunningStage } from '../running-stage.ts';
import { STALLED_EXIT_CODE, StalledError, Watchdog } from './watchdog.ts';

const NODE_MAJOR_MIN = 24;
/** For leaving the group and closing connections, once everything is drained or its deadline has passed. */
const CLOSE_MS = 10_000;
export const VERSION = '0.1.0';

/** Runs until SIGTERM or SIGINT, or until the stage cannot go on; sets the exit code. */
export async function runStage<Values extends CommonOptions>(definition: StageDefinition<Values>): Promise<void> {
  const argv = process.argv.slice(2);
  const out = (text: string): void => void process.stdout.write(`${text}\n`);
  const refuse = (line: string): void => {
    process.stderr.write(`${definition.name}: ${line}\n`);
    process.exitCode = 1;
  };
  if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR_MIN)
    return refuse(
      `needs Node ${NODE_MAJOR_MIN} or newer, this is ${process.versions.node}: start it by "npm run", or install it`,
    );

  const asked = askedFor(argv);
  if (asked === 'help')
    return out(
      helpText(definition.options, {
        usage: `node main.js [options]`,
        intro: `${definition.name}: ${definition.does}`,
      }),
    );
  const resolved = resolveOptions(definition.options, { argv, env: process.env, rules: definition.rules as never });
  if (!resolved.ok) return resolved.problems.forEach(refuse);
  const values = resolved.values as unknown as Values;
  if (asked === 'validate') return out(`${definition.name}: the options are good`);
  if (asked === 'describe') return out(describeTopology(definition, values));

  const instance = values.instance || `${hostname()}-${process.pid}`;
  const logger = createLogger({ stage: definition.name, instance, level: values.logLevel });
  try {
    await run(definition, values, instance, logger);
  } catch (error) {
    refuse(plainLine(error));
    if (error instanceof StalledError) process.exitCode = STALLED_EXIT_CODE;
  }
  // Connections of client libraries may linger; everything that matters has been awaited.
  process.exit();
}

async function run<Values extends CommonOptions>(
  definition: StageDefinition<Values>,
  values: Values,
  instance: string,
  logger: Logger,
): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort());
  const started: { log?: Log; telemetry?: Telemetry; control?: Control } = {};
  const door = new StageDoor(definition.name, instance, VERSION);
  try {
    const telemetry = (started.telemetry = await startTelemetry({
      stage: definition.name,
      instance,
      version: VERSION,
      prometheusPort: values.metricsPort,
      host: values.metricsHost,
      clock: systemClock,
    }));
    const control = (started.control = await serveControl({
      stage: door,
      host: values.controlHost,
      port: values.controlPort,
      healthHost: values.healthHost,
      healthPort: values.healthPort,
      clock: systemClock,
    }));
    const log = (started.log = await connectKafka(kafkaOptionsOf(definition.name, values, systemClock, logger)));
    const stage = await startStage(definition, values, {
      log: withCrashPoint(log, { stage: definition.name, ...definition.topology }),
      clock: systemClock,
      logger,
      telemetry,
      instance,
      version: VERSION,
    });
    door.open(stage);
    logger.info(
      { controlPort: control.port, healthPort: control.healthPort, metricsPort: telemetry.prometheusPort },
      'running',
    );
    const asked = new Promise<void>(resolve => stop.signal.addEventListener('abort', () => resolve(), { once: true }));
    const watchdog = watch(stage, definition, values, log, stop.signal);
    watchdog.catch(() => undefined);
    const stalled = await Promise.race([asked, stage.ended, watchdog]).then(
      () => null,
      (error: unknown) => {
        if (error instanceof StalledError) return error;
        throw error;
      },
    );
    // What is stuck may never end; the rest is given its time.
    if (stalled !== null)
      systemClock.setTimer(values.drainDeadlineMs + CLOSE_MS, () => endStalled(definition, stalled));
    await stage.stop();
    if (stalled !== null) throw stalled;
    await stage.ended;
  } finally {
    await started.log?.close();
    await started.control?.close();
    await started.telemetry?.shutdown();
  }
}

/** Rejects with StalledError; never resolves before the stage is asked to stop. */
async function watch<Values extends CommonOptions>(
  stage: RunningStage,
  { topology }: StageDefinition<Values>,
  { watchdogAfterMs: afterMs, watchdogEveryMs: everyMs }: Values,
  { admin }: Log,
  stopping: AbortSignal,
): Promise<void> {
  if (afterMs === 0) return new Promise(() => undefined);
  const progress = (): Progress => stage.progress();
  const options = { clock: systemClock, admin, topic: topology.input.topic, afterMs, everyMs, progress };
  await new Watchdog(options).watch(stopping);
}

function endStalled({ name }: { readonly name: string }, { message }: StalledError): void {
  process.stderr.write(`${name}: ${message}\n`);
  process.exit(STALLED_EXIT_CODE);
}

/** Only fault tests set CRASH_AT. */
function withCrashPoint(log: Log, topology: StageTopology): Log {
  const at = process.env['CRASH_AT'];
  if (at === undefined) return log;
  return crashingLog(log, topology, readCrashAt(at), () => {
    process.stderr.write(`CRASH_AT ${at} reached\n`);
    process.kill(process.pid, 'SIGKILL');
  });
}

/** What a person needs to know, on one line, without a stack. */
function plainLine(error: unknown): string {
  if (error instanceof LogError) return `${error.message}: ${error.action}`;
  return error instanceof Error ? error.message : String(error);
}
