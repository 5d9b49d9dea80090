import { describe, expect, it } from '@jest/globals';
import { RecordRooms } from './record-room.ts';

describe('a record room', () => {
  it('lends the same memory again once it is released, and never before', () => {
    const rooms = new RecordRooms(1 << 24);
    const [first, second] = [rooms.lend(), rooms.lend()];
    const [a, b] = [first.take(300_000), second.take(300_000)];
    expect(a.buffer).not.toBe(b.buffer);
    first.release();
    first.release();
    const third = rooms.lend();
    expect(third.take(300_000).buffer).toBe(a.buffer);
    expect(rooms.lend().take(300_000).buffer).not.toBe(a.buffer);
  });

  it('puts small batches side by side, none over another', () => {
    const room = new RecordRooms(1 << 24).lend();
    const parts = Array.from({ length: 200 }, (_, i) => room.take(1_000).fill(i));
    expect(new Set(parts.map(({ buffer }) => buffer)).size).toBeLessThan(10);
    expect(parts.every((part, i) => part.every(byte => byte === i % 256))).toBe(true);
  });

  it('keeps no more than it may', () => {
    const rooms = new RecordRooms(1 << 20);
    const room = rooms.lend();
    const taken = [room.take(1 << 20), room.take(1 << 20)].map(({ buffer }) => buffer);
    room.release();
    const again = rooms.lend();
    const kept = [again.take(1 << 20), again.take(1 << 20)].filter(({ buffer }) => taken.includes(buffer));
    expect(kept).toHaveLength(1);
  });
});
