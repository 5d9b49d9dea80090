import { EventField, FieldScan, Reason, type StepOutcome } from '@pixel-relay/contracts';
import { ENVELOPE, type FieldPath, type Requirement } from './required-fields.ts';

/** What must be there, with the outcome of an event that lacks it. */
export interface FieldCheck {
  readonly anyOf: readonly FieldPath[];
  readonly missing: StepOutcome;
}

export const compileRequirements = (requirements: readonly Requirement[]): readonly FieldCheck[] =>
  requirements.map(({ path, anyOf }) => ({ anyOf, missing: missing(path) }));

const missing = (path: string): StepOutcome => ({ kind: 'dead', reason: Reason.MISSING_FIELD, detail: path });

/** Dead-letters an event that lacks what it must have: the envelope always, `checks` for its name. */
export function checkFields(): (scan: FieldScan, checks: readonly FieldCheck[]) => StepOutcome | undefined {
  const envelope = compileRequirements(ENVELOPE);
  const notReceived = missing('received_ms');
  const nested = new FieldScan();

  return function checkFieldsStep(scan, checks) {
    return firstMissing(scan, envelope) ?? (isReceived(scan) ? firstMissing(scan, checks) : notReceived);
  };

  function firstMissing(scan: FieldScan, list: readonly FieldCheck[]): StepOutcome | undefined {
    for (const check of list) if (!isOneThere(scan, check.anyOf)) return check.missing;
    return undefined;
  }

  function isOneThere(scan: FieldScan, anyOf: readonly FieldPath[]): boolean {
    for (const path of anyOf) if (isThere(scan, path)) return true;
    return false;
  }

  function isThere(scan: FieldScan, { kind, numbers }: FieldPath): boolean {
    const last = numbers.length - 1;
    for (let i = 0; i < last; i++) {
      const number = numbers[i]!;
      if (!scan.hasContent(number)) return false;
      nested.read(scan.bytes, scan.startOf(number), scan.endOf(number));
      scan = nested;
    }
    return kind === 'text' ? scan.lengthOf(numbers[last]!) > 0 : scan.hasContent(numbers[last]!);
  }
}

const isReceived = (scan: FieldScan): boolean => scan.int64(EventField.RECEIVED_MS) > 0;
