import Cluster from 'kafkajs/src/cluster/index.js';

/**
 * kafkajs' admin client keeps the answer to a question about one topic as all that it knows. A request for another topic's
 * offsets that is under way then finds no partitions, and fails or, worse, answers with none. Here what is asked about is not
 * kept; what the client itself needs, it asks for by itself.
 */
export function keepMetadata(): void {
  Cluster.prototype.metadata = function ({ topics = [] } = {}) {
    return this.retrier(async bail => {
      try {
        await this.refreshMetadataIfNecessary();
        const broker = await this.brokerPool.findConnectedBroker();
        return await broker.metadata(topics);
      } catch (error) {
        if ((error as { type?: string }).type === 'LEADER_NOT_AVAILABLE') throw error;
        return bail(error);
      }
    });
  };
}
