/** A member as it says of itself when it joins. */
export interface StickyMember {
  readonly memberId: string;
  /** the generation in which it held `owned`; -1: none */
  readonly generation: number;
  readonly owned: readonly number[];
}

/**
 * Shares `partitionCount` partitions of one topic: nobody has more than one partition more than another, and as many as
 * possible stay where they were. Of two members that claim the same partition the later generation counts, then the smaller
 * id. The same input, in any order of members, gives the same answer.
 */
export function assignSticky(members: readonly StickyMember[], partitionCount: number): Map<string, number[]> {
  const sorted = [...members].sort((a, b) => compare(a.memberId, b.memberId));
  const kept = keepOwned(sorted, partitionCount);
  const least = Math.floor(partitionCount / sorted.length);
  // So many members may have one more than `least`: those that already hold the most, so that the fewest move.
  let extra = partitionCount % sorted.length;
  const quota = new Map<string, number>();
  const byHeld = [...sorted].sort(
    (a, b) => kept.get(b.memberId)!.length - kept.get(a.memberId)!.length || compare(a.memberId, b.memberId),
  );
  for (const { memberId } of byHeld) quota.set(memberId, least + (extra-- > 0 ? 1 : 0));

  const assigned = new Map(sorted.map(({ memberId }) => [memberId, kept.get(memberId)!.slice(0, quota.get(memberId))]));
  const taken = new Set([...assigned.values()].flat());
  const free = Array.from({ length: partitionCount }, (_, partition) => partition).filter(p => !taken.has(p));
  for (const [memberId, partitions] of assigned) {
    partitions.push(...free.splice(0, quota.get(memberId)! - partitions.length));
    partitions.sort((a, b) => a - b);
  }
  return assigned;
}

/** What each member claims rightly, ascending. */
function keepOwned(members: readonly StickyMember[], partitionCount: number): Map<string, number[]> {
  const owner = new Map<number, StickyMember>();
  for (const member of members) {
    for (const partition of member.owned) {
      if (partition < 0 || partition >= partitionCount) continue;
      const rival = owner.get(partition);
      if (rival === undefined || member.generation > rival.generation) owner.set(partition, member);
    }
  }
  const kept = new Map(members.map(({ memberId }): [string, number[]] => [memberId, []]));
  for (const partition of [...owner.keys()].sort((a, b) => a - b))
    kept.get(owner.get(partition)!.memberId)!.push(partition);
  return kept;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
