import type { Socket } from 'node:net';
import { systemClock } from '@pixel-relay/clock';
import type { ProxyCounts, ProxyMode } from './tcp-proxy.ts';

/** What a stream of a proxy must know of it. */
export interface StreamRules {
  readonly mode: ProxyMode;
  readonly delayMs: number;
  readonly counts: ProxyCounts;
}

/** null: the end of the stream, which travels behind its bytes */
interface Piece {
  readonly bytes: Buffer | null;
  readonly dueMs: number;
}

/** Past this nothing more is read from the source: TCP then holds up who writes. */
const WAITING_BYTES_MAX = 16 << 20;

/** One direction of a connection: what was read waits here, in order, until the proxy lets it go on. */
export class ProxiedStream {
  private readonly source: Socket;
  private readonly target: Socket;
  private readonly rules: StreamRules;
  private waiting: Piece[] = [];
  private waitingBytes = 0;
  private timed = false;

  constructor(source: Socket, target: Socket, rules: StreamRules) {
    this.source = source;
    this.target = target;
    this.rules = rules;
    source.on('data', bytes => this.arrived(bytes));
    source.on('end', () => this.arrived(null));
    source.on('error', () => this.arrived(null)); // 'close' follows; the other side learns of it as of an end
    target.on('drain', () => this.sendOn());
  }

  /** As much as may go on now. */
  sendOn(): void {
    while (this.waiting.length > 0 && this.rules.mode === 'pass' && !this.target.writableNeedDrain) {
      const [{ bytes, dueMs }] = this.waiting as [Piece];
      const earlyMs = dueMs - systemClock.monotonic();
      if (earlyMs > 0) return this.sendOnIn(earlyMs);
      this.waiting.shift();
      if (bytes === null) this.target.end();
      else {
        this.waitingBytes -= bytes.length;
        if (this.target.writable) this.target.write(bytes);
      }
    }
    if (this.waitingBytes < WAITING_BYTES_MAX) this.source.resume();
  }

  reset(): void {
    this.waiting = [];
    this.target.resetAndDestroy();
  }

  private arrived(bytes: Buffer | null): void {
    const { mode, delayMs, counts } = this.rules;
    const size = bytes?.length ?? 0;
    if (mode === 'hold') counts.heldBytes += size;
    else if (delayMs > 0) counts.delayedBytes += size;
    this.waiting.push({ bytes, dueMs: systemClock.monotonic() + delayMs });
    this.waitingBytes += size;
    if (this.waitingBytes >= WAITING_BYTES_MAX) this.source.pause();
    this.sendOn();
  }

  private sendOnIn(ms: number): void {
    if (this.timed) return;
    this.timed = true;
    systemClock.setTimer(ms, () => {
      this.timed = false;
      this.sendOn();
    });
  }
}
