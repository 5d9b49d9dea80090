import { describe, expect, it } from '@jest/globals';
import { checkTransfer, wholeBuffer } from './transfer-guard.ts';

describe('checkTransfer', () => {
  it('lets whole buffers pass', () => {
    expect(() => checkTransfer([new ArrayBuffer(8), Buffer.allocUnsafeSlow(100_000).buffer])).not.toThrow();
  });

  it('stops what would go with its neighbours, twice, or not at all', () => {
    const twice = new ArrayBuffer(8);
    const gone = new ArrayBuffer(8);
    structuredClone(gone, { transfer: [gone] });
    const check = (buffer: unknown) => () => checkTransfer([buffer as ArrayBuffer]);
    expect(check(Buffer.from('small').buffer)).toThrow('small Node Buffers share');
    expect(check(Buffer.allocUnsafe(16).buffer)).toThrow('small Node Buffers share');
    expect(check(new Uint8Array(8))).toThrow('only an ArrayBuffer');
    expect(check(new SharedArrayBuffer(8))).toThrow('only an ArrayBuffer');
    expect(check(gone)).toThrow('transferred already');
    expect(() => checkTransfer([twice, twice])).toThrow('named twice');
  });
});

describe('wholeBuffer', () => {
  it('gives the buffer behind a view that is all of it, and refuses a slice', () => {
    const buffer = new ArrayBuffer(64);
    expect(wholeBuffer(new Uint8Array(buffer))).toBe(buffer);
    expect(() => wholeBuffer(new Uint8Array(buffer, 8, 16))).toThrow("covers 16 of its buffer's 64 bytes");
    expect(() => wholeBuffer(Buffer.from('small'))).toThrow('covers 5 of');
  });
});
