import { runStage } from '@pixel-relay/stage';
import { augmenterStage } from './augmenter.ts';

await runStage(augmenterStage);
