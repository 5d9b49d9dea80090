import { metricsReferencePage } from '@pixel-relay/telemetry';
import { errorsPage } from './errors-page.ts';
import { eventsPage } from './events-page.ts';
import { optionsPages, type Page } from './options-pages.ts';

/** Every page that is made from the code. */
export async function referencePages(): Promise<Page[]> {
  return [
    ...(await optionsPages()),
    { path: 'docs/reference/metrics.md', text: metricsReferencePage() },
    errorsPage(),
    eventsPage(),
  ];
}
