/** The parts of an augmentation that can be missing: a closed list, since it goes to partners' builders and to metrics. */
export const Missing = {
  /** the location is damaged */
  CAMPAIGN: 'campaign',
  /** a click id was longer than any real one; it is left out, as a shortened one identifies nothing */
  CLICK_IDS: 'click_ids',
  /** no user agent, or none that is known */
  DEVICE: 'device',
  /** no user agent to judge by */
  BOT: 'bot',
} as const;
export type Missing = (typeof Missing)[keyof typeof Missing];
