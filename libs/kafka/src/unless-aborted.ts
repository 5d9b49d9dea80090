/**
 * The promise's outcome, or undefined as soon as the signal aborts. Unlike a race with a long-lived promise, nothing of the
 * call stays behind when the promise settles first.
 */
export function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => resolve(undefined);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
