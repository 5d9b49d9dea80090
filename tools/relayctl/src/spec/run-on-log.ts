/** For specs: one command line on a log, and what became of it. */
import type { Log } from '@pixel-relay/kafka';
import { relayctl } from '../program.ts';

export interface Ran {
  readonly lines: readonly string[];
  readonly aside: readonly string[];
  /** null: none was asked for */
  readonly code: number | null;
}

export interface RunOptions {
  readonly interrupted?: AbortSignal;
  readonly terminal?: boolean;
  readonly onPrint?: (text: string) => void;
}

/** `connect` gives the command a connection of its own, which it closes. */
export async function runOnLog(connect: () => Log, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { interrupted = new AbortController().signal, terminal = false, onPrint } = options;
  const printed: string[] = [];
  const aside: string[] = [];
  let code: number | null = null;
  const program = relayctl({
    print: text => {
      printed.push(text);
      onPrint?.(text);
    },
    printAside: text => void aside.push(text),
    exitWith: given => (code = given),
    terminal,
    interrupted,
    openLog: async () => connect(),
  });
  const quiet = { writeErr: () => undefined };
  for (const command of program.commands)
    for (const each of [command, ...command.commands]) each.configureOutput(quiet);
  await program.configureOutput(quiet).parseAsync(args, { from: 'user' });
  return { lines: printed.join('\n').split('\n'), aside, code };
}
