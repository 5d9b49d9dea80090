import { generateLoad, type LoadOptions, type LoadReport } from '@pixel-relay/loadgen';

/** A load that goes on for the length of a fault is bounded by this. */
const LOAD_MAX_S = 180;

/**
 * Writes at least `events`, and goes on until `fault` has settled: a fault that happens when nothing is on its way proves
 * nothing. Null: no more than `events`. Rejects when the fault does.
 */
export async function loadWhile(
  fault: Promise<unknown> | null,
  options: LoadOptions & { readonly events: number; readonly rate: number },
): Promise<LoadReport> {
  if (fault === null) return generateLoad(options);
  const enough = new AbortController();
  let happened = false;
  void fault.then(
    () => (happened = true),
    () => enough.abort(),
  );
  const report = await generateLoad({
    ...options,
    events: Math.max(options.events, options.rate * LOAD_MAX_S),
    signal: enough.signal,
    onProgress: ({ acknowledged }) => {
      if (happened && acknowledged >= options.events) enough.abort();
    },
  });
  await fault;
  return report;
}
