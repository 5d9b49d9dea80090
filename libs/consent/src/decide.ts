import type { ConsentInput } from './consent-input.ts';
import { type ConsentAnswer, type ConsentTerms, type RuleId, RULES } from './rules.ts';

export interface ConsentDecision {
  readonly decision: ConsentAnswer;
  /** the rule that decided */
  readonly rule: RuleId;
}

/** May this subscription's partner have an event with this consent? Depends on nothing else, so it may be remembered. */
export function decide(input: ConsentInput, terms: ConsentTerms): ConsentDecision {
  for (const { id, when, decision } of RULES) if (when(input, terms)) return { decision, rule: id };
  throw new Error('the last consent rule must always decide: put a denying one at the end of RULES');
}
