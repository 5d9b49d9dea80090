import { Identity, Purpose, RegionPolicy, type Subscription, SubscriptionState } from '@pixel-relay/contracts';
import { PAYLOAD_MEMBERS } from '@pixel-relay/partners';
import { encodeSubscription } from './encode-subscription.ts';

const NAME_LENGTH_MAX = 255;
const LIST_LENGTH_MAX = 100;
const VALUE_BYTES_MAX = 64 * 1024;
const TOPIC = /^[A-Za-z0-9._-]{1,200}$/;
const SECRET = /^(env:[A-Za-z_][A-Za-z0-9_]*|file:\/.+)$/;
const EVENTS_PER_REQUEST_MAX = 1_000;
const TIMEOUT_MS_MAX = 60_000;

/**
 * What is wrong with a subscription, in sentences for the person who wrote it; empty: nothing. No sentence quotes a
 * secret, not even where one stands in the place of a reference.
 */
export function checkSubscription(subscription: Subscription): string[] {
  const problems: string[] = [];
  const say = (bad: boolean, sentence: string): void => {
    if (bad) problems.push(sentence);
  };
  say(badName(subscription.shopId), `shopId must be 1 to ${NAME_LENGTH_MAX} characters without control characters.`);
  say(badName(subscription.partner), `partner must be 1 to ${NAME_LENGTH_MAX} characters without control characters.`);
  say(!named(SubscriptionState, subscription.state), 'state must be ACTIVE, PAUSED or DISABLED.');
  const eventNames = subscription.eventNames ?? [];
  say(
    eventNames.length > LIST_LENGTH_MAX,
    `eventNames may list at most ${LIST_LENGTH_MAX} names; leave it empty for all.`,
  );
  say(eventNames.some(badName), 'eventNames must not contain an empty name, or one with control characters.');
  const purposes = subscription.requiredPurposes ?? [];
  say(
    purposes.length > LIST_LENGTH_MAX || purposes.some(purpose => !named(Purpose, purpose)),
    'requiredPurposes must be among ANALYTICS, MARKETING, PREFERENCES and SALE_OF_DATA; any other is never allowed.',
  );
  say(
    given(subscription.identity) && !named(Identity, subscription.identity),
    'identity must be NONE, HASHED or PLAIN; leave it out for HASHED.',
  );
  say(
    given(subscription.regionPolicy) && !named(RegionPolicy, subscription.regionPolicy),
    'regionPolicy must be STRICT or BY_LAW; leave it out for STRICT.',
  );
  const members: readonly string[] = PAYLOAD_MEMBERS;
  say(
    (subscription.fields ?? []).some(field => !members.includes(field)),
    `fields must be among ${members.join(', ')}; leave it empty for all that identity permits.`,
  );
  if (subscription.kafka != null) problems.push(...checkKafka(subscription.kafka));
  else if (subscription.webhook != null) problems.push(...checkWebhook(subscription.webhook));
  else problems.push('A destination is missing: give kafka (topic) or webhook (url, secret).');
  if (problems.length === 0)
    say(
      encodeSubscription(subscription).length > VALUE_BYTES_MAX,
      `The subscription must not take more than ${VALUE_BYTES_MAX} bytes: shorten its lists.`,
    );
  return problems;
}

function checkKafka({ topic }: NonNullable<Subscription['kafka']>): string[] {
  if (TOPIC.test(topic ?? '') && topic !== '.' && topic !== '..') return [];
  return ['kafka.topic must be 1 to 200 letters, digits, dots, underscores or hyphens, without the topic prefix.'];
}

function checkWebhook(webhook: NonNullable<Subscription['webhook']>): string[] {
  const problems: string[] = [];
  const url = URL.parse(webhook.url ?? '');
  if (url === null || !/^https?:$/.test(url.protocol)) problems.push('webhook.url must be an http or https URL.');
  else if (url.username !== '' || url.password !== '')
    problems.push('webhook.url must not carry a user name or password: requests are signed instead.');
  else if (url.hash !== '') problems.push('webhook.url must not have a fragment (#...): it is never sent.');
  if (!SECRET.test(webhook.secret ?? ''))
    problems.push('webhook.secret must be a reference, env:NAME or file:/ABSOLUTE/PATH, never the secret itself.');
  if (!inRange(webhook.eventsPerRequestMax, EVENTS_PER_REQUEST_MAX))
    problems.push(`webhook.eventsPerRequestMax must be 0 (one event a request) to ${EVENTS_PER_REQUEST_MAX}.`);
  if (!inRange(webhook.timeoutMs, TIMEOUT_MS_MAX))
    problems.push(`webhook.timeoutMs must be 0 (the producer's default) to ${TIMEOUT_MS_MAX}.`);
  return problems;
}

const badName = (name: string | null | undefined): boolean =>
  name == null || name === '' || name.length > NAME_LENGTH_MAX || /[\u0000-\u001f\u007f]/.test(name);

/** Whether an enum was set at all; its 0 has a meaning of its own. */
const given = (value: number | null | undefined): boolean => value != null && value !== 0;

/** Whether the value is one of the enum's, other than its 0. */
const named = (values: object, value: unknown): boolean => value !== 0 && Object.values(values).includes(value);

const inRange = (value: number | null | undefined, max: number): boolean =>
  value == null || (Number.isInteger(value) && value >= 0 && value <= max);
