import { DeadLetter, DeadLetterForm, Reason } from '@pixel-relay/contracts';

/** What a dead letter says, without the event: reason, coordinates, times, attempts. Its detail never holds customer data. */
export interface DeadLetterSummary {
  readonly reason: string;
  readonly detail: string;
  readonly stage: string;
  /** of a delivery; '' for the end of the event itself */
  readonly partner: string;
  /** where the event began; null for a record that was no batch */
  readonly source: {
    readonly topic: string;
    readonly epoch: string;
    readonly partition: number;
    readonly offset: number;
  } | null;
  /** the record in which the stage met it */
  readonly input: { readonly topic: string; readonly partition: number; readonly offset: number } | null;
  readonly firstFailedMs: number;
  readonly lastFailedMs: number;
  readonly attempts: number;
  readonly form: string;
  readonly originalBytes: number;
}

/** null: the record is none of ours. */
export function readDeadLetter(value: Buffer | null): DeadLetter | null {
  try {
    return value === null ? null : DeadLetter.decode(value);
  } catch {
    return null;
  }
}

export function deadLetterSummary(letter: DeadLetter): DeadLetterSummary {
  const { source, input } = letter;
  return {
    reason: reasonText(letter.reason),
    detail: letter.detail ?? '',
    stage: letter.stage ?? '',
    partner: letter.partner ?? '',
    source: source
      ? {
          topic: source.topic ?? '',
          epoch: source.epoch ?? '',
          partition: source.partition ?? 0,
          offset: source.offset ?? 0,
        }
      : null,
    input: input ? { topic: input.topic ?? '', partition: input.partition ?? 0, offset: input.offset ?? 0 } : null,
    firstFailedMs: letter.firstFailedMs ?? 0,
    lastFailedMs: letter.lastFailedMs ?? 0,
    attempts: letter.attempts ?? 0,
    form: DeadLetterForm[letter.form ?? 0]?.toLowerCase() ?? String(letter.form),
    originalBytes: letter.original?.length ?? 0,
  };
}

/** As metrics and logs name it. A newer stage may know one that this build does not. */
export const reasonText = (reason: number | null | undefined): string =>
  (Object.keys(Reason) as (keyof typeof Reason)[]).find(name => Reason[name] === reason)?.toLowerCase() ??
  `reason ${reason ?? 0}`;

export const reasonTexts: readonly string[] = Object.keys(Reason).map(name => name.toLowerCase());
