/** A thread of the specs: receives a table and says what it sees when asked. */
import { parentPort, workerData } from 'node:worker_threads';
import { receiveTable } from '../receive-table.ts';

const { channelName } = workerData as { channelName: string };
const table = await receiveTable(channelName);
parentPort!.on('message', (shopId: string) => {
  const shop = table.forShop(shopId);
  parentPort!.postMessage({
    version: table.version,
    size: table.size,
    partners: shop.map(({ partner, state }) => [partner, state]),
    identity: shop === table.forShop(shopId),
  });
});
parentPort!.postMessage('ready');
