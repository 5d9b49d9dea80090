import { runStage } from '@pixel-relay/stage/process';
import { parserStage } from './parser.ts';

await runStage(parserStage);
