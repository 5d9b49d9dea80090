/**
 * Where a subscription's events go. The only place that tells kinds of destination apart: another kind is another case
 * here and a connector of its own.
 */
import type { Clock } from '@pixel-relay/clock';
import type { Subscription } from '@pixel-relay/contracts';
import { type LogAdmin, type LogProducer, RecordBody } from '@pixel-relay/kafka';
import type { Route, Router } from './delivery/connector.ts';
import { EventContents } from './kafka/event-contents.ts';
import { PartitionCounts } from './kafka/partition-counts.ts';
import { TopicConnector, UnknownTopicConnector } from './kafka/topic-connector.ts';
import { type ResolveSecret } from './webhook/resolve-secret.ts';
import { WebhookConnector, type WebhookSettings } from './webhook/webhook-connector.ts';
import { webhookPayload } from './webhook/webhook-payload.ts';

export interface TopicSettings {
  readonly eventsPerRequestMax: number;
  readonly requestBytesMax: number;
  readonly topicsMax: number;
}

export interface RouteDeps {
  readonly clock: Clock;
  readonly admin: Pick<LogAdmin, 'describe'>;
  readonly producer: LogProducer;
  readonly resolveSecret: ResolveSecret;
  readonly webhook: WebhookSettings & { readonly requestBytesMax: number };
  readonly topic: TopicSettings;
}

export function deliveryRoutes(deps: RouteDeps): Router {
  const toTopic = topicRoutes(deps);
  const toWebhook = webhookRoutes(deps);
  return (subscription, sourcePartition) => {
    if (subscription.kafka?.topic) return toTopic(subscription.kafka.topic, sourcePartition);
    if (subscription.webhook?.url) return toWebhook(subscription);
    return null;
  };
}

function topicRoutes(deps: RouteDeps): (topic: string, sourcePartition: number) => Route {
  const { admin, producer, topic: settings } = deps;
  const { topicsMax, requestBytesMax, eventsPerRequestMax } = settings;
  const counts = new PartitionCounts(admin, topicsMax);
  const contents = new EventContents();
  const body = new RecordBody();
  // By topic, and there by partition; the one of an unknown topic is at -1.
  const routes = new Map<string, Map<number, Route>>();

  return (topic, sourcePartition) => {
    const count = counts.of(topic);
    const partition = count === undefined ? -1 : sourcePartition % count;
    let ofTopic = routes.get(topic);
    if (ofTopic === undefined) {
      if (routes.size === topicsMax) routes.clear();
      routes.set(topic, (ofTopic = new Map<number, Route>()));
    }
    let route = ofTopic.get(partition);
    if (route === undefined) ofTopic.set(partition, (route = make(topic, partition)));
    return route;
  };

  function make(topic: string, partition: number): Route {
    return {
      key: `topic ${topic}/${partition}`,
      label: partition < 0 ? `topic ${topic}` : `topic ${topic}/${partition}`,
      concurrencyMax: 1,
      fullIsSlow: false,
      requestBytesMax,
      eventsMax: () => eventsPerRequestMax,
      groupOf: () => '',
      connect: () =>
        partition < 0
          ? new UnknownTopicConnector(topic, counts)
          : new TopicConnector(topic, partition, { producer, counts, contents, body }),
    };
  }
}

function webhookRoutes(deps: RouteDeps): (subscription: Subscription) => Route | null {
  const { clock, resolveSecret, webhook: settings } = deps;
  const connectorDeps = { settings, clock, resolveSecret, payload: webhookPayload() };
  // An updated subscription is another object, so what is kept for one never goes stale.
  const routes = new WeakMap<Subscription, Route | { readonly none: true }>();

  return subscription => {
    let route = routes.get(subscription);
    if (route === undefined) routes.set(subscription, (route = make(subscription) ?? { none: true }));
    return 'none' in route ? null : route;
  };

  function make({ webhook }: Subscription): Route | null {
    const url = URL.parse(webhook?.url ?? '');
    if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null;
    const secret = webhook?.secret ?? '';
    return {
      key: `webhook ${url.href} ${secret}`,
      // The path and the query may hold a token.
      label: `webhook at ${url.origin}`,
      concurrencyMax: settings.concurrencyMax,
      fullIsSlow: true,
      requestBytesMax: settings.requestBytesMax,
      eventsMax: ({ webhook: now }) => now?.eventsPerRequestMax || 1,
      groupOf: ({ shopId, partner }) => `${shopId}\0${partner}`,
      connect: () => new WebhookConnector(url, secret, connectorDeps),
    };
  }
}
