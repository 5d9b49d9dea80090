import type { Epoch } from '@pixel-relay/contracts';
import { chainEpoch } from '@pixel-relay/stage';

/** Which stage made an epoch, out of which incoming one and whose own. */
export interface Descent {
  readonly stage: number;
  readonly incoming: Epoch;
  readonly own: Epoch;
  /** input partition that the own epoch was committed for */
  readonly partition: number;
}

/** Every epoch that a batch may carry: rule 9 applied to what was committed and what came in, by the observer. */
export class Lineage {
  private readonly descents = new Map<Epoch, Descent>();
  private readonly ownOf: Map<Epoch, number>[] = [];
  private readonly incomingOf: Set<Epoch>[] = [];

  constructor(stages: number) {
    for (let stage = 0; stage < stages; stage++) {
      this.ownOf.push(new Map());
      this.incomingOf.push(new Set(stage === 0 ? [0n] : []));
    }
  }

  /** An own epoch reached the group's commits. */
  onOwn(stage: number, own: Epoch, partition: number): void {
    if (this.ownOf[stage]!.has(own)) return;
    this.ownOf[stage]!.set(own, partition);
    for (const incoming of this.incomingOf[stage]!) this.note({ stage, incoming, own, partition });
  }

  /** A batch of that epoch reached the stage's input. */
  onIncoming(stage: number, incoming: Epoch): void {
    if (stage >= this.ownOf.length || this.incomingOf[stage]!.has(incoming)) return;
    this.incomingOf[stage]!.add(incoming);
    for (const [own, partition] of this.ownOf[stage]!) this.note({ stage, incoming, own, partition });
  }

  /** The epoch that the stage writes for what came in under another; undefined: not seen yet. */
  outgoing(stage: number, incoming: Epoch, own: Epoch): Epoch | undefined {
    const epoch = chainEpoch(incoming, own);
    return this.descents.get(epoch)?.stage === stage ? epoch : undefined;
  }

  of(epoch: Epoch): Descent | undefined {
    return this.descents.get(epoch);
  }

  private note(descent: Descent): void {
    this.descents.set(chainEpoch(descent.incoming, descent.own), descent);
  }
}
