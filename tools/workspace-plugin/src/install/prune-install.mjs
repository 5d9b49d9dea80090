/**
 * Takes from node_modules what nothing here uses: Node's headers (for compiling addons; ours come built) and buf's protoc
 * plugins (buf runs by itself). 120 MB of a clone's 580. Plain JavaScript, since npm may run it by an older Node.
 */
import fs from 'node:fs';

const unused = [
  'node_modules/node/node_modules/*/include',
  'node_modules/node/node_modules/*/share',
  'node_modules/@bufbuild/buf-*/bin/protoc-gen-*',
];
if (fs.globSync !== undefined) for (const path of fs.globSync(unused)) fs.rmSync(path, { recursive: true });
