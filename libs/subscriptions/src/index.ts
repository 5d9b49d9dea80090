export type { SubscriptionTable, TableChange, TableEntry, TableListener } from './subscription-table.ts';
export { TooManySubscriptionsError } from './table-content.ts';
export {
  followSubscriptions,
  type FollowOptions,
  SUBSCRIPTIONS_MAX,
  type TableLogger,
} from './follow-subscriptions.ts';
export { publishTable, type PublishedTable } from './publish-table.ts';
export { receiveTable, type ReceiveOptions } from './receive-table.ts';
export { readSubscriptionKey, subscriptionKey, type SubscriptionName } from './subscription-key.ts';
export { encodeSubscription } from './encode-subscription.ts';
export { checkSubscription } from './check-subscription.ts';
export { applySubscriptions, InvalidSubscriptionsError, removeSubscriptions } from './apply-subscriptions.ts';
export { readSubscriptions, SubscriptionFileError, writeSubscriptions } from './subscription-file.ts';
