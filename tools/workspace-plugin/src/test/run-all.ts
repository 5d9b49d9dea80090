/**
 * `npm test`: every check there is, the quick ones first; goes on after a failure, so that one run shows everything.
 * The last line counts what was run: each static check is one, each test is one.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const workspace = resolve(import.meta.dirname, '../../../..');
const cache = join(workspace, '.cache');
const results = join(cache, 'jest-results.json');
mkdirSync(cache, { recursive: true });

const staticChecks = [
  ['format', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['protos', ['buf', 'lint', 'proto']],
  ['generated code', ['node', 'proto/src/generate.ts', '--check']],
  ['types', ['tsc', '-p', 'tsconfig.json']],
  ['lint', ['npm', 'run', '--silent', 'lint']],
] as const;

const count = { passed: 0, failed: 0 };
for (const [name, command] of staticChecks) note(name, await run(command));

const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const started = Date.now();
const code = await run(['node', ...jest, '--json', `--outputFile=${results}`, ...process.argv.slice(2)]);
const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = JSON.parse(
  readFileSync(results, 'utf8'),
) as Record<'numPassedTests' | 'numFailedTests' | 'numFailedTestSuites' | 'numPendingTests', number>;
count.passed += numPassedTests;
// A suite that could not be loaded has no failed test of its own, and a skipped test is one that nobody ran.
count.failed += Math.max(numFailedTests, numFailedTestSuites, code === 0 ? 0 : 1) + numPendingTests;
console.log(`jest took ${((Date.now() - started) / 1_000).toFixed(0)} s`);
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;

function note(name: string, exitCode: number): void {
  count[exitCode === 0 ? 'passed' : 'failed']++;
  console.log(`${exitCode === 0 ? 'ok    ' : 'FAILED'} ${name}`);
}

function run([command, ...args]: readonly string[]): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(command!, args, { cwd: workspace, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', fail);
    child.once('close', exit => done(exit ?? 1));
  });
}
