/**
 * Partners' payloads from encoded events, without decoding them: what `partnerEvent` makes plainly, several times as
 * fast. The two are held to each other by the specs.
 */
import { isUtf8 } from 'node:buffer';
import { FieldScan, InvalidWireError, pixelrelay, type Subscription } from '@pixel-relay/contracts';
import { sha256Hex } from '../identity/normalise.ts';
import { identityMember } from '../payload/identity-member.ts';
import { jsonTextOf, type PartnerAnswer } from '../payload/partner-event.ts';
import { EVENT_TYPE_NAMES } from '../payload/personal-fields.ts';
import { type Profile, profileOf } from '../payload/profile.ts';
import { eventNumbers as numbers } from './event-numbers.ts';
import { JsonOut } from './json-out.ts';
import { compileJsonTables, type JsonTable, type JsonTables } from './json-tables.ts';
import { type MemberStep, stepsOf } from './member-steps.ts';
import { MessageWriter } from './message-writer.ts';
import { TimeText } from './time-text.ts';
import { NOT_CANONICAL } from './wire-source.ts';
import { type Words, wordsOf } from './words.ts';
import { type WrittenEvent, writePlainly } from './write-plainly.ts';

/** Larger ones are rare, and the room to write them at once would be kept for good. */
const LARGE_BYTES = 64 * 1024;
/** of everything that is not a message: names, times, numbers, and hashes */
const ENVELOPE_BYTES = 1_024;

const ID_OPENING = wordsOf('{"id":');
const NAME_OPENING = wordsOf(',"name":');
const TYPE_OPENING = wordsOf(',"type":');
const TIMESTAMP_OPENING = wordsOf(',"timestamp":');
const ANSWERS = { allow: wordsOf('"allow"'), allow_limited: wordsOf('"allow_limited"') };
const TYPES = EVENT_TYPE_NAMES.map(name => (name === undefined ? null : wordsOf(`"${name}"`)));
const [EMPTY_TEXT, TRUE, FALSE] = [wordsOf('""'), wordsOf('true'), wordsOf('false')];
const QUOTE = 0x22;
const CLOSE = 0x7d;
const AT_SIGN = 0x40;

const ID = numbers.of('id');
const NAME = numbers.of('name');
const TYPE = numbers.of('type');
const CLIENT_ID = numbers.of('clientId');
const OCCURRED_MS = numbers.of('occurredMs');
const CUSTOM_JSON = numbers.of('customJson');
const AUGMENTATION = numbers.of('augmentation');
/** Of Augmentation, and of CheckoutStep */
const [CAMPAIGN, DEVICE, BOT, CHECKOUT] = [1, 2, 3, 1];
const PAYLOADS = numbers.payloads.map(({ number }) => number);

/** Tables and writer of one degree of openness. */
interface Mode {
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

export class PartnerEventWriter {
  private readonly out: JsonOut;
  private readonly times = new TimeText();
  private readonly event = new FieldScan();
  private readonly augmentation = new FieldScan();
  private readonly inner = new FieldScan();
  private readonly guarded: Mode;
  private readonly plain: Mode;
  private augmented = false;
  private clientKey: Buffer | null = null;
  /** the client id where it is not the event's own text */
  private clientHash: string | null = null;

  /** @param bytes to begin with; it grows to what is written between two resets */
  constructor(bytes = 256 * 1024) {
    this.out = new JsonOut(bytes);
    this.guarded = this.mode(new MessageWriter(this.out, true), guardedTables);
    this.plain = this.mode(new MessageWriter(this.out, false), plainTables);
  }

  /** What was written may be overwritten from now on. */
  reset(): void {
    this.out.reset();
  }

  /**
   * Of the event in bytes[start, end). What it returns lies in those bytes and in the writer's memory.
   * @throws InvalidWireError when the event cannot be read
   */
  write(bytes: Buffer, start: number, end: number, subscription: Subscription, answer: PartnerAnswer): WrittenEvent {
    this.event.read(bytes, start, end);
    if (end - start <= LARGE_BYTES) {
      try {
        return this.writeFast(bytes, start, end, profileOf(subscription), answer);
      } catch (error) {
        if (error !== NOT_CANONICAL) throw error;
      }
    }
    return this.writeLong(bytes.subarray(start, end), subscription, answer);
  }

