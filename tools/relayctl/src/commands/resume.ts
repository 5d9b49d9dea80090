import type { Command } from 'commander';
import { type Context, type StageFlags, aboutStages, eachStage } from '../context.ts';
import { lifecycleText, statusJson } from '../plain.ts';

/** `relayctl resume`: let paused stages go on. */
export function addResume(program: Command, { print }: Context): void {
  aboutStages(program.command('resume').description('let paused stages go on')).action(async (flags: StageFlags) =>
    eachStage(flags, async (stage, address) => {
      const status = await stage.resume();
      print(flags.json ? statusJson(address, status) : `${status.stage}: ${lifecycleText(status)}`);
    }),
  );
}
