/** What one parser worker does with one job: JSON bytes in, encoded events out, in one pass. */
import { Outcome } from '@pixel-relay/contracts';
import {
  type ComputeJob,
  type ComputeResult,
  EndedTally,
  ENTRIES_AT,
  reasonName,
  viewJob,
} from '@pixel-relay/stage/compute';
import { createTranscoder, type EventTranscoder, type TranscoderLimits } from '@pixel-relay/transcoder';
import { serveWorker } from '@pixel-relay/worker-pool';

export function parse(transcoder: EventTranscoder, job: ComputeJob): ComputeResult {
  const { events: bytes, starts, ends, sourceOffsets, recordMs } = viewJob(job);
  const { entries, count, oldestReceivedMs, failures } = transcoder.transcode(
    { bytes, starts, ends, count: job.count, sourceOffsets, recordMs },
    Buffer.from(job.output, ENTRIES_AT),
  );
  const ended = new EndedTally();
  for (const { index, reason, detail } of failures) {
    ended.add(index, Outcome.DEAD, reasonName(reason));
    ended.dead.push({ index, reason, detail, attempts: 1 });
  }
  return {
    output: entries.buffer === job.output ? null : (entries.buffer as SharedArrayBuffer),
    outputAt: entries.byteOffset,
    outputBytes: entries.length,
    forwarded: count,
    oldestReceivedMs,
    ...ended.result(),
  };
}

serveWorker<ComputeJob, ComputeResult, TranscoderLimits>(limits => {
  const transcoder = createTranscoder(limits);
  return { completeJob: job => parse(transcoder, job) };
});
