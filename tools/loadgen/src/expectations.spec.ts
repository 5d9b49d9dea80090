import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GeneratedRecord } from './event-stream.ts';
import { type Expectation, ExpectationsUnreadableError, ExpectationWriter, readExpectations } from './expectations.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'expectations-'));
});
afterAll(() => rm(folder, { recursive: true }));

const record: GeneratedRecord = {
  key: Buffer.from('client-1'),
  value: Buffer.from('{}'),
  partition: 3,
  receivedMs: 0,
  id: 'event-1',
  outcome: 'delivered',
  partners: ['analytics', 'orders'],
  why: '',
};

async function readAll(file: string): Promise<Expectation[]> {
  const all: Expectation[] = [];
  for await (const expectation of readExpectations(file)) all.push(expectation);
  return all;
}

describe('expectations', () => {
  it('come back from the file as written, in order', async () => {
    const file = join(folder, 'all.tsv');
    const writer = await ExpectationWriter.open(file);
    writer.write(record, 41);
    writer.write({ ...record, id: 'event-2', key: null, outcome: 'denied', partners: [], why: 'gpc' }, 42);
    writer.write(
      { ...record, id: 'event-3', key: Buffer.from([9, 10]), outcome: 'dead', partners: [], why: 'empty' },
      null,
    );
    await writer.close();
    expect(await readAll(file)).toEqual([
      {
        outcome: 'delivered',
        id: 'event-1',
        key: 'client-1',
        partition: 3,
        offset: 41,
        partners: ['analytics', 'orders'],
        why: '',
      },
      { outcome: 'denied', id: 'event-2', key: null, partition: 3, offset: 42, partners: [], why: 'gpc' },
      { outcome: 'dead', id: 'event-3', key: null, partition: 3, offset: null, partners: [], why: 'empty' },
    ]);
  });

  it('survive being many', async () => {
    const file = join(folder, 'many.tsv');
    const writer = await ExpectationWriter.open(file);
    for (let i = 0; i < 20_000; i += 1) {
      writer.write({ ...record, id: `event-${i}` }, i);
      await writer.ready();
    }
    await writer.close();
    let next = 0;
    for await (const { id, offset } of readExpectations(file)) {
      expect([id, offset]).toEqual([`event-${next}`, next]);
      next += 1;
    }
    expect(next).toBe(20_000);
  });

  it('of another making, or cut off, are refused', async () => {
    const file = join(folder, 'other.tsv');
    await writeFile(file, 'a\tb\n');
    await expect(readAll(file)).rejects.toThrow(/no expectations file of this version/);
    await writeFile(file, '');
    expect(await readAll(file)).toEqual([]);
    const cut = join(folder, 'all.tsv');
    await appendFile(cut, 'delivered\tevent-4\tcl');
    await expect(readAll(cut)).rejects.toThrow(ExpectationsUnreadableError);
    await expect(readAll(cut)).rejects.toThrow(/line 5/);
  });

  it('cannot be written where there is no folder', async () => {
    await expect(ExpectationWriter.open(join(folder, 'no', 'such'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
