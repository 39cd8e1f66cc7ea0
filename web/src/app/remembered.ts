/** Small things a browser remembers for this person: pane sizes, open tabs. Losing them loses nothing. */
import { useCallback, useState } from 'react';

const PREFIX = 'clewline.';

function read<T>(name: string, parse: (value: unknown) => T | null): T | null {
  try {
    const stored = window.localStorage.getItem(PREFIX + name);
    return stored === null ? null : parse(JSON.parse(stored));
  } catch {
    // Storage may be forbidden or hold something else: then nothing is remembered.
    return null;
  }
}

function write(name: string, value: unknown): void {
  try {
    window.localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Forbidden or full: the page works without.
  }
}

export function useRemembered<T>(name: string, initial: T, parse: (value: unknown) => T | null) {
  const [value, setValue] = useState<T>(() => read(name, parse) ?? initial);
  const remember = useCallback(
    (next: T) => {
      setValue(next);
      write(name, next);
    },
    [name],
  );
  return [value, remember] as const;
}
