import { type FieldScan, Reason, type StepOutcome } from '@pixel-relay/contracts';

/**
 * Dead-letters an event of more encoded bytes than the stages after this one are made for.
 * @param eventBytesMax of the encoded event, before anything is appended
 */
export function checkSize(eventBytesMax: number): (event: FieldScan['bytes']) => StepOutcome | undefined {
  const tooLarge: StepOutcome = {
    kind: 'dead',
    reason: Reason.TOO_LARGE,
    detail: `the encoded event has more than ${eventBytesMax} bytes`,
  };
  return function checkSizeStep(event) {
    return event.length > eventBytesMax ? tooLarge : undefined;
  };
}
