import { describe, expect, it } from '@jest/globals';
import { Decision, Purpose } from '@pixel-relay/contracts';
import fc from 'fast-check';
import { bitsOf, CONSENT_BITS_END, type ConsentInput, inputOf } from './consent-input.ts';
import { decide } from './decide.ts';
import { RuleId } from './rules.ts';

const everything: ConsentInput = {
  readable: true,
  analytics: true,
  marketing: true,
  preferences: true,
  saleOfData: true,
  signals: false,
};
const nothing: ConsentInput = {
  ...everything,
  analytics: false,
  marketing: false,
  preferences: false,
  saleOfData: false,
};
const { ANALYTICS, MARKETING, PREFERENCES, SALE_OF_DATA, PURPOSE_UNSPECIFIED } = Purpose;
const { ALLOW, DENY } = Decision;
const unknownPurpose = 99 as typeof ANALYTICS;

describe('decide', () => {
  it.each([
    [
      'all purposes required and allowed',
      everything,
      [ANALYTICS, MARKETING, PREFERENCES, SALE_OF_DATA],
      ALLOW,
      RuleId.PURPOSES_ALLOWED,
    ],
    ['only what is required is allowed', { ...nothing, marketing: true }, [MARKETING], ALLOW, RuleId.PURPOSES_ALLOWED],
    ['analytics not allowed', { ...everything, analytics: false }, [ANALYTICS], DENY, RuleId.SIGNALS_NOT_READ],
    [
      'marketing not allowed',
      { ...everything, marketing: false },
      [ANALYTICS, MARKETING],
      DENY,
      RuleId.SIGNALS_NOT_READ,
    ],
    ['preferences not allowed', { ...everything, preferences: false }, [PREFERENCES], DENY, RuleId.SIGNALS_NOT_READ],
    ['sale not allowed', { ...everything, saleOfData: false }, [SALE_OF_DATA], DENY, RuleId.SIGNALS_NOT_READ],
    ['an unspecified purpose', everything, [PURPOSE_UNSPECIFIED], DENY, RuleId.SIGNALS_NOT_READ],
    [
      'an unspecified purpose beside an allowed one',
      everything,
      [ANALYTICS, PURPOSE_UNSPECIFIED],
      DENY,
      RuleId.SIGNALS_NOT_READ,
    ],
    ['a purpose of a later contract', everything, [unknownPurpose], DENY, RuleId.SIGNALS_NOT_READ],
    ['no purpose required', nothing, [], ALLOW, RuleId.NO_PURPOSE_REQUIRED],
    ['purposes left out', nothing, undefined, ALLOW, RuleId.NO_PURPOSE_REQUIRED],
    ['a signal beside every flag', { ...everything, signals: true }, [MARKETING], DENY, RuleId.SIGNALS_NOT_READ],
    ['a signal where no purpose is required', { ...everything, signals: true }, [], DENY, RuleId.SIGNALS_NOT_READ],
    ['unreadable consent', { ...everything, readable: false }, [], DENY, RuleId.CONSENT_UNREADABLE],
    [
      'unreadable consent and a signal',
      { ...everything, readable: false, signals: true },
      [ANALYTICS],
      DENY,
      RuleId.CONSENT_UNREADABLE,
    ],
  ] as const)('%s', (_, input, purposes, decision, rule) => {
    const terms = purposes === undefined ? {} : { requiredPurposes: [...purposes] };
    expect(decide(input, terms)).toEqual({ decision, rule });
  });

  it('never allows more when the customer allows less, or signals more', () => {
    const purposes = fc.array(
      fc.constantFrom(PURPOSE_UNSPECIFIED, ANALYTICS, MARKETING, PREFERENCES, SALE_OF_DATA, unknownPurpose),
    );
    fc.assert(
      fc.property(fc.nat(CONSENT_BITS_END - 1), fc.nat(15), purposes, (bits, revoked, requiredPurposes) => {
        const given = decide(inputOf(bits), { requiredPurposes });
        if (given.decision === ALLOW) return;
        const less = inputOf((bits & ~revoked) | (bits & 48));
        expect(decide(less, { requiredPurposes }).decision).toBe(DENY);
        expect(decide({ ...less, signals: true }, { requiredPurposes }).decision).toBe(DENY);
      }),
    );
  });
});

describe('consent bits', () => {
  it('are the input, packed', () => {
    for (let bits = 0; bits < CONSENT_BITS_END; bits++) expect(bitsOf(inputOf(bits))).toBe(bits);
    expect(new Set(Array.from({ length: CONSENT_BITS_END }, (_, bits) => JSON.stringify(inputOf(bits)))).size).toBe(
      CONSENT_BITS_END,
    );
  });
});
