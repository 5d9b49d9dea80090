import { runStage } from '@pixel-relay/stage';
import { parserStage } from './parser.ts';

await runStage(parserStage);
