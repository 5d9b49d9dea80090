export { PAYLOAD_MEMBERS, type PayloadMember } from './payload-members.ts';
