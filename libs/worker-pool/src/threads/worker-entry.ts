import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The entry file of a thread, found beside the file that asks: `.ts` while developing, `.js` in a bundle. Name it without
 * ending: `workerEntry(import.meta.url, './parser.worker')`. Call it from a file that lies where the bundle lies in the
 * image (src/ of an app), since a bundled module's own folder is that of the bundle. Throws when there is no such file.
 */
export function workerEntry(importMetaUrl: string, path: string): URL {
  const own = extname(fileURLToPath(importMetaUrl));
  const endings = [own, ...['.ts', '.js', '.mjs'].filter(ending => ending !== own)];
  for (const ending of endings) {
    const url = new URL(path + ending, importMetaUrl);
    if (existsSync(url)) return url;
  }
  const folder = fileURLToPath(new URL('.', importMetaUrl));
  throw new Error(
    `no worker entry ${path}{${endings.join(',')}} in ${folder}; build it as an entry point beside the caller`,
  );
}
