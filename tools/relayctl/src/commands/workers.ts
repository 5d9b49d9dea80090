import { type Command, InvalidArgumentError } from 'commander';
import { type Context, type StageFlags, aboutStages, eachStage } from '../context.ts';
import { statusJson } from '../plain.ts';
import { userName } from '../user-name.ts';

/** `relayctl workers N`: resizes the pools of running stages. A restart goes back to the option. */
export function addWorkers(program: Command, { print }: Context): void {
  const command = program
    .command('workers')
    .description('resize the worker pool of running stages; until they restart')
    .argument('<n>', 'how many workers', workers)
    .option('--by <name>', 'who asks; shown in status and log', userName());
  aboutStages(command).action(async (wanted: number, flags: StageFlags & { readonly by: string }) =>
    eachStage(flags, async (stage, address) => {
      const status = await stage.setWorkers(wanted, flags.by);
      print(flags.json ? statusJson(address, status) : `${status.stage}: ${status.pool?.workers ?? 0} workers`);
    }),
  );
}

function workers(text: string): number {
  const wanted = Number(text);
  if (!Number.isInteger(wanted) || wanted < 1) throw new InvalidArgumentError('Give a whole number from 1.');
  return wanted;
}
