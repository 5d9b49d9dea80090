import { epochText } from '@pixel-relay/contracts';

/** Where an event began: its identity for life. */
export interface SourceCoordinates {
  readonly epoch: bigint;
  readonly partition: number;
  readonly offset: number;
}

/** An event as the observer knows it: by its source coordinates, or by the id that it carries. */
export type EventId = SourceCoordinates | string;

/** As violations show it. */
export const eventText = (event: EventId): string =>
  typeof event === 'string' ? event : `${epochText(event.epoch)}/${event.partition}/${event.offset}`;
