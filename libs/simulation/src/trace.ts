import type { Clock } from '@pixel-relay/clock';

/** What happened, in order, as one number: two runs of a seed must agree on it. Keeps the lines only when asked to. */
export class Trace {
  readonly lines: string[] = [];
  private readonly clock: Clock;
  private readonly keep: boolean;
  private mixed = 0x811c9dc5;

  constructor(clock: Clock, keep: boolean) {
    this.clock = clock;
    this.keep = keep;
  }

  note(line: string): void {
    const text = `${this.clock.monotonic().toFixed(3)} ${line}`;
    for (let i = 0; i < text.length; i++) this.mixed = Math.imul(this.mixed ^ text.charCodeAt(i), 0x01000193);
    if (this.keep) this.lines.push(text);
  }

  get hash(): string {
    return (this.mixed >>> 0).toString(16).padStart(8, '0');
  }
}
