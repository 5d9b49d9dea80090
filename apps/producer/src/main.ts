import { runStage } from '@pixel-relay/stage/process';
import { producerStage } from './producer.ts';

await runStage(producerStage);
