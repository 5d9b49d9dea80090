import { types } from 'node:util';
import { isMarkedAsUntransferable } from 'node:worker_threads';

/**
 * A transferred buffer is gone for everyone here who holds a view of it, so only whole buffers with one owner may be
 * transferred: never the one behind a slice of something larger. Throws TypeError for what can be recognised: a view,
 * shared memory, a buffer that is gone already, one named twice, and the buffer that small Node Buffers are cut from.
 */
export function checkTransfer(buffers: readonly ArrayBuffer[]): void {
  for (let i = 0; i < buffers.length; i++) {
    const buffer: unknown = buffers[i];
    if (!types.isArrayBuffer(buffer)) {
      throw new TypeError(
        'only an ArrayBuffer can be transferred; for a view, copy its bytes into an arena (ArenaPool.copy)',
      );
    }
    if (isMarkedAsUntransferable(buffer)) {
      throw new TypeError(
        'this ArrayBuffer must not be transferred: it is the one that small Node Buffers share; copy the bytes into an arena (ArenaPool.copy)',
      );
    }
    if (buffer.detached)
      throw new TypeError('this ArrayBuffer has been transferred already; who gave it away no longer has it');
    if (buffers.indexOf(buffer, i + 1) !== -1)
      throw new TypeError('the same ArrayBuffer is named twice in one transfer');
  }
}

/** The buffer behind a view, to be transferred. Throws TypeError when the view is only a slice of it, since the rest would go too. */
export function wholeBuffer(view: Uint8Array): ArrayBuffer {
  const { buffer } = view;
  if (!types.isArrayBuffer(buffer) || view.byteLength !== buffer.byteLength) {
    throw new TypeError(
      `the view covers ${view.byteLength} of its buffer's ${buffer.byteLength} bytes; copy it into an arena (ArenaPool.copy)`,
    );
  }
  checkTransfer([buffer]);
  return buffer;
}
