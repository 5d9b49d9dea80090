/**
 * The rules, as a table: evaluated from the top, the first that decides wins, and the last always decides, by denying.
 * What no rule allowed is denied. A decoder of a signal, or a region's law, is another row; a change of what any input
 * decides raises RULES_VERSION, which every verdict carries.
 */
import { Decision, type PartnerDecision, Purpose, type Subscription } from '@pixel-relay/contracts';
import type { ConsentInput } from './consent-input.ts';

export const RULES_VERSION = 1;

/** Every rule id there is. Part of the metrics and of what operators look up: ids are never given another meaning. */
export const RuleId = {
  CONSENT_UNREADABLE: 'consent_unreadable',
  SIGNALS_NOT_READ: 'signals_not_read',
  NO_PURPOSE_REQUIRED: 'no_purpose_required',
  PURPOSES_ALLOWED: 'purposes_allowed',
} as const;
export type RuleId = (typeof RuleId)[keyof typeof RuleId];

/** What of a subscription the rules look at. */
export type ConsentTerms = Pick<Subscription, 'requiredPurposes'>;

/** ALLOW, ALLOW_LIMITED or DENY */
export type ConsentAnswer = NonNullable<PartnerDecision['decision']>;

type RequiredPurpose = NonNullable<ConsentTerms['requiredPurposes']>[number];

export interface Rule {
  readonly id: RuleId;
  readonly when: (input: ConsentInput, terms: ConsentTerms) => boolean;
  readonly decision: ConsentAnswer;
}

const { ALLOW, DENY } = Decision;

export const RULES: readonly Rule[] = [
  { id: RuleId.CONSENT_UNREADABLE, when: input => !input.readable, decision: DENY },
  { id: RuleId.SIGNALS_NOT_READ, when: input => input.signals, decision: DENY },
  { id: RuleId.NO_PURPOSE_REQUIRED, when: (_, terms) => purposesOf(terms).length === 0, decision: ALLOW },
  { id: RuleId.PURPOSES_ALLOWED, when: (input, terms) => allowsAll(input, terms), decision: ALLOW },
  { id: RuleId.SIGNALS_NOT_READ, when: () => true, decision: DENY },
];

const purposesOf = (terms: ConsentTerms): readonly RequiredPurpose[] => terms.requiredPurposes ?? [];

const allowsAll = (input: ConsentInput, terms: ConsentTerms): boolean =>
  purposesOf(terms).every(purpose => allows(input, purpose));

function allows(input: ConsentInput, purpose: RequiredPurpose): boolean {
  switch (purpose) {
    case Purpose.ANALYTICS:
      return input.analytics;
    case Purpose.MARKETING:
      return input.marketing;
    case Purpose.PREFERENCES:
      return input.preferences;
    case Purpose.SALE_OF_DATA:
      return input.saleOfData;
    default:
      // Unspecified, or a purpose of a later contract: nothing that a customer said can satisfy it.
      return false;
  }
}
