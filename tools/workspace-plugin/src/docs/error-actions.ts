/** Who acts on what goes wrong, and how. A test holds these tables against the sources, both ways. */

/** itself: the service deals with it, nobody needs to; operator: whoever runs the service; developer: whoever calls the code. */
export type Actor = 'itself' | 'operator' | 'developer' | 'shop' | 'storefront' | 'partner';

export interface Action {
  readonly who: Actor;
  readonly does: string;
}

const itself = (does: string): Action => ({ who: 'itself', does });
const operator = (does: string): Action => ({ who: 'operator', does });
const developer = (does: string): Action => ({ who: 'developer', does });

export const errorActions: Readonly<Record<string, Action>> = {
  // Kafka
  BrokerUnreachableError: operator(
    'Check the brokers option, the network and that the brokers run. A running stage goes on asking.',
  ),
  TopicMissingError: operator('Make it: `relayctl topics ensure`, with the same brokers and topic prefix.'),
  LeaseDeadError: itself('Drops the work: it belongs to whoever holds the partition now.'),
  CommitRefusedError: operator(
    "Correct the broker's offset.metadata.max.bytes (4096 or more) or the group's permissions.",
  ),
  SendUnknownError: itself('Sends the same records again, or gives up the partition.'),
  SendRefusedError: operator(
    "Correct what the message names: the topic's max.message.bytes, its partitions, or permissions.",
  ),
  ConsumerDeadError: operator('The process ends and is started again; if it ends again, do what the message says.'),
  DecompressedTooLargeError: operator(
    'The partition is held. Raise decompressedBytesMax if such a batch is meant to be.',
  ),
  // the protocol between stages
  AccountUnreadableError: operator(
    "Deploy the version that wrote it; or reset the partition's offset, which starts a new epoch.",
  ),
  AccountTooLargeError: operator('Give the intermediate topic more partitions, stopped and drained.'),
  TooManyHolesError: operator(
    'The partition is held. Look at the log of the stage before; `relayctl audit` names the offsets.',
  ),
  FreshGroupError: operator('Use the old group id; or set allowFreshGroup to send everything again.'),
  OutputPartitionsChangedError: operator(
    'Stop the group, let the topic drain, then reset its offsets: a new epoch begins.',
  ),
  TooManySourcesError: operator('Give the intermediate topics more partitions, stopped and drained.'),
  StalledError: operator(
    'The process ends with code 75 and is started again; if it comes back, keep the log and look at `relayctl status`.',
  ),
  NotABatchError: itself('Dead-letters the record as `not_a_batch`.'),
  NewerContractError: operator(
    'The partition is held until this stage is deployed anew: deploy from the producer back to the parser.',
  ),
  InvalidWireError: itself('Dead-letters the event as `invalid_field`.'),
  // the worker pool
  JobTimedOutError: itself('Tries again, split down to the one event, which is dead-lettered as `worker_timed_out`.'),
  WorkerCrashedError: itself('Replaces the worker and tries again, split down to the one event (`worker_crashed`).'),
  PoolClosedError: itself('Nothing is lost: what was refused is read again after the restart.'),
  WorkerStartError: operator("Mend what the message says of the worker's start; the stage ends."),
  TooManyWaitingError: developer('Await `submit` before the next one.'),
  // subscriptions
  SubscriptionFileError: operator('Mend the file; all that is wrong is listed.'),
  InvalidSubscriptionsError: operator('Mend the subscriptions; all that is wrong is listed, and none was written.'),
  TooManySubscriptionsError: operator('Raise subscriptionsMax (about 1 KiB of memory each), or remove some.'),
  // control and telemetry
  ControlBindError: operator('Free the port, or choose another by controlPort or healthPort.'),
  ControlCallError: operator('Check the address; a stage that refuses says why.'),
  ControlRefusedError: operator('Do what the message says, then ask again.'),
  ScrapePortError: operator('Free the port, or choose another by metricsPort.'),
  // delivery
  SecretUnusableError: operator(
    'Its deliveries are dead-lettered as `destination_invalid`: provide the secret that the subscription refers to.',
  ),
  PrivateAddressError: {
    who: 'shop',
    does: 'Its deliveries are dead-lettered as `destination_invalid`: give the webhook a public address.',
  },
  DeliveryClosedError: itself('Nothing is lost: the next owner of the partition delivers it.'),
};

const storefront = (does: string): Action => ({ who: 'storefront', does });

/** By pixelrelay.deadletter.v1.Reason, as metrics name it. */
export const reasonActions: Readonly<Record<string, Action>> = {
  empty: storefront('Find who writes records without bytes; a tombstone (null) is filtered instead.'),
  invalid_utf8: storefront('Write UTF-8.'),
  malformed_json: storefront('Write one JSON object a record.'),
  not_an_object: storefront('Write one JSON object a record.'),
  too_large: storefront('Make the event smaller; or raise eventBytesMax.'),
  too_deep: storefront('Nest less; or raise depthMax.'),
  missing_field: storefront('Send the member that the detail names.'),
  invalid_field: storefront('Correct the member that the detail names.'),
  event_too_old: storefront('Correct the clock or the delay; or raise ageMsMax.'),
  event_from_future: storefront('Correct the clock; or raise aheadMsMax.'),
  not_a_batch: operator('Find who else writes to the intermediate topic.'),
  already_staged: operator('Find what sends events through a stage twice; a redrive strips what stages appended.'),
  worker_crashed: developer('Mend the code with the event: `relayctl dead-letters show PLACE --reveal REASON`.'),
  worker_timed_out: developer('As for worker_crashed; or raise jobTimeoutMs.'),
  delivery_rejected: { who: 'partner', does: 'Ask why it refuses; the detail has the class of its answer.' },
  delivery_expired: {
    who: 'partner',
    does: 'Find out why it did not take the event in any of the attempts; the detail has the last answer.',
  },
  destination_invalid: { who: 'shop', does: 'Correct the destination: `relayctl subscriptions apply`.' },
};
