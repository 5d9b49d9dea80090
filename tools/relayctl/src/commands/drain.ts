import { type Command, InvalidArgumentError } from 'commander';
import { type Context, type StageFlags, aboutStages, eachStage } from '../context.ts';
import { lifecycleText, statusJson } from '../plain.ts';

/** `relayctl drain`: stages finish and commit what they have, then stop. Waits for it. */
export function addDrain(program: Command, { print }: Context): void {
  aboutStages(program.command('drain').description('finish what is in flight, commit it, and stop; waits for it'))
    .option('--wait-seconds <s>', 'how long to wait for each stage; it goes on draining afterwards', seconds, 120)
    .action(async (flags: StageFlags & { readonly waitSeconds: number }) =>
      eachStage(flags, async (stage, address) => {
        const status = await stage.drain(flags.waitSeconds * 1_000);
        print(flags.json ? statusJson(address, status) : `${status.stage}: ${lifecycleText(status)}`);
      }),
    );
}

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 3_600) throw new InvalidArgumentError('Give 1 to 3600.');
  return value;
}
