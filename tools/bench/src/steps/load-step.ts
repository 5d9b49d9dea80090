import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EventStep } from '@pixel-relay/contracts';

/**
 * A stage's step with its default options. Stages are started, never imported: nothing may come to depend on an app. So
 * the file is found as a process would find it, apps/NAME/src/NAME-step.ts, exporting `nameStep` and `NAME_STEP_DEFAULTS`.
 */
export async function loadStep(stage: string, deps: object): Promise<EventStep> {
  const file = join(import.meta.dirname, `../../../../apps/${stage}/src/${stage}-step.ts`);
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const newStep = module[`${stage}Step`] as (deps: object) => EventStep;
  return newStep({ options: module[`${stage.toUpperCase()}_STEP_DEFAULTS`], ...deps });
}
