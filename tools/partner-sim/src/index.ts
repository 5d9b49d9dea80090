export {
  type CollectOptions,
  collectPartnerTopic,
  type PartnerTopic,
  type TopicEvent,
} from './collect-partner-topic.ts';
export { type AnswerInput, type FailureScript, FailureScriptError, parseAnswers } from './failure-script.ts';
export { PartnerSimOptionError, type PartnerSimOptions } from './partner-sim-options.ts';
export type { PartnerSimStats } from './partner-sim-stats.ts';
export { WEBHOOK_TYPE } from './read-webhook.ts';
export { type ReceivedEvent, receivedKey } from './received-events.ts';
export { type PartnerSim, startPartnerSim } from './start-partner-sim.ts';
