/** Finds what somebody probably meant, so that an unknown name is answered with a known one. */

/** Edits (insert, remove, replace a character) from `a` to `b`. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** Longer names are cut before they are compared: a name is typed by hand, and the comparison grows with its square. */
const COMPARED_LENGTH_MAX = 80;

/** The known name with the fewest edits from `name`; the first of equals. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const typed = name.slice(0, COMPARED_LENGTH_MAX).toLowerCase();
  let best: { name: string; edits: number } | undefined;
  for (const candidate of known) {
    const edits = distance(typed, candidate.toLowerCase());
    if (best === undefined || edits < best.edits) best = { name: candidate, edits };
  }
  return best?.name;
}
