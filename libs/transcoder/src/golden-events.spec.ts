import { describe, expect, it } from '@jest/globals';
import { Event, EventBatch } from '@pixel-relay/contracts';
import { GOLDEN_EVENTS } from './fixtures/golden-events.ts';
import { FIRST_OFFSET, packJob } from './fixtures/jobs.ts';
import { createReferenceTranscoder, createTranscoder, DEFAULT_LIMITS } from './index.ts';
import { eventSchema, type MessageRule } from './schema/event-schema.ts';

describe.each([
  ['engine', createTranscoder(DEFAULT_LIMITS)],
  ['reference', createReferenceTranscoder(DEFAULT_LIMITS)],
])('golden events by the %s', (_name, transcoder) => {
  it.each(GOLDEN_EVENTS)('$title', ({ raw, event }) => {
    const { entries, failures } = transcoder.transcode(packJob([JSON.stringify(raw)]));
    expect(failures).toEqual([]);
    const expected = Event.decode(Event.encode({ ...event, sourceOffset: FIRST_OFFSET }).finish());
    expect(EventBatch.decode(entries).events).toEqual([expected]);
  });
});

it('golden events have every member of the schema', () => {
  const schema = eventSchema();
  const missing = new Set<string>();
  const seen = new Set<MessageRule>();
  const collect = (message: MessageRule): void => {
    if (seen.has(message)) return;
    seen.add(message);
    for (const member of message.members) {
      missing.add(`${message.name}.${member.name}`);
      if (member.message !== null) collect(member.message);
    }
  };
  const meet = (message: MessageRule, value: unknown): void => {
    for (const [name, inner] of Object.entries(value as object)) {
      const member = message.members.find(m => m.name === name);
      if (member === undefined || inner === null) continue;
      missing.delete(`${message.name}.${name}`);
      if (member.message !== null) for (const one of [inner].flat()) meet(member.message, one);
    }
  };
  collect(schema.event);
  for (const rule of schema.payloads.values()) collect(rule.message!);
  for (const { raw } of GOLDEN_EVENTS) {
    meet(schema.event, raw);
    const payload = schema.payloads.get(raw.name as string);
    if (payload !== undefined) meet(payload.message!, raw.data);
  }
  expect([...missing]).toEqual([]);
  expect([...schema.payloads.keys()].filter(name => !GOLDEN_EVENTS.some(({ raw }) => raw.name === name))).toEqual([]);
});
