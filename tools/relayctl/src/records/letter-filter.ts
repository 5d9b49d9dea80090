import { type Command, Option } from 'commander';
import { type DeadLetterSummary, reasonTexts } from './describe-dead-letter.ts';

/** Which dead letters a command is about; what is left out does not matter. */
export interface LetterFilter {
  readonly reason?: string;
  readonly stage?: string;
  readonly partner?: string;
}

export const addLetterFilter = (command: Command): Command =>
  command
    .addOption(new Option('--reason <reason>', 'of this reason only').choices(reasonTexts))
    .option('--stage <name>', 'of this stage only')
    .option('--partner <name>', 'of deliveries to this partner only');

export const isWanted = (letter: DeadLetterSummary, { reason, stage, partner }: LetterFilter): boolean =>
  (reason === undefined || letter.reason === reason) &&
  (stage === undefined || letter.stage === stage) &&
  (partner === undefined || letter.partner === partner);
