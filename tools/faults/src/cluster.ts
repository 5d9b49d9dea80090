/** The brokers of a run, and a proxy before each where there are three. */
import { type LocalKafka, startKafka } from '@pixel-relay/local-kafka';
import { TcpProxy } from './network/tcp-proxy.ts';

export interface Cluster {
  readonly kafka: LocalKafka;
  /** one a node, in order; none on a single node */
  readonly proxies: readonly TcpProxy[];
  stop(): Promise<void>;
}

/** Short sessions are allowed, so that a fault's whole course fits into a row. */
const CONFIG = { 'group.min.session.timeout.ms': '1000' };

export async function startCluster(nodes: 1 | 3): Promise<Cluster> {
  const proxies = nodes === 1 ? [] : await Promise.all([TcpProxy.listen(), TcpProxy.listen(), TcpProxy.listen()]);
  const close = async (): Promise<void> => void (await Promise.all(proxies.map(proxy => proxy.close())));
  try {
    const kafka = await startKafka({
      nodes,
      configOverrides: CONFIG,
      ...(nodes === 3 && { proxyPorts: proxies.map(({ port }) => port) }),
    });
    for (const [node, port] of kafka.behindProxies.entries()) proxies[node]!.targetPort = port;
    return { kafka, proxies, stop: async () => void (await Promise.all([kafka.stop(), close()])) };
  } catch (error) {
    await close();
    throw error;
  }
}
