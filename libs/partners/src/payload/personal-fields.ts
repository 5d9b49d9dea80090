import { EventType, pixelrelay } from '@pixel-relay/contracts';
import { isPersonalName } from '../identity/mask-personal.ts';

/**
 * Fields of typed messages that only a subscription with PLAIN identity gets, by message and member. Of an address,
 * country and province stay: as coarse as the location that every payload may carry.
 */
export const PERSONAL_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Checkout: ['email', 'phone', 'smsMarketingPhone'],
  Address: ['address1', 'address2', 'city', 'firstName', 'lastName', 'phone', 'zip'],
  OrderCustomer: ['id'],
  Client: ['ip'],
  // What the customer had typed when the alert came up.
  Alert: ['value'],
};

const v1 = pixelrelay.event.v1;

/** The same by the generated class, since a bundler may rename classes. */
export const personalMembersOf = new Map<unknown, ReadonlySet<string>>(
  Object.entries(PERSONAL_FIELDS).map(([name, members]) => [v1[name as keyof typeof v1], new Set(members)]),
);

/** Checkout and cart attributes, and line properties, are named by the shop; the names tell. */
export const isPersonalAttribute = (key: string): boolean => isPersonalName(key);

const DOM_TYPES: ReadonlySet<number> = new Set([EventType.DOM, EventType.ADVANCED_DOM]);
const NOTHING: ReadonlySet<string> = new Set();
const TYPED_IN: ReadonlySet<string> = new Set(['value']);

/** In what a browser reports of its elements, `value` is what the customer typed. */
export const typedInMembers = (type: number): ReadonlySet<string> => (DOM_TYPES.has(type) ? TYPED_IN : NOTHING);

/** The storefront's words for its event types. */
export const EVENT_TYPE_NAMES: readonly (string | undefined)[] = [
  undefined,
  'standard',
  'custom',
  'dom',
  'advanced-dom',
  'meta',
];
