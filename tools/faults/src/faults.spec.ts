import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LocalKafka, startKafka } from '@pixel-relay/local-kafka';
import { crashPoints } from '@pixel-relay/stage/process';
import { everydayRows, faultRows } from './rows.ts';
import { runRow } from './run-row.ts';

let kafka: LocalKafka;
beforeAll(async () => {
  kafka = await startKafka({ configOverrides: { 'group.min.session.timeout.ms': '1000' } });
}, 120_000);
afterAll(() => kafka.stop(), 30_000);

describe('under a fault', () => {
  it.each(everydayRows.map((row, i) => [row.name, row, i] as const))(
    'nothing is lost, doubled between stages or reordered: %s',
    async (_, row, i) => {
      const result = await runRow(row, kafka, 4_000, 100 + i);
      expect(result).toMatchObject({ good: true, why: [], lost: 0, doubled: 0, reordered: 0, leaked: 0 });
    },
    150_000,
  );

  it('every named crash point has a row', () => {
    for (const point of crashPoints)
      expect(faultRows.some(({ crashAt }) => crashAt?.at.startsWith(`${point}:`))).toBe(true);
    expect(everydayRows).toHaveLength(3);
  });
});
