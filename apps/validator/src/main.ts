import { runStage } from '@pixel-relay/stage/process';
import { validatorStage } from './validator.ts';

await runStage(validatorStage);
