/** Tells one state of this program from another where both carry the same version number. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CODE = /(?<!\.d)\.(js|ts)$/;
const DIGITS = 12;

/** Hex; over the paths and the text of all program files below these folders of `root`, in the order of their paths. */
export function fingerprintCode(root: string, folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const path of paths.filter((path) => CODE.test(path)).sort()) {
      hash.update(`${folder}/${path.replaceAll('\\', '/')}\n`).update(readFileSync(join(root, folder, path)));
    }
  }
  return hash.digest('hex').slice(0, DIGITS);
}
