/** In the order in which an event passes them. */
export const stageNames = ['parser', 'validator', 'augmenter', 'producer'] as const;
export type StageName = (typeof stageNames)[number];