  /** Overridden to be watched. */
  protected writeLong(event: Buffer, subscription: Subscription, answer: PartnerAnswer): WrittenEvent {
    return writePlainly(event, subscription, answer);
  }

  private writeFast(bytes: Buffer, start: number, end: number, profile: Profile, answer: PartnerAnswer): WrittenEvent {
    const { out, event } = this;
    const mode = profile.identity === 'plain' ? this.plain : this.guarded;
    const { writer } = mode;
    out.reserve(MessageWriter.roomFor(end - start) + ENVELOPE_BYTES);
    writer.source.use(bytes, start, end);
    this.augmented = event.hasContent(AUGMENTATION);
    if (this.augmented) this.augmentation.read(bytes, event.startOf(AUGMENTATION), event.endOf(AUGMENTATION));
    const from = out.at;
    out.put(ID_OPENING);
    this.name(writer, ID);
    out.put(NAME_OPENING);
    this.name(writer, NAME);
    const type = TYPES[event.int64(TYPE)];
    if (type != null) {
      out.put(TYPE_OPENING);
      out.put(type);
    }
    out.put(TIMESTAMP_OPENING);
    const timeAt = out.at + 1;
    this.time(event.int64(OCCURRED_MS));
    const timeEnd = out.at - 1;
    this.clientKey = this.clientIdFor(bytes, profile);
    for (const step of stepsOf(profile)) this.member(mode, profile, step, answer);
    out.byte(CLOSE);
    const json = out.bytes.subarray(from, out.at);
    // Text went through as it was.
    if (!isUtf8(json)) throw new InvalidWireError('a string is not UTF-8');
    return {
      id: event.hasContent(ID) ? bytes.subarray(event.startOf(ID), event.endOf(ID)) : json.subarray(0, 0),
      time: out.bytes.subarray(timeAt, timeEnd),
      key: this.clientKey,
      json,
    };
  }

  /** Writes one member, or nothing where the event does not have it. */
  private member(mode: Mode, profile: Profile, { member, opening, field }: MemberStep, answer: PartnerAnswer): void {
    const { out, event } = this;
    switch (member) {
      case 'seq': {
        const seq = event.int64(field);
        if (seq === 0) return;
        out.put(opening);
        return out.number(seq);
      }
      case 'receivedAt': {
        const receivedMs = event.int64(field);
        if (receivedMs === 0) return;
        out.put(opening);
        return this.time(receivedMs);
      }
      case 'shopId':
      case 'shopDomain':
        if (event.lengthOf(field) === 0) return;
        out.put(opening);
        return mode.writer.texts.text(event.startOf(field), event.endOf(field), false);
      case 'clientId':
        return this.clientId(mode.writer, opening);
      case 'decision':
        out.put(opening);
        return out.put(ANSWERS[answer]);
      case 'identity':
        return this.identity(opening, profile);
      case 'client':
        return this.nested(mode.writer, opening, event, field, mode.client);
      case 'context':
        return this.nested(mode.writer, opening, event, field, mode.context);
      case 'data':
        return this.data(mode, opening, profile);
      case 'customData':
        return this.customJson(opening, field, profile);
      case 'campaign':
        if (this.augmented) this.nested(mode.writer, opening, this.augmentation, CAMPAIGN, mode.campaign);
        return;
      case 'device':
        if (this.augmented) this.nested(mode.writer, opening, this.augmentation, DEVICE, mode.device);
        return;
      case 'bot':
        if (!this.augmented) return;
        out.put(opening);
        return out.put(this.augmentation.isTrue(BOT) ? TRUE : FALSE);
    }
  }

  private name(writer: MessageWriter, number: number): void {
    const { event } = this;
    if (event.hasContent(number)) writer.texts.text(event.startOf(number), event.endOf(number), false);
    else this.out.put(EMPTY_TEXT);
  }

