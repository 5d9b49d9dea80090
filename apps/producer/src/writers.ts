import { PartnerEventWriter } from '@pixel-relay/partners';

/** Writers with their memory, used again: as many as requests are being written at once, which the pool bounds. */
export class Writers {
  private readonly free: PartnerEventWriter[] = [];

  borrow(): PartnerEventWriter {
    return this.free.pop() ?? new PartnerEventWriter();
  }

  /** What it wrote may be overwritten from now on. */
  giveBack(writer: PartnerEventWriter): void {
    writer.reset();
    this.free.push(writer);
  }
}
