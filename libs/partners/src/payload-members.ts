/** Members that a subscription's `fields` may name. `id`, `name`, `type` and `timestamp` are in every payload. */
export const PAYLOAD_MEMBERS = [
  'seq',
  'receivedAt',
  'shopId',
  'shopDomain',
  'clientId',
  'decision',
  'identity',
  'client',
  'context',
  'data',
  'customData',
  'campaign',
  'device',
  'bot',
] as const;
export type PayloadMember = (typeof PAYLOAD_MEMBERS)[number];
