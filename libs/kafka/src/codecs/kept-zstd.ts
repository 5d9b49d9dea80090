/**
 * A zstd context that is kept. node:zlib's own synchronous calls make a context, a stream and pieces of output for every
 * call: for a batch of events that costs more than the work itself, and being memory outside of V8's heap it sets off
 * full collections. Only the native handle of a stream takes a buffer to write to, and it is not documented: it is looked
 * at before it is used, and where it is not as known there is no context to keep.
 */
import { isUint32Array } from 'node:util/types';
import { constants, createZstdCompress, createZstdDecompress, type ZstdOptions } from 'node:zlib';

interface Handle {
  writeSync(
    flush: number,
    input: Buffer,
    inputAt: number,
    inputBytes: number,
    output: Buffer,
    outputAt: number,
    outputBytes: number,
  ): void;
  onerror: (message: string, errno: number, code: string) => void;
}

export class KeptZstd {
  private readonly newStream: () => object;
  private readonly flush: number;
  private handle!: Handle;
  /** after a call: bytes left of the output, and of the input */
  private left!: Uint32Array;
  private failure: string | null = null;

  private constructor(newStream: () => object, flush: number) {
    this.newStream = newStream;
    this.flush = flush;
    this.open();
  }

  /** null: this version of Node keeps its streams in another way */
  static compressor(params: NonNullable<ZstdOptions['params']>): KeptZstd | null {
    return KeptZstd.of(() => createZstdCompress({ params }), constants.ZSTD_e_end);
  }

  static decompressor(): KeptZstd | null {
    return KeptZstd.of(createZstdDecompress, constants.ZSTD_e_continue);
  }

  private static of(newStream: () => object, flush: number): KeptZstd | null {
    return innerParts(newStream()) === null ? null : new KeptZstd(newStream, flush);
  }

  /**
   * One whole frame, or what one decompresses to, at the start of `output`; returns its length.
   * @throws Error when the input is damaged or does not fit; the next call is not affected
   */
  run(input: Buffer, output: Buffer): number {
    this.failure = null;
    this.handle.writeSync(this.flush, input, 0, input.length, output, 0, output.length);
    const [outputLeft, inputLeft] = this.left as unknown as [number, number];
    if (this.failure === null && inputLeft === 0) return output.length - outputLeft;
    const { failure } = this;
    // In the middle of a frame, and not to be trusted any more: after the handle's own reset every frame fails.
    this.open();
    throw new Error(failure ?? 'zstd: the frame holds more than it says');
  }

  private open(): void {
    const { handle, left } = innerParts(this.newStream())!;
    this.handle = handle;
    this.left = left;
    handle.onerror = message => (this.failure = message);
  }
}

function innerParts(stream: object): { handle: Handle; left: Uint32Array } | null {
  const { _handle, _writeState } = stream as { _handle?: Partial<Handle>; _writeState?: unknown };
  const known = typeof _handle?.writeSync === 'function' && isUint32Array(_writeState) && _writeState.length === 2;
  return known ? { handle: _handle as Handle, left: _writeState } : null;
}
