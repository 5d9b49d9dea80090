import { globSync } from 'node:fs';
import { join } from 'node:path';
import protobuf from 'protobufjs';
import { workspaceRoot } from './workspace-root.ts';

let loaded: protobuf.Root | null = null;

/** The protos with their comments, under the names they have there. */
export function protoRoot(): protobuf.Root {
  if (loaded !== null) return loaded;
  const folder = join(workspaceRoot, 'proto');
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) => join(folder, target);
  const files = globSync('pixelrelay/**/*.proto', { cwd: folder }).sort();
  root.loadSync(files, { keepCase: true, alternateCommentMode: true });
  root.resolveAll();
  return (loaded = root);
}
