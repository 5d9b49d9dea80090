import { epochText } from '@pixel-relay/contracts';
import type { SourceCoordinates } from './event-id.ts';
import { ViolationList, type Guarantee } from './guarantee.ts';

/**
 * Per epoch and raw partition, each stage takes the events of one key in the order of their raw offsets. Records without
 * a key have no order to keep. Seeing the same event again is NothingDoubled's matter.
 */
export class OrderPerKey implements Guarantee {
  readonly name = 'OrderPerKey';
  readonly #lastTaken = new Map<string, Map<string, number>>();
  readonly #found = new ViolationList();

  /** The stage took the event; call in the order of taking. */
  onTaken(stage: string, key: string | null, event: SourceCoordinates): void {
    if (key === null) return;
    const line = `${stage} ${epochText(event.epoch)}/${event.partition}`;
    let lastTaken = this.#lastTaken.get(line);
    if (!lastTaken) this.#lastTaken.set(line, (lastTaken = new Map<string, number>()));
    const before = lastTaken.get(key) ?? -1;
    if (event.offset < before) {
      this.#found.add(() => `reordered: ${line} took offset ${event.offset} of key ${key} after ${before}`);
    }
    lastTaken.set(key, Math.max(event.offset, before));
  }

  violations(): string[] {
    return this.#found.lines();
  }
}
