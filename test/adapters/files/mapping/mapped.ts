/** Reads files through a mapping given as text. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, newFolder, type ReadOptions, readAll } from '../reading.ts';

type Contents = Readonly<Record<string, string | Uint8Array>>;
export const HASH_KEY = 'a key of sixteen or more';

export function read(map: string, contents: Contents, options: ReadOptions = {}) {
  const mapFile = join(newFolder(), 'export.map.yaml');
  writeFileSync(mapFile, map);
  return readAll(filesIn(contents), { hashKey: HASH_KEY, ...options, mapFile });
}

/** A mapping that makes Buyers whose label is the value under test. */
export const labelled = (label: string, file = '') => `
files:
  - match: "*"
    ${file}
    entities: [{ kind: Buyer, id: id, label: ${label} }]
`;
