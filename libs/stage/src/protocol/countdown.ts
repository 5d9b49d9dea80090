/** Calls `done` when it has been called `from` times. */
export function countdown(from: number, done: () => void): () => void {
  let left = from;
  return () => {
    if (--left === 0) done();
  };
}
