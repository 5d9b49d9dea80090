import type { EventId } from './event-id.ts';

/** offsets per page */
const PAGE_SIZE = 1024;

/**
 * A small number (0..65535, 0 for all others) for each of very many events. Events known by coordinates take two bytes
 * each while their offsets lie close together; those known by an id take a map entry.
 */
export class EventStates {
  readonly #byId = new Map<string, number>();
  readonly #pages = new Map<bigint, Map<number, Map<number, Uint16Array>>>();

  get(event: EventId): number {
    if (typeof event === 'string') return this.#byId.get(event) ?? 0;
    const page = this.#pages
      .get(event.epoch)
      ?.get(event.partition)
      ?.get(Math.floor(event.offset / PAGE_SIZE));
    return page?.[event.offset % PAGE_SIZE] ?? 0;
  }

  set(event: EventId, state: number): void {
    if (typeof event === 'string') this.#byId.set(event, state);
    else this.#page(event)[event.offset % PAGE_SIZE] = state;
  }

  /** Every event whose state is not 0. */
  *entries(): Generator<readonly [EventId, number]> {
    for (const [id, state] of this.#byId) if (state !== 0) yield [id, state];
    for (const [epoch, partitions] of this.#pages) {
      for (const [partition, pages] of partitions) {
        for (const [number, page] of pages) {
          for (let i = 0; i < PAGE_SIZE; i++) {
            if (page[i] !== 0) yield [{ epoch, partition, offset: number * PAGE_SIZE + i }, page[i]!];
          }
        }
      }
    }
  }

  #page({ epoch, partition, offset }: Exclude<EventId, string>): Uint16Array {
    let partitions = this.#pages.get(epoch);
    if (!partitions) this.#pages.set(epoch, (partitions = new Map<number, Map<number, Uint16Array>>()));
    let pages = partitions.get(partition);
    if (!pages) partitions.set(partition, (pages = new Map<number, Uint16Array>()));
    const number = Math.floor(offset / PAGE_SIZE);
    let page = pages.get(number);
    if (!page) pages.set(number, (page = new Uint16Array(PAGE_SIZE)));
    return page;
  }
}
