import { responseBuffer } from '../lent-response.ts';

const sizeBytes = 4;

/**
 * Cuts a connection's bytes into responses, each after its size. A response that arrives in pieces is written once into a
 * buffer of its own; one that lies within a piece is not copied.
 */
export class ResponseFramer {
  private readonly size = Buffer.alloc(sizeBytes);
  private sizeFilled = 0;
  private response: Buffer | null = null;
  private filled = 0;

  /** Calls `onResponse` for every response that `piece` completes, in order. */
  push(piece: Buffer, onResponse: (response: Buffer) => void): void {
    let at = 0;
    while (at < piece.length) {
      if (this.response === null) {
        const taken = piece.copy(this.size, this.sizeFilled, at);
        this.sizeFilled += taken;
        at += taken;
        if (this.sizeFilled < sizeBytes) return;
        this.sizeFilled = 0;
        const length = this.size.readInt32BE(0);
        if (at + length <= piece.length) {
          onResponse(piece.subarray(at, (at += length)));
          continue;
        }
        this.response = responseBuffer(length);
        this.filled = 0;
      }
      const taken = piece.copy(this.response, this.filled, at);
      this.filled += taken;
      at += taken;
      if (this.filled < this.response.length) return;
      const complete = this.response;
      this.response = null;
      onResponse(complete);
    }
  }
}
