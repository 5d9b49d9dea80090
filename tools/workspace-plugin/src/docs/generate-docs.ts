/**
 * Writes docs/reference from the code. `--check` writes nothing and fails when a page is not what the code says, or is
 * left over from something that is gone.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referencePages } from './pages.ts';
import { workspaceRoot } from './workspace-root.ts';

const FOLDER = 'docs/reference';

const check = process.argv.includes('--check');
const pages = await referencePages();
mkdirSync(join(workspaceRoot, FOLDER), { recursive: true });
const leftOver = readdirSync(join(workspaceRoot, FOLDER))
  .map(name => `${FOLDER}/${name}`)
  .filter(path => !pages.some(page => page.path === path));
const stale = pages.filter(({ path, text }) => read(path) !== text).map(({ path }) => path);

if (!check) {
  for (const { path, text } of pages) writeFileSync(join(workspaceRoot, path), text);
  for (const path of leftOver) rmSync(join(workspaceRoot, path));
  console.log(`${pages.length} pages written to ${FOLDER}, ${stale.length} of them changed`);
} else if (stale.length + leftOver.length > 0) {
  console.error(
    `not what the code says: ${[...stale, ...leftOver].join(', ')}: run "node tools/workspace-plugin/src/docs/generate-docs.ts" and commit the result`,
  );
  process.exitCode = 1;
} else console.log(`${pages.length} pages are up to date`);

function read(path: string): string | null {
  try {
    return readFileSync(join(workspaceRoot, path), 'utf8');
  } catch {
    return null;
  }
}
