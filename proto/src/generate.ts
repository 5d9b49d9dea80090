/**
 * Makes libs/contracts/src/generated from the protos: static message code, and the descriptor set that gRPC reflection
 * serves. `--check` writes nothing and fails when what is committed is not what the protos say.
 */
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const target = join(root, 'libs/contracts/src/generated');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const run = (name: string, args: string[]): Buffer => execFileSync(bin(name), args, { cwd: root, maxBuffer: 1 << 28 });

const PBJS_FLAGS =
  '-t static-module -w esm --dts --force-number --no-delimited --no-typeurl --no-verify --no-convert --no-service'.split(
    ' ',
  );

// 64-bit fields are plain numbers (offsets and milliseconds stay below 2**53), which also spares a Long per field. The
// one true 64-bit value, an epoch, is read and written by the batch framing, not by generated code.
const NUMBERS = '$protobuf.util.Long = null;\n$protobuf.configure();\n';

function generate(folder: string): Map<string, string> {
  const protos = globSync('proto/pixelrelay/**/*.proto', { cwd: root }).sort();
  const js = join(folder, 'contracts.js');
  run('pbjs', ['-p', 'proto', ...PBJS_FLAGS, '-o', js, ...protos]);
  const descriptors = run('buf', ['build', 'proto', '--exclude-source-info', '-o', '-#format=binpb']);
  const code = readFileSync(js, 'utf8').replace(/^import \$protobuf.*\n/m, line => line + NUMBERS);
  const types = readFileSync(js.replace(/js$/, 'd.ts'), 'utf8').replace(/^import Long = .*\n/m, '');
  return new Map([
    ['contracts.js', code],
    ['contracts.d.ts', types],
    [
      'descriptor-set.ts',
      `/** google.protobuf.FileDescriptorSet of every proto, for reflection. */\nexport const descriptorSet = Buffer.from(\n  '${descriptors.toString('base64')}',\n  'base64',\n);\n`,
    ],
  ]);
}

const check = process.argv.includes('--check');
const folder = mkdtempSync(join(tmpdir(), 'pixel-relay-proto-'));
try {
  const files = generate(folder);
  mkdirSync(target, { recursive: true });
  for (const [name, text] of files) {
    const path = join(target, name);
    if (!check) writeFileSync(path, text);
    else if (readFileSync(path, 'utf8') !== text)
      throw new Error(`${name} is not what the protos say: run "npm run generate" and commit the result`);
  }
  console.log(`${files.size} generated files ${check ? 'are up to date' : `written to ${target}`}`);
} finally {
  rmSync(folder, { recursive: true });
}
