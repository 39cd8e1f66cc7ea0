/** The Java installations of this machine, found where the common installers put them; no JVM is started to look. */
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

export type Java = { readonly executable: string; readonly major: number };

/** Folders that hold one installation each. */
const SHELVES = [
  '/usr/lib/jvm',
  '/usr/java',
  '/opt',
  '/opt/java',
  '/Library/Java/JavaVirtualMachines',
  join(homedir(), '.sdkman/candidates/java'),
  join(homedir(), '.jdks'),
];

/** The oldest installation with the compiler of at least this version: what a server was made for, it runs on best. */
export function findJava(leastMajor: number): Java | null {
  const found = homes()
    .map(toJava)
    .filter((java) => java !== null)
    .filter(({ major }) => major >= leastMajor)
    .sort((a, b) => a.major - b.major);
  return found[0] ?? null;
}

function homes(): readonly string[] {
  const named = Object.entries(process.env)
    .filter(([name, value]) => /^(JAVA|JDK)_?\d*_?HOME/.test(name) && value !== undefined && value !== '')
    .map(([, value]) => String(value));
  const onPath = which('java');
  const shelved = SHELVES.flatMap((shelf) =>
    list(shelf).flatMap((name) => [join(shelf, name), join(shelf, name, 'Contents/Home')]),
  );
  return [...named, ...(onPath === null ? [] : [dirname(dirname(realpathSync(onPath)))]), ...shelved];
}

/** Where a program of the search path is, or null. */
export function which(program: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, program)).find(existsSync) ?? null;
}

const list = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** `JAVA_VERSION="25.0.3"` in the file `release`; a runtime without the compiler cannot run our source file. */
function toJava(home: string): Java | null {
  const executable = join(home, 'bin/java');
  const release = join(home, 'release');
  if (!existsSync(executable) || !existsSync(join(home, 'bin/javac')) || !existsSync(release)) return null;
  const version = /^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1];
  return version === undefined ? null : { executable, major: Number(version) };
}
