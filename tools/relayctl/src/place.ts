import { InvalidArgumentError } from 'commander';

/** One offset of one partition, of a topic that is named elsewhere. */
export interface Place {
  readonly partition: number;
  readonly offset: number;
}

/** `3/17`, as a command's argument. */
export function readPlace(text: string): Place {
  const [, partition, offset] = /^(\d{1,7})\/(\d{1,15})$/.exec(text) ?? [];
  if (offset === undefined) throw new InvalidArgumentError('Write partition/offset, e.g. 3/17.');
  return { partition: Number(partition), offset: Number(offset) };
}

export const placeText = ({ partition, offset }: Place): string => `${partition}/${offset}`;
