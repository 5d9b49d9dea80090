import { ControlRefusedError, type ControlledStage } from './controlled-stage.ts';
import type { SkipRequest, SkipResponse } from './stage-control-definition.ts';

/** A reason is read by whoever asks, months later, where events went. */
const REASON_CHARS = { min: 10, max: 200 };

/**
 * The Skip method: an order that is whole, or none.
 * @throws ControlRefusedError `invalid` without a reason; `not_now` when the stage is not held there
 */
export async function skipHeld(stage: ControlledStage, request: SkipRequest, by: string): Promise<SkipResponse> {
  const { topic, partition, offset } = request;
  const reason = (request.reason ?? '').trim();
  if (reason.length < REASON_CHARS.min || reason.length > REASON_CHARS.max)
    throw new ControlRefusedError(
      'invalid',
      `say why the records are given up, in ${REASON_CHARS.min} to ${REASON_CHARS.max} characters`,
    );
  const order = { topic: topic ?? '', partition: partition ?? 0, offset: offset ?? 0, reason, by };
  const outcome = await stage.skip(order);
  if (!outcome.skipped) throw new ControlRefusedError('not_now', outcome.why);
  return { from: outcome.from, next: outcome.next, reason: outcome.why };
}
