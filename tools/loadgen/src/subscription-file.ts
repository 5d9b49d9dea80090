/** The file's form is the service's own: one that the operator applies can be loaded with, and the other way round. */
export { readSubscriptions, SubscriptionFileError, writeSubscriptions } from '@pixel-relay/subscriptions';
