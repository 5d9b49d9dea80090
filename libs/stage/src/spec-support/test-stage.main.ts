/** For specs: the test stage as a process. TEST_STAGE_WORK=stuck loses the result of everything. */
import { runStage } from '../process/run-stage.ts';
import { promptProcessor, stuckProcessor, testStage } from './test-stage.ts';

await runStage(testStage(process.env['TEST_STAGE_WORK'] === 'stuck' ? stuckProcessor : promptProcessor));
