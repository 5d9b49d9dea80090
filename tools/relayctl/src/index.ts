export { type Context, UsageError } from './context.ts';
export { relayctl } from './program.ts';
