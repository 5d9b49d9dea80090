import { countBrokers } from './broker-probe.ts';

const startTimeoutMs = 90_000;

/**
 * Until the node at `port` answers and knows at least `brokers` of them. Gives up with `failure` when `alive` says that
 * the node is gone, or after a minute and a half.
 */
export async function untilInCluster(
  port: number,
  brokers: number,
  alive: () => boolean,
  failure: () => Promise<Error>,
): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const known = await countBrokers('127.0.0.1', port, 2_000);
    if (known !== null && known >= brokers) return;
    if (!alive() || Date.now() > deadline) throw await failure();
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
