import type { PartnerAnswer, Profile } from '@pixel-relay/partners';

const PLACES = 3;

/** Where the contents of a job's events lie, for partners of one profile and answer. */
export class KeptPlaces {
  readonly profile: Profile;
  readonly answer: PartnerAnswer;
  /** by event: the round in which it was written (0: never), its start, its end */
  private readonly places: Int32Array;

  constructor(profile: Profile, answer: PartnerAnswer, events: number) {
    this.profile = profile;
    this.answer = answer;
    this.places = new Int32Array(events * PLACES);
  }

  set(index: number, round: number, start: number, end: number): void {
    const at = index * PLACES;
    this.places[at] = round;
    this.places[at + 1] = start;
    this.places[at + 2] = end;
  }

  roundOf(index: number): number {
    return this.places[index * PLACES]!;
  }

  startOf(index: number): number {
    return this.places[index * PLACES + 1]!;
  }

  endOf(index: number): number {
    return this.places[index * PLACES + 2]!;
  }
}
