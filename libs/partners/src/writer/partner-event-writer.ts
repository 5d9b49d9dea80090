/**
 * Partners' payloads from encoded events, without decoding them: what `partnerEvent` makes plainly, several times as
 * fast. The two are held to each other by the specs.
 */
import { isUtf8 } from 'node:buffer';
import { FieldScan, InvalidWireError, type Subscription } from '@pixel-relay/contracts';
import { sha256Hex } from '../identity/normalise.ts';
import { decodeCheckout, identityMember } from '../payload/identity-member.ts';
import { jsonTextOf, type PartnerAnswer } from '../payload/partner-event.ts';
import { type Profile, profileOf } from '../payload/profile.ts';
import { eventNumbers as numbers } from './event-numbers.ts';
import { identityPart } from './identity-part.ts';
import { JsonOut } from './json-out.ts';
import type { JsonTable } from './json-tables.ts';
import { type MemberStep, stepsOf } from './member-steps.ts';
import { MessageWriter } from './message-writer.ts';
import { TimeText } from './time-text.ts';
import { hasByte, NOT_CANONICAL } from './wire-source.ts';
import * as fixed from './fixed-texts.ts';
import { PAYLOADS, payloadPlaceIn, type WriterMode, modeOf } from './writer-mode.ts';
import type { Words } from './words.ts';
import { type WrittenEvent, writePlainly } from './write-plainly.ts';
import { WrittenPlaces } from './written-places.ts';

/** Larger ones are rare, and the room to write them at once would be kept for good. */
const LARGE_BYTES = 64 * 1024;
/** of everything that is not a message: names, times, numbers, and hashes */
const ENVELOPE_BYTES = 1_024;

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

export class PartnerEventWriter {
  /** where what `place` wrote lies: the same object for each event */
  readonly places = new WrittenPlaces();
  private readonly out: JsonOut;
  private readonly times = new TimeText();
  private readonly event = new FieldScan();
  private readonly augmentation = new FieldScan();
  private readonly inner = new FieldScan();
  private readonly guarded: WriterMode;
  private readonly plain: WriterMode;
  private augmented = false;
  /** the client id where it is not the event's own text */
  private clientHash: string | null = null;

  /** @param bytes to begin with; it grows to what is written between two resets */
  constructor(bytes = 256 * 1024) {
    this.out = new JsonOut(bytes);
    this.guarded = modeOf(this.out, true);
    this.plain = modeOf(this.out, false);
  }

  /** Bytes written since the last reset. */
  get used(): number {
    return this.out.at;
  }

  /** What was written, or what was written when so many bytes were used, may be overwritten from now on. */
  reset(used = 0): void {
    this.out.at = used;
  }

  /**
   * Of the event in bytes[start, end). What it returns lies in those bytes and in the writer's memory.
   * @throws InvalidWireError when the event cannot be read
   */
  write(bytes: Buffer, start: number, end: number, subscription: Subscription, answer: PartnerAnswer): WrittenEvent {
    return this.place(bytes, start, end, subscription, answer) ?? this.places.views();
  }

  /**
   * The same without an object a text: null when `places` says where everything lies, until the next event is written.
   * What took the long way has memory of its own and is returned.
   * @param before bytes that the caller needs in front of the JSON, in the writer's memory @param after and behind it
   * @throws InvalidWireError when the event cannot be read
   */
  place(
    bytes: Buffer,
    start: number,
    end: number,
    subscription: Subscription,
    answer: PartnerAnswer,
    before = 0,
    after = 0,
  ): WrittenEvent | null {
    this.event.read(bytes, start, end);
    if (end - start <= LARGE_BYTES) {
      try {
        this.out.reserve(before + roomFor(end - start) + after);
        this.out.at += before;
        this.writeFast(bytes, start, end, profileOf(subscription), answer);
        this.out.at += after;
        return null;
      } catch (error) {
        if (error !== NOT_CANONICAL) throw error;
      }
    }
    return this.writeLong(bytes.subarray(start, end), subscription, answer);
  }

  /** Whether so large an event is written to where the memory goes on, and not to the beginning of other memory. */
  hasRoomFor(eventBytes: number, around: number): boolean {
    return eventBytes > LARGE_BYTES || this.out.has(roomFor(eventBytes) + around);
  }

  /** Overridden to be watched. */
  protected writeLong(event: Buffer, subscription: Subscription, answer: PartnerAnswer): WrittenEvent {
    return writePlainly(event, subscription, answer);
  }

