import { Reason, type Subscription } from '@pixel-relay/contracts';
import { grantingProfiles } from './consent-profiles.ts';
import type { GeneratedRecord } from './event-stream.ts';
import { ExpectedOutcomes } from './expected-outcome.ts';
import { partitionOfKey } from './partition-of-key.ts';
import { rawId } from './raw-id.ts';
import { demoShops } from './shops.ts';

export interface NastyOptions {
  readonly subscriptions: readonly Subscription[];
  readonly partitions: number;
  readonly receivedMs: number;
  /** whose subscriptions decide about the sound ones; the largest of the demo's shops by default */
  readonly shopId?: string | undefined;
  /** begins every event id, so that the list can be written more than once */
  readonly idPrefix?: string | undefined;
}

/** One raw record that breaks things, and what must become of it. */
export interface NastyRecord extends GeneratedRecord {
  readonly name: string;
  /** one of these; empty unless the outcome is dead */
  readonly reasons: readonly Reason[];
}

const MIB = 1 << 20;
const everything = grantingProfiles[0]!;
const eventName = 'page_viewed';

/**
 * Bad input that services met, or should be ready to meet. Each that is dead ends as one dead letter with its bytes; its
 * neighbours pass. Kept apart from the load's malformed share, since some are as large as a thousand events.
 */
export function nastyRecords(options: NastyOptions): NastyRecord[] {
  const { subscriptions, partitions, receivedMs, idPrefix = 'nasty' } = options;
  const shopId = options.shopId ?? demoShops(1)[0]!.shopId;
  const sound = new ExpectedOutcomes(subscriptions).of(shopId, eventName, everything);
  // A denied event of a shop that shares nothing is filtered first.
  const refused = sound.outcome === 'filtered' ? 'filtered' : 'denied';
  const at = new Date(receivedMs).toISOString();
  const records: NastyRecord[] = [];

  const idOf = (name: string): string => `${idPrefix}-${name}`;
  const members = (name: string): Record<string, unknown> => ({
    id: idOf(name),
    name: eventName,
    type: 'standard',
    clientId: `client-${idOf(name)}`,
    timestamp: at,
    seq: 1,
    data: {},
    shopId,
    customerPrivacy: JSON.parse(everything.customerPrivacy!) as unknown,
    receivedAt: at,
  });
  const text = (name: string, changes: Record<string, unknown> = {}): string =>
    JSON.stringify({ ...members(name), ...changes });
  const add = (
    name: string,
    value: Buffer | null,
    expected: Pick<NastyRecord, 'id' | 'outcome' | 'partners' | 'reasons'>,
    more: Partial<Pick<NastyRecord, 'key' | 'headers'>> = {},
  ): void => {
    const key = more.key === undefined ? Buffer.from(`client-${idOf(name)}`) : more.key;
    const partition = key === null ? records.length % partitions : partitionOfKey(key, partitions);
    records.push({ name, key, value, partition, receivedMs, why: name, ...expected, ...more });
  };
  const dead = (name: string, value: Buffer | string, ...reasons: Reason[]): void => {
    const bytes = Buffer.from(value);
    add(name, bytes, { id: rawId(bytes), outcome: 'dead', partners: [], reasons });
  };
  const passes = (name: string, value: string, more: Partial<Pick<NastyRecord, 'key' | 'headers'>> = {}): void =>
    add(name, Buffer.from(value), { id: idOf(name), ...sound, reasons: [] }, more);
  const denied = (name: string, value: string): void =>
    add(name, Buffer.from(value), { id: idOf(name), outcome: refused, partners: [], reasons: [] });

  add('tombstone', null, { id: rawId(null), outcome: 'filtered', partners: [], reasons: [] });
  dead('empty', '', Reason.EMPTY);
  dead('blank', ' \n\t ', Reason.MALFORMED_JSON);
  dead('not_json', 'checkout completed', Reason.MALFORMED_JSON);
  dead('cut_off', text('cut_off').slice(0, -1), Reason.MALFORMED_JSON);
  dead('more_after_the_end', `${text('more_after_the_end')} {}`, Reason.MALFORMED_JSON);
  dead('single_quotes', text('single_quotes').replaceAll('"', "'"), Reason.MALFORMED_JSON);
  dead('stray_byte', stray(text('stray_byte'), [0xff]), Reason.INVALID_UTF8);
  dead('surrogate_as_utf8', stray(text('surrogate_as_utf8'), [0xed, 0xa0, 0x80]), Reason.INVALID_UTF8);
  dead('overlong_utf8', stray(text('overlong_utf8'), [0xc0, 0xaf]), Reason.INVALID_UTF8);
  dead('list', `[${text('list')}]`, Reason.NOT_AN_OBJECT);
  dead('string', '"page_viewed"', Reason.NOT_AN_OBJECT);
  dead('number', '12', Reason.NOT_AN_OBJECT);
  dead('null', 'null', Reason.NOT_AN_OBJECT);
  dead('true', 'true', Reason.NOT_AN_OBJECT);
  dead('two_mebibytes', text('two_mebibytes', { customData: { note: 'x'.repeat(2 * MIB) } }), Reason.TOO_LARGE);
  dead('ten_thousand_levels', text('deep').replace('"data":{}', `"data":${nested(10_000)}`), Reason.TOO_DEEP);
  dead('nothing_in_it', '{}', Reason.MISSING_FIELD);
  dead('members_in_the_prototype', `{"__proto__":${text('members_in_the_prototype')}}`, Reason.MISSING_FIELD);
  dead('id_is_an_object', text('id_is_an_object', { id: {} }), Reason.MISSING_FIELD, Reason.INVALID_FIELD);
  dead('no_such_time', text('no_such_time', { timestamp: 'yesterday' }), Reason.MISSING_FIELD, Reason.INVALID_FIELD);

  passes('null_key', text('null_key'), { key: null });
  passes('binary_key', text('binary_key'), { key: Buffer.from([0x00, 0xff, 0xfe, 0x09, 0x0a, 0x80]) });
  passes('binary_headers', text('binary_headers'), {
    headers: {
      trace: Buffer.from([0x00, 0xff, 0x80]),
      twice: [Buffer.from('a'), Buffer.alloc(0)],
      '': Buffer.from('?'),
    },
  });
  passes('prototype_beside', text('prototype_beside').replace('{', '{"__proto__":{"polluted":true},'));
  passes('constructor_beside', text('constructor_beside', { constructor: { prototype: { polluted: true } } }));
  passes('consent_said_twice', text('consent_said_twice').replace('{', '{"customerPrivacy":{},'));
  denied('consent_taken_back', text('consent_taken_back').replace(/}$/, ',"customerPrivacy":{}}'));
  denied(
    'consent_in_the_prototype',
    text('consent_in_the_prototype', { customerPrivacy: 0 }).replace(
      '"customerPrivacy":0',
      `"customerPrivacy":{"__proto__":${everything.customerPrivacy!}}`,
    ),
  );
  return records;
}

/** Puts the bytes inside the event's id, where only their encoding is wrong. */
function stray(text: string, bytes: readonly number[]): Buffer {
  const at = text.indexOf('"id":"') + 6;
  return Buffer.concat([Buffer.from(text.slice(0, at)), Buffer.from(bytes), Buffer.from(text.slice(at))]);
}

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
