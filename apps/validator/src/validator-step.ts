/**
 * What the validator does with one event, from top to bottom: is it whole, is it timely, and who may have it. Nothing
 * here depends on the machine's clock or on what came before, so a replay decides the same under the same subscriptions.
 */
import { BytesCache, EventField, type EventStep, FieldScan, InvalidWireError, Reason } from '@pixel-relay/contracts';
import type { StepOutcome } from '@pixel-relay/contracts';
import { checkFields, compileRequirements, type FieldCheck } from './steps/check-fields.ts';
import { checkSize } from './steps/check-size.ts';
import { checkTimestamp } from './steps/check-timestamp.ts';
import { decideConsent, type ShopSubscriptions } from './steps/decide-consent.ts';
import { REQUIRED_BY_NAME } from './steps/required-fields.ts';
import { textAt } from './text-at.ts';

export interface ValidatorStepOptions {
  /** encoded bytes of an event as it comes in */
  readonly eventBytesMax: number;
  readonly aheadMsMax: number;
  readonly ageMsMax: number;
  readonly shopsCachedMax: number;
}

export const VALIDATOR_STEP_DEFAULTS: ValidatorStepOptions = {
  eventBytesMax: 1 << 20,
  aheadMsMax: 10 * 60_000,
  ageMsMax: 7 * 24 * 3_600_000,
  shopsCachedMax: 16_384,
};

export interface ValidatorStepDeps {
  readonly options: ValidatorStepOptions;
  readonly subscriptions: ShopSubscriptions;
}

/** An event name as the steps need it, found by its bytes. */
interface EventName {
  readonly text: string;
  readonly checks: readonly FieldCheck[];
}

/** Standard names are some thirty; shops make up others. Longer names than this are not kept, only read each time. */
const NAMES_CACHED_MAX = 1_024;
const NAME_BYTES_MAX = 128;

const ALREADY_STAGED: StepOutcome = {
  kind: 'dead',
  reason: Reason.ALREADY_STAGED,
  detail: 'the event already has a verdict',
};

/** One worker's step. It keeps caches and buffers of its own: a worker makes one and uses it for every event. */
export function validatorStep({ options, subscriptions }: ValidatorStepDeps): EventStep {
  const size = checkSize(options.eventBytesMax);
  const fields = checkFields();
  const timestamp = checkTimestamp(options);
  const consent = decideConsent({ subscriptions, shopsCachedMax: options.shopsCachedMax });
  const nameOf = eventNames();
  const scan = new FieldScan();

  const read = (event: Buffer): StepOutcome => {
    scan.read(event, 0, event.length);
    if (scan.has(EventField.VERDICT)) return ALREADY_STAGED;
    const name = nameOf(scan);
    return fields(scan, name.checks) ?? timestamp(scan) ?? consent(scan, name.text);
  };

  return function validatorStep(event) {
    try {
      return size(event) ?? read(event);
    } catch (error) {
      if (!(error instanceof InvalidWireError)) throw error;
      return { kind: 'dead', reason: Reason.INVALID_FIELD, detail: error.message };
    }
  };
}

function eventNames(): (scan: FieldScan) => EventName {
  const compiled = new Map([...REQUIRED_BY_NAME].map(([name, list]) => [name, compileRequirements(list)]));
  const known = new BytesCache<EventName>(NAMES_CACHED_MAX, NAME_BYTES_MAX);
  const none: EventName = { text: '', checks: [] };
  return scan => {
    if (!scan.hasContent(EventField.NAME)) return none;
    const start = scan.startOf(EventField.NAME);
    const end = scan.endOf(EventField.NAME);
    const cached = known.get(scan.bytes, start, end);
    if (cached !== undefined) return cached;
    const text = textAt(scan.bytes, start, end);
    const name = { text, checks: compiled.get(text) ?? [] };
    known.set(scan.bytes, start, end, name);
    return name;
  };
}
