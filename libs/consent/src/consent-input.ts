/**
 * What a decision may depend on, and the same packed into bits. Packing is what makes consent cheap: there are few
 * combinations, so a shop's outcome for each is computed once and looked up from then on.
 */
export interface ConsentInput {
  /** false: the event's consent is damaged, and nothing else in here may be trusted */
  readonly readable: boolean;
  /** platform flags; true only where the storefront said literally true */
  readonly analytics: boolean;
  readonly marketing: boolean;
  readonly preferences: boolean;
  readonly saleOfData: boolean;
  /** GPC is true, a GPP or TCF string is not empty, or there is a signal that this build has no name for */
  readonly signals: boolean;
}

/** A ConsentInput in an integer below CONSENT_BITS_END. */
export type ConsentBits = number;

export const ConsentBit = {
  ANALYTICS: 1,
  MARKETING: 2,
  PREFERENCES: 4,
  SALE_OF_DATA: 8,
  SIGNALS: 16,
  UNREADABLE: 32,
} as const;

export const CONSENT_BITS_END = 64;

export const bitsOf = (input: ConsentInput): ConsentBits =>
  (input.analytics ? ConsentBit.ANALYTICS : 0) |
  (input.marketing ? ConsentBit.MARKETING : 0) |
  (input.preferences ? ConsentBit.PREFERENCES : 0) |
  (input.saleOfData ? ConsentBit.SALE_OF_DATA : 0) |
  (input.signals ? ConsentBit.SIGNALS : 0) |
  (input.readable ? 0 : ConsentBit.UNREADABLE);

export const inputOf = (bits: ConsentBits): ConsentInput => ({
  readable: (bits & ConsentBit.UNREADABLE) === 0,
  analytics: (bits & ConsentBit.ANALYTICS) !== 0,
  marketing: (bits & ConsentBit.MARKETING) !== 0,
  preferences: (bits & ConsentBit.PREFERENCES) !== 0,
  saleOfData: (bits & ConsentBit.SALE_OF_DATA) !== 0,
  signals: (bits & ConsentBit.SIGNALS) !== 0,
});
