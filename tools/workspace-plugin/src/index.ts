export { createNodesV2 } from './targets/create-nodes.ts';
