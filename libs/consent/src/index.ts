export { bitsOf, CONSENT_BITS_END, ConsentBit, type ConsentBits, type ConsentInput, inputOf } from './consent-input.ts';
export { ConsentReader } from './consent-reader.ts';
export { type ConsentDecision, decide } from './decide.ts';
export { type ConsentAnswer, type ConsentTerms, RuleId, RULES, RULES_VERSION, type Rule } from './rules.ts';
export { compileShop, NO_SUBSCRIPTION, type ShopRules } from './shop-rules.ts';
