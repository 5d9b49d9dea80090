/**
 * One event as a partner gets it, made plainly from the decoded message. `PartnerEventWriter` makes the same JSON
 * straight from the bytes and is what runs; this is what it is held against, and where the shape can be read.
 */
import { type Event, pixelrelay, type Subscription } from '@pixel-relay/contracts';
import { maskJson, maskText } from '../identity/mask-personal.ts';
import type { PayloadMember } from '../payload-members.ts';
import { amountText } from './amount.ts';
import { checkoutOf, identityMember, partnerClientId } from './identity-member.ts';
import { type Profile, profileOf } from './profile.ts';
import { EVENT_TYPE_NAMES, isPersonalAttribute, personalMembersOf, typedInMembers } from './personal-fields.ts';

/** What the validator decided for this partner. */
export type PartnerAnswer = 'allow' | 'allow_limited';

export type JsonObject = { [member: string]: JsonValue };
export type JsonValue = string | number | boolean | null | JsonObject | JsonValue[];

const v1 = pixelrelay.event.v1;

export function partnerEvent(event: Event, subscription: Subscription, answer: PartnerAnswer): JsonObject {
  const profile = profileOf(subscription);
  const payload: JsonObject = { id: event.id ?? '', name: event.name ?? '' };
  put(payload, 'type', EVENT_TYPE_NAMES[event.type ?? 0]);
  payload['timestamp'] = isoText(event.occurredMs ?? 0);
  const augmentation = event.augmentation;
  const members: Record<PayloadMember, JsonValue | undefined> = {
    seq: event.seq || undefined,
    receivedAt: event.receivedMs ? isoText(event.receivedMs) : undefined,
    shopId: event.shopId || undefined,
    shopDomain: event.shopDomain || undefined,
    clientId: partnerClientId(profile, event.clientId ?? '') ?? undefined,
    decision: answer,
    identity: identityMember(profile, checkoutOf(event)),
    client: message(event.client, profile),
    context: message(event.context, profile),
    data: dataOf(event, profile),
    customData: jsonOf(event.customDataJson, event, profile),
    campaign: message(augmentation?.campaign, profile),
    device: message(augmentation?.device, profile),
    bot: augmentation ? augmentation.bot === true : undefined,
  };
  for (const member of profile.members) put(payload, member, members[member]);
  return payload;
}

export const isoText = (ms: number): string => new Date(ms).toISOString();

function put(payload: JsonObject, member: string, value: JsonValue | undefined): void {
  if (value !== undefined) payload[member] = value;
}

function dataOf(event: Event, profile: Profile): JsonValue | undefined {
  if (event.payload === 'customJson') return jsonOf(event.customJson, event, profile);
  if (event.payload === undefined) return undefined;
  return message((event as unknown as Record<string, object>)[event.payload], profile);
}

/** JSON that came as it was, less what is personal. undefined: absent, or not JSON. */
function jsonOf(bytes: Uint8Array | null | undefined, event: Event, profile: Profile): JsonValue | undefined {
  if (!bytes?.length) return undefined;
  const text = jsonTextOf(Buffer.from(bytes).toString('utf8'), event.type ?? 0, profile);
  return text === null ? undefined : (JSON.parse(text) as JsonValue);
}

/** The text of such JSON for this partner: its own, where everything in it may go. null: it is no JSON. */
export function jsonTextOf(text: string, type: number, { identity }: Profile): string | null {
  if (identity !== 'plain') return maskJson(text, typedInMembers(type));
  try {
    JSON.parse(text);
    return text;
  } catch {
    return null;
  }
}

function message(value: object | null | undefined, profile: Profile): JsonObject | undefined {
  if (value == null) return undefined;
  if (value instanceof v1.Money) return money(value);
  if (value instanceof v1.DiscountValue)
    return value.percentage == null ? money(value) : { percentage: finite(value.percentage) };
  const plain = profile.identity === 'plain';
  const personal = plain ? undefined : personalMembersOf.get(value.constructor);
  const json: JsonObject = {};
  for (const [name, field] of Object.entries(value)) {
    if (personal?.has(name)) continue;
    const member = Array.isArray(field) ? listOf(field, profile) : scalarOrMessage(field, profile);
    if (member !== undefined) json[name] = member;
  }
  return json;
}

/** JSON has no other numbers. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** google.type.Money as partners read amounts. */
function money({ units, nanos, currencyCode }: MoneyFields): JsonObject {
  return { amount: amountText(units ?? 0, nanos ?? 0), ...(currencyCode ? { currencyCode } : {}) };
}

type MoneyFields = pixelrelay.event.v1.Money.$Properties;

function listOf(list: readonly unknown[], profile: Profile): JsonValue[] | undefined {
  const kept = list.map(item => scalarOrMessage(item, profile)).filter(item => item !== undefined);
  return kept.length > 0 ? kept : undefined;
}

function scalarOrMessage(value: unknown, profile: Profile): JsonValue | undefined {
  if (typeof value === 'string') return profile.identity === 'plain' ? value : maskText(value);
  if (typeof value === 'number') return finite(value);
  if (typeof value === 'boolean') return value;
  if (value instanceof v1.Attribute && profile.identity !== 'plain' && isPersonalAttribute(value.key)) return undefined;
  return message(value as object, profile);
}
