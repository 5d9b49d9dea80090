/**
 * Compares what the load expected of every event with what receivers got and what was dead-lettered. Nothing here asks a
 * stage, nor uses the code that decides in one.
 */
import { DeadLetter, DeadLetterForm, Event } from '@pixel-relay/contracts';
import type { Log } from '@pixel-relay/kafka';
import { type Expectation, rawId, readExpectations } from '@pixel-relay/loadgen';
import { collectPartnerTopic, type PartnerSim } from '@pixel-relay/partner-sim';
import { topics } from '@pixel-relay/stage';
import { type ParkedDeliveries, readParked } from './read-parked.ts';

export interface Verdict {
  /**
   * (event, partner) pairs that should have arrived, did not, and do not wait in a retry topic; and events that should
   * have been dead-lettered and were not
   */
  readonly lost: number;
  /** pairs that arrived more than once */
  readonly doubled: number;
  /** events that a partner's topic holds after a later one of the same key, though neither had to be tried again */
  readonly reordered: number;
  /** pairs that arrived and must not have */
  readonly leaked: number;
  /** the first of each, in words */
  readonly examples: readonly string[];
}

export interface Receivers {
  readonly log: Log;
  /** partner name by its topic */
  readonly partnerTopics: Readonly<Record<string, string>>;
  readonly webhook: { readonly sim: PartnerSim };
  /** whose retry topics they are; without it all that was ever parked may be waiting there */
  readonly producerGroupId?: string;
  /** false: the event is of another load on the same topics, and not looked at */
  readonly known?: (id: string) => boolean;
}

const EXAMPLES_MAX = 10;

export async function verify(expectFile: string, receivers: Receivers): Promise<Verdict> {
  const expected = await readAll(expectFile);
  const found = new Findings();
  const parked = await readParked(receivers.log, receivers.producerGroupId ?? null);
  const seen = new Map<string, Map<string, number>>(); // partner -> id -> copies
  for (const [topic, partner] of Object.entries(receivers.partnerTopics)) {
    seen.set(partner, await collect(receivers.log, topic, partner, { expected, found, parked }));
  }
  for (const { partner, id, accepted } of receivers.webhook.sim.received.values()) {
    let copies = seen.get(partner);
    if (copies === undefined) seen.set(partner, (copies = new Map<string, number>()));
    copies.set(id, accepted);
  }
  for (const [partner, copies] of seen) {
    for (const [id, count] of copies) {
      if (receivers.known?.(id) === false) continue;
      if (!expected.get(id)?.partners.includes(partner)) found.add('leaked', `${id} reached ${partner}`);
      else if (count > 1) found.add('doubled', `${id} reached ${partner} ${count} times`);
    }
  }
  const dead = await deadIds(receivers.log);
  for (const { id, outcome, partners, offset } of expected.values()) {
    if (offset === null) continue; // nobody knows whether the log has it
    if (outcome === 'dead' && !dead.has(id)) found.add('lost', `${id} should be a dead letter`);
    for (const partner of partners)
      if (!((seen.get(partner)?.get(id) ?? 0) > 0) && !parked.waits(partner, id))
        found.add('lost', `${id} did not reach ${partner}`);
  }
  return found.verdict();
}

async function readAll(file: string): Promise<Map<string, Expectation>> {
  const all = new Map<string, Expectation>();
  for await (const expectation of readExpectations(file)) all.set(expectation.id, expectation);
  return all;
}

interface Comparison {
  readonly expected: ReadonlyMap<string, Expectation>;
  readonly found: Findings;
  readonly parked: ParkedDeliveries;
}

async function collect(
  log: Log,
  topic: string,
  partner: string,
  { expected, found, parked }: Comparison,
): Promise<Map<string, number>> {
  const newest = new Map<string, number>(); // key -> raw offset of the latest first copy
  const collected = await collectPartnerTopic(log, topic, {
    onEvent: ({ id, copies }) => {
      const raw = expected.get(id);
      if (copies > 1 || raw === undefined || raw.key === null || raw.offset === null) return;
      // No order is promised through the retry topics.
      if (parked.wasParked(partner, id)) return;
      if (raw.offset < (newest.get(raw.key) ?? -1)) found.add('reordered', `${id} of ${raw.key} in ${topic}`);
      else newest.set(raw.key, raw.offset);
    },
  });
  await collected.caughtUp;
  await collected.close();
  if (collected.unreadable > 0) found.add('leaked', `${collected.unreadable} records of ${partner} are no CloudEvents`);
  return new Map([...collected.received].map(([id, { copies }]) => [id, copies]));
}

/** Names of the events in the dead-letter topic, as the load named them. */
async function deadIds(log: Log): Promise<Set<string>> {
  const ids = new Set<string>();
  const tail = await log.tail({
    topic: topics.deadLetter,
    onRecords: (_partition, records) => {
      for (const { value } of records) {
        const { original, form } = DeadLetter.decode(value!);
        if (form === DeadLetterForm.EVENT) ids.add(Event.decode(Buffer.from(original)).id);
        else for (const name of namesOfRaw(Buffer.from(original))) ids.add(name);
      }
    },
  });
  await tail.caughtUp;
  await tail.close();
  return ids;
}

function namesOfRaw(value: Buffer): string[] {
  try {
    const { id } = JSON.parse(value.toString()) as { id?: unknown };
    return typeof id === 'string' ? [id, rawId(value)] : [rawId(value)];
  } catch {
    return [rawId(value)];
  }
}

class Findings {
  private readonly counts = { lost: 0, doubled: 0, reordered: 0, leaked: 0 };
  private readonly examples: string[] = [];

  add(kind: keyof Verdict & ('lost' | 'doubled' | 'reordered' | 'leaked'), what: string): void {
    if (this.counts[kind]++ < EXAMPLES_MAX) this.examples.push(`${kind}: ${what}`);
  }

  verdict(): Verdict {
    return { ...this.counts, examples: this.examples };
  }
}
