export type { DeadEvent, EncodedEvents } from './encoded-events.ts';
export { type Epoch, type SourceRange, epochText } from './source.ts';
export { type EventStep, Outcome, Reason, type StepOutcome } from './outcomes.ts';
export * from './messages.ts';
export { pixelrelay } from './generated/contracts.js';
export { descriptorSet } from './generated/descriptor-set.ts';
