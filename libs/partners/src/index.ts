export { PAYLOAD_MEMBERS, type PayloadMember } from './payload-members.ts';
export { normaliseEmail, normalisePhone, sha256Hex } from './identity/normalise.ts';
export { isPersonalName, maskJson, maskText } from './identity/mask-personal.ts';
export { type Profile, profileOf } from './payload/profile.ts';
export { partnerClientId } from './payload/identity-member.ts';
export { type JsonObject, type JsonValue, type PartnerAnswer, isoText, partnerEvent } from './payload/partner-event.ts';
export { type CloudEventHeaders, cloudEventHeaders } from './payload/cloud-event.ts';
export { WEBHOOK_TYPE, webhookBody } from './payload/webhook-body.ts';
export { PartnerEventWriter, type WrittenEvent } from './payload/partner-event-writer.ts';
