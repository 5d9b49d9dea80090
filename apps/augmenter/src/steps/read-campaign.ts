import { varintLength, writeVarint } from '@pixel-relay/contracts';
import { CAMPAIGN_PARAMETERS, type CampaignParameter, parameterAt } from './campaign-parameters.ts';
import { QueryUnescaper } from './unescape-query.ts';

const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PERCENT = 0x25;
const PLUS = 0x2b;

/** Campaign.click_ids, and ClickId's parameter and value, as tags */
const CLICK_IDS_TAG = 0x3a;
const PARAMETER_TAG = 0x0a;
const VALUE_TAG = 0x12;

/**
 * Turns a query string into an encoded Campaign, bytes to bytes: most queries name no campaign, and a value without
 * escapes is copied as it lies. Of a parameter that comes twice the first counts, as for URLSearchParams.get; an empty
 * one is as none. A campaign's words are cut at the bound; a click id beyond it is left out, as a part of one
 * identifies nothing.
 */
export class CampaignReader {
  /** the encoded Campaign is the first `length` bytes, until the next read; 0: the query names no campaign */
  readonly bytes: Buffer;
  length = 0;
  /** a click id was beyond the bound */
  clickIdMissing = false;
  private readonly seen = new Uint8Array(CAMPAIGN_PARAMETERS.length);
  private readonly value: QueryUnescaper;
  private readonly name = new QueryUnescaper(32);

  /** @param valueBytesMax of one decoded value, in UTF-8 */
  constructor(valueBytesMax: number) {
    this.value = new QueryUnescaper(valueBytesMax);
    // Each parameter comes once; 64 bytes hold its name, tags and lengths.
    this.bytes = Buffer.alloc(CAMPAIGN_PARAMETERS.length * (valueBytesMax + 64));
  }

  /** @param start of the query's first parameter, after the question mark */
  read(query: Buffer, start: number, end: number): void {
    this.length = 0;
    this.clickIdMissing = false;
    if (start >= end) return;
    this.seen.fill(0);
    let at = start;
    while (at < end) {
      const nameStart = at;
      let escaped = false;
      for (; at < end; at++) {
        const byte = query[at]!;
        if (byte === EQUALS || byte === AMPERSAND) break;
        if (byte === PERCENT || byte === PLUS) escaped = true;
      }
      const nameEnd = at;
      while (at < end && query[at] !== AMPERSAND) at++;
      const parameter = escaped
        ? this.escapedParameter(query, nameStart, nameEnd)
        : parameterAt(query, nameStart, nameEnd);
      if (parameter !== undefined && this.seen[parameter.index] === 0) {
        this.seen[parameter.index] = 1;
        if (nameEnd + 1 < at) this.take(parameter, query, nameEnd + 1, at);
      }
      at++;
    }
  }

  private escapedParameter(query: Buffer, start: number, end: number): CampaignParameter | undefined {
    const { name } = this;
    name.decode(query, start, end);
    return name.cut ? undefined : parameterAt(name.bytes, 0, name.length);
  }

  private take(parameter: CampaignParameter, query: Buffer, start: number, end: number): void {
    const { value } = this;
    value.decode(query, start, end);
    if (parameter.field > 0) this.writeText(parameter.field * 8 + 2, value.bytes, value.length);
    else if (value.cut) this.clickIdMissing = true;
    else this.writeClickId(parameter);
  }

  private writeClickId({ nameBytes }: CampaignParameter): void {
    const { bytes, value } = this;
    bytes[this.length++] = CLICK_IDS_TAG;
    const length = 2 + nameBytes.length + 1 + varintLength(value.length) + value.length;
    this.length = writeVarint(bytes, this.length, length);
    this.writeText(PARAMETER_TAG, nameBytes, nameBytes.length);
    this.writeText(VALUE_TAG, value.bytes, value.length);
  }

  private writeText(tag: number, text: Buffer, length: number): void {
    const { bytes } = this;
    bytes[this.length++] = tag;
    let at = writeVarint(bytes, this.length, length);
    for (let i = 0; i < length; i++) bytes[at++] = text[i]!;
    this.length = at;
  }
}
