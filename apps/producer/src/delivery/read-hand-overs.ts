import {
  BytesCache,
  Decision,
  EventField,
  FieldScan,
  InvalidWireError,
  readSourceOffset,
  Reason,
  Verdict,
} from '@pixel-relay/contracts';
import type { PartnerAnswer } from '@pixel-relay/partners';
import { HandOver, type OpenJob } from './open-job.ts';

/** Event.source_offset */
const SOURCE_OFFSET = 9;
/** Verdicts of one shop and one consent are the same bytes; few are in use at a time. */
const VERDICTS_CACHED_MAX = 4_096;
const VERDICT_BYTES_MAX = 1_024;
const NAMES_CACHED_MAX = 16_384;
const NAME_BYTES_MAX = 256;

type Allowed = readonly { readonly partner: string; readonly answer: PartnerAnswer }[];

/**
 * Finds, by place and without decoding events, who may have what. An event that cannot be read goes to the job's dead;
 * only ALLOW and ALLOW_LIMITED in its verdict make a hand-over, so one without a readable verdict goes nowhere. A parked
 * delivery is of one of those partners.
 */
export class HandOverReader {
  private readonly scan = new FieldScan();
  private readonly verdicts = new BytesCache<Allowed>(VERDICTS_CACHED_MAX, VERDICT_BYTES_MAX);
  private readonly names = new BytesCache<string>(NAMES_CACHED_MAX, NAME_BYTES_MAX);

  read(open: OpenJob): HandOver[] {
    const { events } = open.job;
    const handOvers: HandOver[] = [];
    for (let index = 0; index < events.count; index++) {
      try {
        this.readEvent(open, index, handOvers);
      } catch (error) {
        if (!(error instanceof InvalidWireError)) throw error;
        const sourceOffset = (open.sourceOffsets[index] = sourceOffsetOf(open, index));
        open.dead.push({ index, reason: Reason.INVALID_FIELD, detail: error.message, attempts: 0, sourceOffset });
      }
    }
    return handOvers;
  }

  private readEvent(open: OpenJob, index: number, handOvers: HandOver[]): void {
    const { scan } = this;
    const { bytes, starts, ends } = open.job.events;
    scan.read(bytes, starts[index]!, ends[index]!);
    open.sourceOffsets[index] = scan.int64(SOURCE_OFFSET);
    if (!scan.hasContent(EventField.VERDICT)) throw new InvalidWireError('the event has no verdict');
    const allowed = this.allowedBy(bytes, scan.startOf(EventField.VERDICT), scan.endOf(EventField.VERDICT));
    if (allowed.length === 0) return;
    const event = {
      index,
      shopId: this.text(EventField.SHOP_ID),
      name: this.text(EventField.NAME),
    };
    open.receivedMs[index] = scan.int64(EventField.RECEIVED_MS);
    const only = open.job.parked?.partner;
    const alone = only !== undefined || allowed.length === 1;
    for (const { partner, answer } of allowed)
      if (only === undefined || partner === only) handOvers.push(new HandOver(open, event, partner, answer, alone));
  }

  private text(field: number): string {
    const { scan } = this;
    if (!scan.hasContent(field)) return '';
    const start = scan.startOf(field);
    const end = scan.endOf(field);
    let text = this.names.get(scan.bytes, start, end);
    if (text === undefined) this.names.set(scan.bytes, start, end, (text = scan.bytes.toString('utf8', start, end)));
    return text;
  }

  private allowedBy(bytes: Buffer, start: number, end: number): Allowed {
    let allowed = this.verdicts.get(bytes, start, end);
    if (allowed === undefined) {
      allowed = allowedIn(bytes.subarray(start, end));
      this.verdicts.set(bytes, start, end, allowed);
    }
    return allowed;
  }
}

/** Of an event that cannot be read: what a more patient reader finds, or else the beginning of its range. */
function sourceOffsetOf({ job: { events, source } }: OpenJob, index: number): number {
  try {
    return readSourceOffset(events.bytes, events.starts[index]!, events.ends[index]!);
  } catch {
    return source.firstOffset;
  }
}

/** A partner that is listed twice is allowed only if it is each time, and then the narrower way. */
function allowedIn(bytes: Buffer): Allowed {
  let verdict: Verdict;
  try {
    verdict = Verdict.decode(bytes);
  } catch {
    throw new InvalidWireError('the verdict cannot be read');
  }
  const answers = new Map<string, PartnerAnswer | null>();
  for (const { partner, decision } of verdict.partners ?? []) {
    if (!partner) continue;
    const answer = decision === Decision.ALLOW ? 'allow' : decision === Decision.ALLOW_LIMITED ? 'allow_limited' : null;
    const before = answers.get(partner);
    answers.set(partner, before === undefined || before === 'allow' ? answer : answer === null ? null : before);
  }
  return [...answers].flatMap(([partner, answer]) => (answer === null ? [] : [{ partner, answer }]));
}
