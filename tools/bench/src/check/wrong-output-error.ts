/** A stage did not do its work, so how fast it did it means nothing. Fix the stage, then measure again. */
export class WrongOutputError extends Error {
  constructor(stage: string, what: string) {
    super(`the ${stage}'s output is wrong, and its figures void: ${what}`);
    this.name = 'WrongOutputError';
  }
}
