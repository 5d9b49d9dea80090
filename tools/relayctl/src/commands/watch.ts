import type { ControlClient } from '@pixel-relay/control';
import { type Command, InvalidArgumentError } from 'commander';
import { type Context, type StageFlags, aboutStages, connectAll } from '../context.ts';
import { statusJson } from '../plain.ts';
import { type StageRow, stagesTable } from '../status-tables.ts';

const CLEAR_SCREEN = '\x1b[2J\x1b[H';

/** `relayctl watch`: the stages as they go on, until Ctrl-C or until the last of them has stopped. */
export function addWatch(program: Command, context: Context): void {
  aboutStages(program.command('watch').description('stages as they go on, until Ctrl-C'))
    .option('--interval-ms <ms>', 'how often (100 to 60000)', interval, 1_000)
    .action(async (flags: StageFlags & { readonly intervalMs: number }) => {
      const stages = connectAll(flags);
      const rows = new Map<string, StageRow>();
      const open = stages.map(({ address }) => address);
      const show = (address: string): void => {
        if (flags.json) return context.print(statusJson(address, rows.get(address)!.status));
        // All stages tell their status at about the same time: drawing with the last of them draws each once.
        if (context.terminal) context.print(CLEAR_SCREEN + stagesTable([...rows.values()]));
        else if (address === open.at(-1)) context.print(stagesTable([...rows.values()]));
      };
      const ended = await Promise.allSettled(
        stages.map(({ address, stage }) =>
          follow(stage, address, flags.intervalMs, rows, show, context.interrupted).finally(
            () => void open.splice(open.indexOf(address), 1),
          ),
        ),
      );
      for (const { stage } of stages) stage.close();
      const failed = ended.find(each => each.status === 'rejected');
      if (failed) throw failed.reason;
    });
}

async function follow(
  stage: ControlClient,
  address: string,
  intervalMs: number,
  rows: Map<string, StageRow>,
  show: (address: string) => void,
  interrupted: AbortSignal,
): Promise<void> {
  for await (const status of stage.watch(intervalMs, interrupted)) {
    const before = rows.get(address)?.status;
    const elapsedMs = (status.uptimeMs ?? 0) - (before?.uptimeMs ?? 0);
    const events = (status.totals?.eventsIn ?? 0) - (before?.totals?.eventsIn ?? 0);
    rows.set(address, {
      address,
      status,
      eventsPerSecond: before && elapsedMs > 0 ? (events / elapsedMs) * 1_000 : null,
    });
    show(address);
  }
}

function interval(text: string): number {
  const ms = Number(text);
  if (!Number.isInteger(ms) || ms < 100 || ms > 60_000) throw new InvalidArgumentError('Give 100 to 60000.');
  return ms;
}
