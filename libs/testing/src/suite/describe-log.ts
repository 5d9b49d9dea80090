import { afterAll, afterEach, beforeAll, beforeEach, describe } from '@jest/globals';
import { describeAdmin } from './describe-admin.ts';
import { describeFetching } from './describe-fetching.ts';
import { describeGroups } from './describe-groups.ts';
import { describeProducing } from './describe-producing.ts';
import { describeTailing } from './describe-tailing.ts';
import type { LogUnderTest } from './log-under-test.ts';
import { Trial } from './trial.ts';

/** The port of libs/kafka as executable tests: every Log must pass all of them. */
export function describeLog(name: string, makeLog: () => Promise<LogUnderTest>): void {
  describe(name, () => {
    let log: LogUnderTest;
    let trial: Trial;
    beforeAll(async () => {
      log = await makeLog();
    }, 120_000);
    afterAll(() => log?.close());
    beforeEach(() => {
      trial = new Trial(log);
    });
    afterEach(() => trial.close());

    describe('producing', () => describeProducing(() => trial));
    describe('fetching', () => describeFetching(() => trial));
    describe('groups', () => describeGroups(() => trial));
    describe('tailing', () => describeTailing(() => trial));
    describe('admin', () => describeAdmin(() => trial));
  });
}
