/** What one member of a group had before, by its id. */
export interface FormerShare {
  readonly memberId: string;
  readonly partitions: readonly number[];
}

/**
 * Divides partitions 0..count-1: shares differ by at most one, and a partition stays where it was unless that would
 * break the balance. Who held more gets a larger share, then who joined earlier. A partition that two members
 * claim goes to the first.
 */
export function assignSticky(count: number, members: readonly FormerShare[]): Map<string, number[]> {
  const shares = new Map<string, number[]>(members.map(({ memberId }) => [memberId, []]));
  if (members.length === 0) return shares;
  const taken = new Set<number>();
  const kept = new Map<string, number[]>();
  for (const { memberId, partitions } of members) {
    const own = [...partitions].sort((a, b) => a - b).filter(partition => partition < count && !taken.has(partition));
    for (const partition of own) taken.add(partition);
    kept.set(memberId, own);
  }
  const smaller = Math.floor(count / members.length);
  let larger = count % members.length;
  // Those who hold more are the ones to keep one more: fewer partitions move.
  const byHolding = [...members].sort((a, b) => kept.get(b.memberId)!.length - kept.get(a.memberId)!.length);
  const free: number[] = [];
  const quota = new Map<string, number>();
  for (const { memberId } of byHolding) {
    const most = smaller + (larger-- > 0 ? 1 : 0);
    const own = kept.get(memberId)!;
    shares.set(memberId, own.slice(0, most));
    for (const partition of own.slice(most)) taken.delete(partition);
    quota.set(memberId, most);
  }
  for (let partition = 0; partition < count; partition++) if (!taken.has(partition)) free.push(partition);
  for (const { memberId } of byHolding) {
    const share = shares.get(memberId)!;
    while (share.length < quota.get(memberId)!) share.push(free.shift()!);
    share.sort((a, b) => a - b);
  }
  return shares;
}
