export {
  DEFAULT_LIMITS,
  type EventTranscoder,
  PADDING_BYTES,
  type Transcoded,
  type TranscodeFailure,
  type TranscodeJob,
  type TranscoderLimits,
} from './transcoder.ts';
export { createReferenceTranscoder } from './reference/reference-transcoder.ts';
export { createReferenceTranscoder as createTranscoder } from './reference/reference-transcoder.ts';
