import { descriptorSet, pixelrelay } from '@pixel-relay/contracts';
import descriptors from 'protobufjs/ext/descriptor.js';

/** A payload of the event's oneof. */
export interface PayloadField {
  readonly number: number;
  /** '': bytes of JSON */
  readonly message: string;
}

export interface EventNumbers {
  /** field number by member name of Event */
  readonly of: (name: keyof pixelrelay.event.v1.Event.$Properties) => number;
  readonly payloads: readonly PayloadField[];
  /** numbers of the payloads that hold a checkout, which is their only field, numbered 1 */
  readonly checkouts: ReadonlySet<number>;
}

function readEventNumbers(): EventNumbers {
  const set = descriptors.FileDescriptorSet.decode(descriptorSet) as unknown as {
    file: {
      package: string;
      messageType: {
        name: string;
        field: { jsonName: string; number: number; typeName: string; oneofIndex?: number; proto3Optional?: boolean }[];
        oneofDecl: { name: string }[];
      }[];
    }[];
  };
  const event = set.file.flatMap(file => file.messageType).find(({ name }) => name === 'Event');
  if (event === undefined) throw new Error('there is no message Event in the contracts');
  const numbers = new Map(event.field.map(({ jsonName, number }) => [jsonName, number]));
  const payload = event.oneofDecl.findIndex(({ name }) => name === 'payload');
  const payloads = event.field
    .filter(field => Object.hasOwn(field, 'oneofIndex') && field.oneofIndex === payload)
    .map(({ number, typeName }) => ({ number, message: typeName.split('.').at(-1) ?? '' }));
  return {
    of: name => {
      const number = numbers.get(name);
      if (number === undefined) throw new Error(`an Event has no field ${name}`);
      return number;
    },
    payloads,
    checkouts: new Set(payloads.filter(({ message }) => message === 'CheckoutStep').map(({ number }) => number)),
  };
}

/** Where an Event's own fields are, from the message definitions. */
export const eventNumbers: EventNumbers = readEventNumbers();
