import type { WrittenEvent } from './write-plainly.ts';

/** Where the texts of an event that was written lie, in the event's bytes and in the writer's memory. */
export class WrittenPlaces {
  /** the writer's, with the JSON in [jsonStart, jsonEnd) and the time in [timeStart, timeEnd) */
  memory: Buffer = Buffer.alloc(0);
  jsonStart = 0;
  jsonEnd = 0;
  timeStart = 0;
  timeEnd = 0;
  /** with the id in [idStart, idEnd) */
  event: Buffer = Buffer.alloc(0);
  idStart = 0;
  idEnd = 0;
  /** with the key in [keyStart, keyEnd): the client id as this partner may see it. null: not for this partner */
  key: Buffer | null = null;
  keyStart = 0;
  keyEnd = 0;

  /** The same as objects. */
  views(): WrittenEvent {
    return {
      id: this.event.subarray(this.idStart, this.idEnd),
      time: this.memory.subarray(this.timeStart, this.timeEnd),
      key: this.key === null ? null : this.key.subarray(this.keyStart, this.keyEnd),
      json: this.memory.subarray(this.jsonStart, this.jsonEnd),
    };
  }
}
