import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { crashPoints } from '@pixel-relay/stage/process';
import { type Cluster, startCluster } from './cluster.ts';
import { everydayRows, faultRows } from './rows.ts';
import { runRow } from './run-row.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster(1);
}, 120_000);
afterAll(() => cluster.stop(), 30_000);

describe('under a fault', () => {
  it.each(everydayRows.map((row, i) => [row.name, row, i] as const))(
    'nothing is lost, doubled between stages or reordered: %s',
    async (_, row, i) => {
      const result = await runRow(row, cluster, 4_000, 100 + i);
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
