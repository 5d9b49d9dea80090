import { runStage } from '@pixel-relay/stage/process';
import { augmenterStage } from './augmenter.ts';

await runStage(augmenterStage);
