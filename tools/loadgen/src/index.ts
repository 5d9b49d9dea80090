export {
  demoPartnerTopics,
  demoSubscriptions,
  type DemoSubscriptionsOptions,
  demoWebhookEvents,
} from './demo-subscriptions.ts';
export { type SizeKb, sizesKb } from './event-mix.ts';
export { EventStream, type EventStreamOptions, type GeneratedRecord } from './event-stream.ts';
export { type Expectation, ExpectationsUnreadableError, readExpectations } from './expectations.ts';
export { type ExpectedOutcome, expectedOutcomes } from './expected-outcome.ts';
export { generateLoad } from './generate-load.ts';
export { LoadOptionError, type LoadOptions } from './load-options.ts';
export type { LoadProgress, LoadReport } from './load-report.ts';
export { nastyRecords, type NastyOptions, type NastyRecord } from './nasty-records.ts';
export { murmur2, partitionOfKey } from './partition-of-key.ts';
export { progressBar, progressLine } from './progress-bar.ts';
export { rawId } from './raw-id.ts';
export { SharesError } from './share-schedule.ts';
export { demoShops, type Shop } from './shops.ts';
