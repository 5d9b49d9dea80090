import type { Command } from 'commander';
import { type Context, type StageFlags, aboutStages, eachStage } from '../context.ts';
import { lifecycleText, statusJson } from '../plain.ts';

/** `relayctl pause`: stop stages from taking more; what is in flight is finished. */
export function addPause(program: Command, { print }: Context): void {
  aboutStages(
    program.command('pause').description('stop stages from taking more; what is in flight is finished'),
  ).action(async (flags: StageFlags) =>
    eachStage(flags, async (stage, address) => {
      const status = await stage.pause();
      print(flags.json ? statusJson(address, status) : `${status.stage}: ${lifecycleText(status)}`);
    }),
  );
}
