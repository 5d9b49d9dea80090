import type { FrontierExplanation } from '@pixel-relay/contracts';
import type { Command } from 'commander';
import { type Context, type StageFlags, aboutStages, eachStage } from '../context.ts';
import { plain } from '../plain.ts';
import { duration } from '../table.ts';

/** `relayctl explain`: what the oldest unfinished job of each stage is, and what it waits for. */
export function addExplain(program: Command, { print }: Context): void {
  aboutStages(
    program.command('explain').description('the oldest unfinished job of stages, and what it waits for'),
  ).action(async (flags: StageFlags) =>
    eachStage(flags, async (stage, address) => {
      const explanation = await stage.explainFrontier();
      print(flags.json ? JSON.stringify({ address, ...plain(explanation) }) : `${address}: ${explained(explanation)}`);
    }),
  );
}

function explained(frontier: FrontierExplanation): string {
  if (!frontier.waiting) return 'nothing is in flight';
  const where = `${frontier.topic ?? ''}/${frontier.partition ?? 0} offset ${frontier.offset ?? 0}`;
  if (frontier.state === 'held') return `${where} is held: its log says why; "skip" passes it over`;
  const attempts = frontier.attempts ? `, attempt ${frontier.attempts}` : '';
  const destination = frontier.destination ? `, to ${frontier.destination}` : '';
  return `${where} is ${frontier.state || 'in flight'} for ${duration(frontier.ageMs)}${attempts}${destination}`;
}
