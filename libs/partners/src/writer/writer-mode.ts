import type { FieldScan } from '@pixel-relay/contracts';
import { eventNumbers } from './event-numbers.ts';
import type { JsonOut } from './json-out.ts';
import { compileJsonTables, type JsonTable } from './json-tables.ts';
import { MessageWriter } from './message-writer.ts';
import { NOT_CANONICAL } from './wire-source.ts';

/** Numbers of the fields of Event's oneof. */
export const PAYLOADS = eventNumbers.payloads.map(({ number }) => number);

/** Which payload the event has: its place in PAYLOADS; -1: none. Which of two counts is for a whole decoder to say. */
export function payloadPlaceIn(event: FieldScan): number {
  let found = -1;
  for (let place = 0; place < PAYLOADS.length; place++) {
    if (!event.has(PAYLOADS[place]!)) continue;
    if (found >= 0) throw NOT_CANONICAL;
    found = place;
  }
  return found;
}

/** Tables and writer of one degree of openness. */
export interface WriterMode {
  readonly writer: MessageWriter;
  readonly client: JsonTable;
  readonly context: JsonTable;
  readonly campaign: JsonTable;
  readonly device: JsonTable;
  /** by place in PAYLOADS; null: JSON */
  readonly payloads: readonly (JsonTable | null)[];
}

const guardedTables = compileJsonTables(true);
const plainTables = compileJsonTables(false);

/** @param guarded what is personal is withheld or masked */
export function modeOf(out: JsonOut, guarded: boolean): WriterMode {
  const table = guarded ? guardedTables : plainTables;
  return {
    writer: new MessageWriter(out, guarded),
    client: table('Client'),
    context: table('Context'),
    campaign: table('Campaign'),
    device: table('Device'),
    payloads: eventNumbers.payloads.map(({ message }) => (message === '' ? null : table(message))),
  };
}
