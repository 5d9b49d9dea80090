export { SimulatedClock, type SimulatedClockOptions, SimulationStuckError } from './clock/simulated-clock.ts';
export { type Arming, type Fault, FAULTS, Faults, type RequestFault } from './memory/faults.ts';
export { InMemoryCluster, type InMemoryClusterOptions } from './memory/in-memory-cluster.ts';
export { InMemoryLog } from './memory/in-memory-log.ts';
