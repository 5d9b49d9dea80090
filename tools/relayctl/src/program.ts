/** The operator's command line: one file a command, under commands/. */
import { Command } from 'commander';
import { addAudit } from './commands/audit.ts';
import { addDeadLetters } from './commands/dead-letters.ts';
import { addDrain } from './commands/drain.ts';
import { addExplain } from './commands/explain.ts';
import { addPause } from './commands/pause.ts';
import { addPeek } from './commands/peek.ts';
import { addResume } from './commands/resume.ts';
import { addSkip } from './commands/skip.ts';
import { addStatus } from './commands/status.ts';
import { addSubscriptions } from './commands/subscriptions.ts';
import { addTopics } from './commands/topics.ts';
import { addWatch } from './commands/watch.ts';
import { addWorkers } from './commands/workers.ts';
import type { Context } from './context.ts';

const COMMANDS = [
  addStatus,
  addWatch,
  addWorkers,
  addPause,
  addResume,
  addDrain,
  addExplain,
  addSkip,
  addTopics,
  addSubscriptions,
  addAudit,
  addPeek,
  addDeadLetters,
];

/** Its own complaints about the command line are printed, then thrown as CommanderError. */
export function relayctl(context: Context): Command {
  const program = new Command('relayctl').description('operates the stages of pixel-relay').exitOverride();
  for (const add of COMMANDS) add(program, context);
  return program;
}
