import { askBroker, shortString } from './broker-request.ts';

const findCoordinatorApi = 10;
const askMaxMs = 5_000;

/** The node that coordinates a group (its full id), as the broker at host:port says; null while there is none. */
export async function groupCoordinator(broker: string, groupId: string): Promise<number | null> {
  const request = { apiKey: findCoordinatorApi, apiVersion: 0, body: shortString(groupId) };
  const answer = await askBroker(broker, request, askMaxMs);
  return answer === null || answer.readInt16BE(0) !== 0 ? null : answer.readInt32BE(2);
}

/** The partition of __consumer_offsets that keeps the group: whoever leads it coordinates the group. */
export function groupPartition(groupId: string, partitions: number): number {
  let hash = 0;
  for (let i = 0; i < groupId.length; i++) hash = (Math.imul(hash, 31) + groupId.charCodeAt(i)) | 0; // as Java hashes a string
  return (hash === -(2 ** 31) ? 0 : Math.abs(hash)) % partitions;
}
