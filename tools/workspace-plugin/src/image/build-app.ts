/**
 * Makes apps/<app>/dist, all that an image needs: main.js (checks Node's version, then loads app.js), one bundle for the
 * process, one for each worker thread, and package.json with its lockfile for what cannot be bundled.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { externals } from './externals.ts';
import { type Lockfile, pruneLock } from './prune-lock.ts';

const workspace = resolve(import.meta.dirname, '../../../..');
const app = resolve(workspace, process.argv[2]!);
const dist = join(app, 'dist');

const MAIN = `const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error('needs Node 24 or newer, this is ' + process.versions.node + ': install it, or use the image');
  process.exit(1);
}
await import('./app.js');
`;

// CommonJS packages inside an ES module bundle ask for Node's own modules by require.
const REQUIRE =
  "import { createRequire as pixelRelayCreateRequire } from 'node:module';\nconst require = pixelRelayCreateRequire(import.meta.url);\n";

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const workers = globSync('src/*.worker.ts', { cwd: app });
await build({
  absWorkingDir: app,
  entryPoints: [{ in: 'src/main.ts', out: 'app' }, ...workers.map(file => ({ in: file, out: basename(file, '.ts') }))],
  outdir: dist,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  external: Object.keys(externals),
  banner: { js: REQUIRE },
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
});
writeFileSync(join(dist, 'main.js'), MAIN);
const lock = JSON.parse(readFileSync(join(workspace, 'package-lock.json'), 'utf8')) as Lockfile;
const pruned = pruneLock(lock, `pixel-relay-${basename(app)}`, Object.keys(externals));
writeFileSync(join(dist, 'package.json'), `${JSON.stringify(pruned.packageJson, null, 2)}\n`);
writeFileSync(join(dist, 'package-lock.json'), `${JSON.stringify(pruned.lock, null, 2)}\n`);
