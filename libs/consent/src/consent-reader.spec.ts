import { describe, expect, it } from '@jest/globals';
import { pixelrelay } from '@pixel-relay/contracts';
import fc from 'fast-check';
import { bitsOf, ConsentBit, inputOf } from './consent-input.ts';
import { ConsentReader } from './consent-reader.ts';

const { Consent, PrivacySignals } = pixelrelay.event.v1;
const reader = new ConsentReader();
const read = (bytes: Uint8Array): number => reader.read(Buffer.from(bytes), 0, bytes.length);
const all = {
  analyticsProcessingAllowed: true,
  marketingAllowed: true,
  preferencesProcessingAllowed: true,
  saleOfDataAllowed: true,
};
const allBits = ConsentBit.ANALYTICS | ConsentBit.MARKETING | ConsentBit.PREFERENCES | ConsentBit.SALE_OF_DATA;

/** The same bits from the generated decoder's message. */
function bitsOfDecoded(bytes: Uint8Array): number {
  const consent = Consent.decode(bytes);
  return bitsOf({
    readable: true,
    analytics: consent.analyticsProcessingAllowed === true,
    marketing: consent.marketingAllowed === true,
    preferences: consent.preferencesProcessingAllowed === true,
    saleOfData: consent.saleOfDataAllowed === true,
    signals: consent.signals?.gpc === true || Boolean(consent.signals?.gpp) || Boolean(consent.signals?.tcf),
  });
}

const flag = fc.constantFrom(true, false, null);
const consents = fc.record(
  {
    analyticsProcessingAllowed: flag,
    marketingAllowed: flag,
    preferencesProcessingAllowed: flag,
    saleOfDataAllowed: flag,
    signals: fc.record(
      { gpc: flag, gpp: fc.string(), gppSid: fc.array(fc.integer(), { maxLength: 5 }), tcf: fc.string() },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

describe('ConsentReader', () => {
  it('reads what the generated decoder reads', () => {
    fc.assert(
      fc.property(consents, consent => {
        const bytes = Consent.encode(consent).finish();
        expect(read(bytes)).toBe(bitsOfDecoded(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('is never kinder than the generated decoder, whatever the bytes, and never throws', () => {
    const bytes = fc
      .tuple(consents, fc.nat(), fc.nat(255), fc.uint8Array({ maxLength: 6 }))
      .map(([consent, place, byte, tail]) => {
        const encoded = Buffer.concat([Consent.encode(consent).finish(), tail]);
        if (encoded.length > 0) encoded[place % encoded.length] = byte;
        return encoded;
      });
    fc.assert(
      fc.property(fc.oneof(bytes, fc.uint8Array({ maxLength: 20 })), damaged => {
        const bits = read(damaged);
        if ((bits & ConsentBit.UNREADABLE) !== 0) return;
        let decoded: number;
        try {
          decoded = bitsOfDecoded(damaged);
        } catch {
          return; // bad UTF-8 in a signal: present all the same, and asserted below
        }
        expect(bits & allBits).toBe(decoded & allBits);
        if ((decoded & ConsentBit.SIGNALS) !== 0) expect(bits & ConsentBit.SIGNALS).not.toBe(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['GPC', { gpc: true }, true],
    ['GPC false', { gpc: false }, false],
    ['a GPP string', { gpp: 'x' }, true],
    ['a TCF string', { tcf: 'x' }, true],
    ['empty strings', { gpp: '', tcf: '' }, false],
    ['sections without a string', { gppSid: [7] }, false],
  ])('signals by %s: %j is %s', (_, signals, present) => {
    const bits = read(Consent.encode({ ...all, signals }).finish());
    expect(bits).toBe(allBits | (present ? ConsentBit.SIGNALS : 0));
  });

  it('takes what it has no name for as a signal that it cannot read', () => {
    const newerFlag = Buffer.concat([Consent.encode(all).finish(), Buffer.from([0x30, 0])]);
    expect(read(newerFlag)).toBe(allBits | ConsentBit.SIGNALS);
    const signals = Buffer.concat([PrivacySignals.encode({ gpc: false }).finish(), Buffer.from([0x2a, 1, 0x61])]);
    const newerSignal = Buffer.concat([Consent.encode(all).finish(), Buffer.from([0x2a, signals.length]), signals]);
    expect(read(newerSignal)).toBe(allBits | ConsentBit.SIGNALS);
  });

  it.each([
    ['a flag twice', [0x08, 0, 0x08, 1]],
    ['signals twice', [0x2a, 2, 0x08, 1, 0x2a, 2, 0x08, 0]],
    ['a cut length', [0x08, 1, 0x2a, 9, 0x08]],
    ['a GPC that is a string', [0x08, 1, 0x2a, 3, 0x0a, 1, 0x61]],
    ['a flag that is a string', [0x0a, 1, 0x61]],
    ['bytes that are no message', [0xff, 0xff]],
  ])('finds %s unreadable', (_, bytes) => {
    expect(inputOf(read(Buffer.from(bytes))).readable).toBe(false);
  });

  it('takes absent consent as nothing allowed, nothing signalled', () => {
    expect(read(Buffer.alloc(0))).toBe(0);
  });
});
