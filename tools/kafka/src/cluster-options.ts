export interface StartKafkaOptions {
  /** 1 or 3 */
  readonly nodes?: 1 | 3;
  /** kept when the cluster stops; without it, a temporary folder that goes with the cluster */
  readonly dataFolder?: string;
  /** one a node, where clients connect; free ones by default */
  readonly ports?: readonly number[];
  /**
   * One a node: ports of proxies. Each node then has another listener, whose clients it sends to the proxy's port, and which
   * the proxy must lead to: `behindProxies` says where it is. Nodes talk to each other past the proxies, and so does whoever
   * starts from `brokers`.
   */
  readonly proxyPorts?: readonly number[];
  /** server properties laid over the defaults */
  readonly configOverrides?: Readonly<Record<string, string>>;
  /** of each node; 512 carries the benchmark's load */
  readonly heapMiB?: number;
  /** Starts with 40 % less CPU, and is slower under load: for tests. Java processes only. */
  readonly quickStart?: boolean;
  /** told before anything is downloaded; by default written to standard error */
  readonly say?: (line: string) => void;
}

export interface LocalKafka {
  /** host:port of each node */
  readonly brokers: string[];
  /** of each node, the port that its proxy must lead to; empty without `proxyPorts` */
  readonly behindProxies: readonly number[];
  /** false: it was running before, and stop() leaves it alone */
  readonly started: boolean;
  /** of the latest start of each node; empty when `started` is false */
  readonly nodes: readonly { readonly pid: number }[];
  /** Ends every node, and the data unless a folder was given. */
  stop(): Promise<void>;
  /** Sends the signal (default SIGKILL) to one node, counted from 0. After SIGKILL and SIGTERM, resolves when it is gone. */
  killNode(index: number, signal?: NodeJS.Signals): Promise<void>;
  /** Starts a node that was killed, with its data and ports; resolves when it is back in the cluster. */
  restartNode(index: number): Promise<void>;
}

/** What is needed to end a cluster from another process. */
export type ClusterRecord =
  | { readonly kind: 'java'; readonly nodes: readonly { readonly pid: number; readonly startedAt: string }[] }
  | { readonly kind: 'docker'; readonly containers: readonly string[]; readonly network: string };
