export {
  DEFAULT_LIMITS,
  type EventTranscoder,
  PADDING_BYTES,
  type Transcoded,
  type TranscodeFailure,
  type TranscodeJob,
  type TranscoderLimits,
} from './transcoder.ts';
export { createTranscoder } from './engine/engine-transcoder.ts';
export { createReferenceTranscoder } from './reference/reference-transcoder.ts';
export { UNREADABLE_SIGNAL } from './schema/event-schema.ts';
