/**
 * What the augmenter does with one event: find its query and its user agent, say what they tell, append it. A part that
 * cannot be made is named in `missing`; only an event that cannot be read, or that was here before, ends here.
 */
import {
  Augmentation,
  EventField,
  type EventStep,
  FieldScan,
  InvalidWireError,
  Reason,
  type StepOutcome,
  varintLength,
  writeVarint,
} from '@pixel-relay/contracts';
import { EventPlaces } from './event-places.ts';
import { Missing } from './missing.ts';
import { CampaignReader } from './steps/read-campaign.ts';
import { type UserAgentFacts, type UserAgentOptions, UserAgents } from './user-agents.ts';

export interface AugmenterStepOptions extends UserAgentOptions {
  /** of one campaign word or click id, in UTF-8 */
  readonly campaignValueBytesMax: number;
}

export const AUGMENTER_STEP_DEFAULTS: AugmenterStepOptions = {
  userAgentsCachedMax: 16_384,
  userAgentBytesMax: 1_024,
  campaignValueBytesMax: 512,
};

const ALREADY_STAGED: StepOutcome = {
  kind: 'dead',
  reason: Reason.ALREADY_STAGED,
  detail: 'the event already has an augmentation',
};

/** Augmentation.campaign as a tag, and Event.augmentation's */
const CAMPAIGN_TAG = 0x0a;
const AUGMENTATION_TAG = EventField.AUGMENTATION * 8 + 2;

const nothing = Buffer.alloc(0);
const encodedMissing = (part: Missing): Buffer => Buffer.from(Augmentation.encode({ missing: [part] }).finish());
const campaignMissing = encodedMissing(Missing.CAMPAIGN);
const clickIdMissing = encodedMissing(Missing.CLICK_IDS);

/** One worker's step. It keeps caches and buffers of its own: a worker makes one and uses it for every event. */
export function augmenterStep({ options }: { readonly options: AugmenterStepOptions }): EventStep {
  const scan = new FieldScan();
  const places = new EventPlaces();
  const campaign = new CampaignReader(options.campaignValueBytesMax);
  const userAgents = new UserAgents(options);

  return function augmenterStep(event) {
    try {
      scan.read(event, 0, event.length);
    } catch (error) {
      if (!(error instanceof InvalidWireError)) throw error;
      return { kind: 'dead', reason: Reason.INVALID_FIELD, detail: error.message };
    }
    if (scan.has(EventField.AUGMENTATION)) return ALREADY_STAGED;
    places.find(scan);
    campaign.read(event, places.queryStart, places.queryEnd);
    const facts = userAgents.factsAt(event, places.userAgentStart, places.userAgentEnd);
    const missing = places.queryUnreadable ? campaignMissing : campaign.clickIdMissing ? clickIdMissing : nothing;
    if (campaign.length === 0 && missing.length === 0) return facts.forward;
    return { kind: 'forward', append: join(campaign, facts, missing) };
  };
}

/** Event.augmentation: a campaign, what the user agent told, and what else is missing. */
function join(campaign: CampaignReader, { encoded }: UserAgentFacts, missing: Buffer): Buffer {
  const campaignLength = campaign.length === 0 ? 0 : 1 + varintLength(campaign.length) + campaign.length;
  const length = campaignLength + encoded.length + missing.length;
  const append = Buffer.allocUnsafe(2 + varintLength(length) + length);
  let at = writeVarint(append, writeVarint(append, 0, AUGMENTATION_TAG), length);
  if (campaignLength > 0) {
    append[at++] = CAMPAIGN_TAG;
    at = writeVarint(append, at, campaign.length);
    at += campaign.bytes.copy(append, at, 0, campaign.length);
  }
  at += encoded.copy(append, at);
  if (missing.length > 0) missing.copy(append, at);
  return append;
}
