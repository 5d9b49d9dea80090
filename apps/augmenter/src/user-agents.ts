import { appendedField, Augmentation, BytesCache, EventField, type StepOutcome } from '@pixel-relay/contracts';
import { Missing } from './missing.ts';
import { identifyDevice } from './steps/identify-device.ts';
import { markBot } from './steps/mark-bot.ts';

/** What one user agent says, already encoded: parsing one costs as much as some hundred events. */
export interface UserAgentFacts {
  /** Augmentation's fields for it: device, bot, what of them is missing */
  readonly encoded: Buffer;
  /** the outcome of an event that has nothing else to add */
  readonly forward: StepOutcome;
}

export interface UserAgentOptions {
  /** user agents whose facts are kept */
  readonly userAgentsCachedMax: number;
  /** a longer one is not looked at: real ones stay below, and patterns cost more the longer the text */
  readonly userAgentBytesMax: number;
}

/** What the cache reserves for each; the rare longer one that is looked at is read anew each time. */
const CACHED_BYTES_MAX = 512;

export class UserAgents {
  private readonly known: BytesCache<UserAgentFacts>;
  private readonly none = factsOf(undefined);
  private readonly bytesMax: number;

  constructor({ userAgentsCachedMax, userAgentBytesMax }: UserAgentOptions) {
    this.bytesMax = userAgentBytesMax;
    this.known = new BytesCache(userAgentsCachedMax, Math.min(userAgentBytesMax, CACHED_BYTES_MAX));
  }

  /** Facts on the user agent in bytes[start, end); an empty range is an absent one. */
  factsAt(bytes: Buffer, start: number, end: number): UserAgentFacts {
    if (start === end || end - start > this.bytesMax) return this.none;
    const known = this.known.get(bytes, start, end);
    if (known !== undefined) return known;
    const facts = factsOf(bytes.toString('utf8', start, end));
    this.known.set(bytes, start, end, facts);
    return facts;
  }
}

function factsOf(userAgent: string | undefined): UserAgentFacts {
  const missing: Missing[] = [];
  const device = attempt(userAgent, identifyDevice);
  if (device === undefined) missing.push(Missing.DEVICE);
  const bot = attempt(userAgent, markBot);
  if (bot === undefined) missing.push(Missing.BOT);
  const fields = Augmentation.encode({ ...(device && { device }), bot: bot ?? false, missing }).finish();
  const append = appendedField(EventField.AUGMENTATION, fields);
  return { encoded: append.subarray(append.length - fields.length), forward: { kind: 'forward', append } };
}

/** A part that fails is a part that is missing: no user agent may stop an event. */
function attempt<Part>(userAgent: string | undefined, find: (userAgent: string) => Part): Part | undefined {
  if (userAgent === undefined) return undefined;
  try {
    return find(userAgent);
  } catch {
    return undefined;
  }
}
