import { FieldScan, InvalidWireError } from '@pixel-relay/contracts';
import { type ConsentBits, ConsentBit } from './consent-input.ts';

// Field numbers of pixelrelay.event.v1.Consent and PrivacySignals.
const ANALYTICS = 1;
const MARKETING = 2;
const PREFERENCES = 3;
const SALE_OF_DATA = 4;
const PRIVACY_SIGNALS = 5;
const GPC = 1;
const GPP = 2;
const TCF = 4;

/** Reads an event's consent from its bytes. One object is used for many events. */
export class ConsentReader {
  private readonly consent = new FieldScan();
  private readonly signals = new FieldScan();

  /**
   * The bits of the encoded Consent in bytes[start, end); absent consent is an empty range. Never throws for what it
   * finds: damaged consent is UNREADABLE, which denies. A field number that this build has no name for may be a signal
   * that somebody relied on, so it counts as one that is not read.
   */
  read(bytes: Buffer, start: number, end: number): ConsentBits {
    try {
      return this.bits(bytes, start, end);
    } catch (error) {
      if (error instanceof InvalidWireError) return ConsentBit.UNREADABLE;
      throw error;
    }
  }

  private bits(bytes: Buffer, start: number, end: number): ConsentBits {
    const { consent, signals } = this;
    consent.read(bytes, start, end);
    let bits = 0;
    if (consent.isTrue(ANALYTICS)) bits |= ConsentBit.ANALYTICS;
    if (consent.isTrue(MARKETING)) bits |= ConsentBit.MARKETING;
    if (consent.isTrue(PREFERENCES)) bits |= ConsentBit.PREFERENCES;
    if (consent.isTrue(SALE_OF_DATA)) bits |= ConsentBit.SALE_OF_DATA;
    if (consent.highest > PRIVACY_SIGNALS) bits |= ConsentBit.SIGNALS;
    if (consent.hasContent(PRIVACY_SIGNALS)) {
      signals.read(bytes, consent.startOf(PRIVACY_SIGNALS), consent.endOf(PRIVACY_SIGNALS));
      // Every one is read, so that a damaged second is found even where the first already denies.
      const gpc = signals.isTrue(GPC);
      const gpp = signals.lengthOf(GPP) > 0;
      const tcf = signals.lengthOf(TCF) > 0;
      if (gpc || gpp || tcf || signals.highest > TCF) bits |= ConsentBit.SIGNALS;
    }
    return bits;
  }
}
