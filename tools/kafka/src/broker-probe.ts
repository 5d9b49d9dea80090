import { askBroker, int32 } from './broker-request.ts';

export const metadataApi = 3;
export const metadataVersion = 1;

/** How many brokers the one at this address knows; null when it does not answer in time. */
export async function countBrokers(host: string, port: number, timeoutMs: number): Promise<number | null> {
  const noTopics = int32(0);
  const request = { apiKey: metadataApi, apiVersion: metadataVersion, body: noTopics };
  const answer = await askBroker(`${host}:${port}`, request, timeoutMs);
  // It starts with the array of brokers, which starts with its length.
  return answer === null ? null : answer.readInt32BE(0);
}