  private nested(writer: MessageWriter, opening: Words, scan: FieldScan, number: number, table: JsonTable): void {
    if (!scan.hasContent(number)) return;
    this.out.put(opening);
    writer.message(scan.startOf(number), scan.endOf(number), table);
  }

  /** As partnerClientId, without making text of it. */
  private clientIdFor(bytes: Buffer, { identity }: Profile): Buffer | null {
    const { event } = this;
    this.clientHash = null;
    if (identity === 'none' || event.lengthOf(CLIENT_ID) === 0) return null;
    const own = bytes.subarray(event.startOf(CLIENT_ID), event.endOf(CLIENT_ID));
    if (identity === 'plain' || !own.includes(AT_SIGN)) return own;
    this.clientHash = sha256Hex(own.toString('utf8'));
    return Buffer.from(this.clientHash);
  }

  private clientId(writer: MessageWriter, opening: Words): void {
    const { event, out } = this;
    if (this.clientKey === null) return;
    out.put(opening);
    if (this.clientHash === null) writer.texts.text(event.startOf(CLIENT_ID), event.endOf(CLIENT_ID), false);
    else out.utf8(JSON.stringify(this.clientHash));
  }

  private data(mode: Mode, opening: Words, profile: Profile): void {
    const place = this.payloadPlace();
    if (place < 0) return;
    const table = mode.payloads[place]!;
    if (table === null) this.customJson(opening, CUSTOM_JSON, profile);
    else this.nested(mode.writer, opening, this.event, PAYLOADS[place]!, table);
  }

  /** In PAYLOADS; -1: none. Which of two counts is for a whole decoder to say. */
  private payloadPlace(): number {
    const { event } = this;
    let found = -1;
    for (let place = 0; place < PAYLOADS.length; place++) {
      if (!event.has(PAYLOADS[place]!)) continue;
      if (found >= 0) throw NOT_CANONICAL;
      found = place;
    }
    return found;
  }

  private customJson(opening: Words, number: number, profile: Profile): void {
    const { event } = this;
    if (event.lengthOf(number) === 0) return;
    const text = event.bytes.toString('utf8', event.startOf(number), event.endOf(number));
    const json = jsonTextOf(text, event.int64(TYPE), profile);
    if (json === null) return;
    this.out.put(opening);
    this.out.utf8(json);
  }

  private identity(opening: Words, profile: Profile): void {
    if (profile.identity === 'none') return;
    const place = this.payloadPlace();
    if (place < 0 || !numbers.checkouts.has(PAYLOADS[place]!)) return;
    const { event, inner } = this;
    const number = PAYLOADS[place]!;
    if (!event.hasContent(number)) return;
    inner.read(event.bytes, event.startOf(number), event.endOf(number));
    if (!inner.hasContent(CHECKOUT)) return;
    const checkout = event.bytes.subarray(inner.startOf(CHECKOUT), inner.endOf(CHECKOUT));
    const member = identityMember(profile, decodeCheckout(checkout));
    if (member === undefined) return;
    this.out.put(opening);
    this.out.utf8(JSON.stringify(member));
  }

  private time(ms: number): void {
    const { out } = this;
    const at = this.times.write(ms, out.view, out.at + 1);
    if (at < 0) throw new InvalidWireError('the event is stamped with no time');
    out.byte(QUOTE);
    out.at = at;
    out.byte(QUOTE);
  }

  private mode(writer: MessageWriter, table: JsonTables): Mode {
    return {
      writer,
      client: table('Client'),
      context: table('Context'),
      campaign: table('Campaign'),
      device: table('Device'),
      payloads: numbers.payloads.map(({ message }) => (message === '' ? null : table(message))),
    };
  }
}

function decodeCheckout(bytes: Buffer): pixelrelay.event.v1.Checkout.$Shape {
  try {
    return pixelrelay.event.v1.Checkout.decode(bytes);
  } catch {
    throw new InvalidWireError('the checkout cannot be decoded');
  }
}
