/** A module of the compiled server, as `pnpm clewline` runs it, with the types of its source. */
export async function importBuilt<T>(path: string): Promise<T> {
  const url = new URL(`../../server/dist/${path}.js`, import.meta.url);
  return (await import(url.href)) as T;
}

type Builder = { readonly buildWhatIsStale: (options: { readonly needsWeb: boolean }) => boolean };

/** Compiles the server when its sources are newer than what was compiled. */
export async function buildServer(): Promise<void> {
  const url = new URL('../../server/bin/build.js', import.meta.url);
  const { buildWhatIsStale } = (await import(url.href)) as Builder;
  if (!buildWhatIsStale({ needsWeb: false })) throw new Error('the server could not be built');
}
