export type { DeadEvent, EncodedEvents } from './encoded-events.ts';
export { type Epoch, type SourceRange, epochText } from './source.ts';
export { type EventStep, Outcome, Reason, type StepOutcome } from './outcomes.ts';
export * from './messages.ts';
export { pixelrelay } from './generated/contracts.js';
export { descriptorSet } from './generated/descriptor-set.ts';
export { type DroppedRun, mergeDropped, readDropped, trimDropped, writeDropped } from './framing/dropped.ts';
export { readSourceOffset } from './framing/event-fields.ts';
export { type BatchView, NewerContractError, NotABatchError, readBatch } from './framing/read-batch.ts';
export { VarintReader, varintLength, writeVarint } from './framing/varint.ts';
export {
  CONTRACT_VERSION,
  copyEntry,
  entryLengthMax,
  MIN_READER,
  READER_VERSION,
  writeBatch,
  writeEntry,
} from './framing/write-batch.ts';
export { appendedField } from './wire/appended-field.ts';
export { BytesCache } from './wire/bytes-cache.ts';
export { EventField } from './wire/event-field.ts';
export { FieldScan } from './wire/field-scan.ts';
export { InvalidWireError } from './wire/invalid-wire-error.ts';
