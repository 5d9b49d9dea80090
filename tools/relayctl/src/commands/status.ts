import type { Command } from 'commander';
import { type Context, type StageFlags, aboutStages, eachStage } from '../context.ts';
import { statusJson } from '../plain.ts';
import { type StageRow, detailTables, stagesTable } from '../status-tables.ts';

/** `relayctl status`: what each stage says of itself, its partitions and its deliveries. */
export function addStatus(program: Command, { print }: Context): void {
  aboutStages(program.command('status').description('what stages say of themselves')).action(
    async (flags: StageFlags) => {
      const rows: StageRow[] = [];
      await eachStage(flags, async (stage, address) => {
        rows.push({ address, status: await stage.status(), eventsPerSecond: null });
      });
      if (flags.json) return print(rows.map(({ address, status }) => statusJson(address, status)).join('\n'));
      const details = detailTables(rows.map(({ status }) => status));
      print(details === '' ? stagesTable(rows) : `${stagesTable(rows)}\n\n${details}`);
    },
  );
}