  private writeFast(bytes: Buffer, start: number, end: number, profile: Profile, answer: PartnerAnswer): void {
    const { out, event, places } = this;
    const mode = profile.identity === 'plain' ? this.plain : this.guarded;
    const { writer } = mode;
    writer.source.use(bytes, start, end);
    this.augmented = event.hasContent(AUGMENTATION);
    if (this.augmented) this.augmentation.read(bytes, event.startOf(AUGMENTATION), event.endOf(AUGMENTATION));
    places.jsonStart = out.at;
    out.put(fixed.ID_OPENING);
    this.name(writer, ID);
    out.put(fixed.NAME_OPENING);
    this.name(writer, NAME);
    const type = fixed.TYPES[event.int64(TYPE)];
    if (type != null) {
      out.put(fixed.TYPE_OPENING);
      out.put(type);
    }
    out.put(fixed.TIMESTAMP_OPENING);
    places.timeStart = out.at + 1;
    this.time(event.int64(OCCURRED_MS));
    places.timeEnd = out.at - 1;
    this.clientIdFor(bytes, profile);
    for (const step of stepsOf(profile)) this.member(mode, profile, step, answer);
    out.byte(CLOSE);
    places.jsonEnd = out.at;
    places.memory = out.bytes;
    places.event = bytes;
    const named = event.hasContent(ID);
    places.idStart = named ? event.startOf(ID) : 0;
    places.idEnd = named ? event.endOf(ID) : 0;
    // Text went through as it was.
    if (!isUtf8(places.memory.subarray(places.jsonStart, places.jsonEnd)))
      throw new InvalidWireError('a string is not UTF-8');
  }

  /** Writes one member, or nothing where the event does not have it. */
  private member(
    mode: WriterMode,
    profile: Profile,
    { member, opening, field }: MemberStep,
    answer: PartnerAnswer,
  ): void {
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
        return out.put(fixed.ANSWERS[answer]);
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
        return out.put(this.augmentation.isTrue(BOT) ? fixed.TRUE : fixed.FALSE);
    }
  }

  private name(writer: MessageWriter, number: number): void {
    const { event } = this;
    if (event.hasContent(number)) writer.texts.text(event.startOf(number), event.endOf(number), false);
    else this.out.put(fixed.EMPTY_TEXT);
  }

  private nested(writer: MessageWriter, opening: Words, scan: FieldScan, number: number, table: JsonTable): void {
    if (!scan.hasContent(number)) return;
    this.out.put(opening);
    writer.message(scan.startOf(number), scan.endOf(number), table);
  }

  /** As partnerClientId, without making text of it. */
  private clientIdFor(bytes: Buffer, { identity }: Profile): void {
    const { event, places } = this;
    places.key = null;
    this.clientHash = null;
    if (identity === 'none' || event.lengthOf(CLIENT_ID) === 0) return;
    const start = event.startOf(CLIENT_ID);
    const end = event.endOf(CLIENT_ID);
    if (identity === 'plain' || !hasByte(bytes, AT_SIGN, start, end)) {
      places.key = bytes;
      places.keyStart = start;
      places.keyEnd = end;
    } else {
      this.clientHash = sha256Hex(bytes.toString('utf8', start, end));
      places.key = Buffer.from(this.clientHash);
      places.keyStart = 0;
      places.keyEnd = places.key.length;
    }
  }

  private clientId(writer: MessageWriter, opening: Words): void {
    const { event, out } = this;
    if (this.places.key === null) return;
    out.put(opening);
    if (this.clientHash === null) writer.texts.text(event.startOf(CLIENT_ID), event.endOf(CLIENT_ID), false);
    else out.utf8(JSON.stringify(this.clientHash));
  }

  private data(mode: WriterMode, opening: Words, profile: Profile): void {
    const place = payloadPlaceIn(this.event);
    if (place < 0) return;
    const table = mode.payloads[place]!;
    if (table === null) this.customJson(opening, CUSTOM_JSON, profile);
    else this.nested(mode.writer, opening, this.event, PAYLOADS[place]!, table);
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
    const place = payloadPlaceIn(this.event);
    if (place < 0 || !numbers.checkouts.has(PAYLOADS[place]!)) return;
    const { event, inner } = this;
    const number = PAYLOADS[place]!;
    if (!event.hasContent(number)) return;
    inner.read(event.bytes, event.startOf(number), event.endOf(number));
    if (!inner.hasContent(CHECKOUT)) return;
    const checkout = decodeCheckout(identityPart(event.bytes, inner.startOf(CHECKOUT), inner.endOf(CHECKOUT)));
    const member = identityMember(profile, checkout);
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
}

/** Most that is written of an event of so many bytes. */
const roomFor = (eventBytes: number): number => MessageWriter.roomFor(eventBytes) + ENVELOPE_BYTES;
