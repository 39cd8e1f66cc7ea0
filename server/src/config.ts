/** Environment → Config. The only reader of process.env; every mistake is collected and reported at once. */
import { readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export type Config = {
  /** Absolute folder of the embedded stores, rejects files and caches. */
  readonly directory: string;
  /** `file:/absolute/path` today; other schemes arrive with their stores. */
  readonly graphUrl: string;
  readonly casesUrl: string;
  readonly port: number;
  readonly host: string;
  /** The address browsers use when a proxy with TLS stands in front; null without one. */
  readonly publicUrl: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly environment: 'development' | 'production';
  /** Key of the keyed-hash normaliser in mapping files; null = not set. */
  readonly hashKey: string | null;
};

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const PORT = 'must be a port number from 0 to 65535';
const fileUrl = z.string().regex(/^file:.+/, 'must be file:PATH');

const schema = z.object({
  CLEWLINE_DATA_DIR: z.string().min(1).default('.clewline'),
  CLEWLINE_GRAPH_URL: fileUrl.optional(),
  CLEWLINE_CASES_URL: fileUrl.optional(),
  CLEWLINE_PORT: z
    .string()
    .regex(/^\d{1,5}$/, PORT)
    .transform(Number)
    .refine((port) => port <= 65_535, PORT)
    .default(4000),
  CLEWLINE_HOST: z.string().min(1).default('127.0.0.1'),
  CLEWLINE_PUBLIC_URL: z.url({ protocol: /^https$/ }).optional(),
  CLEWLINE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  CLEWLINE_HASH_KEY: z.string().min(16, 'must be at least 16 characters').optional(),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
});

export type Environment = Readonly<Record<string, string | undefined>>;
export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Settings that are secrets: each may also stand in a file named by `NAME_FILE`. */
const SECRETS = ['CLEWLINE_HASH_KEY'] as const;

export function readConfig(environment: Environment = process.env): ConfigResult {
  const secrets = readSecretFiles(environment);
  const parsed = schema.safeParse({ ...environment, ...secrets.values });
  const mistakes = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || secrets.problems.length > 0)
    return { ok: false, problems: [...secrets.problems, ...mistakes] };
  const values = parsed.data;
  const directory = isAbsolute(values.CLEWLINE_DATA_DIR)
    ? values.CLEWLINE_DATA_DIR
    : resolve(REPOSITORY, values.CLEWLINE_DATA_DIR);
  return {
    ok: true,
    config: {
      directory,
      graphUrl: values.CLEWLINE_GRAPH_URL ?? `file:${join(directory, 'graph.sqlite')}`,
      casesUrl: values.CLEWLINE_CASES_URL ?? `file:${join(directory, 'cases.sqlite')}`,
      port: values.CLEWLINE_PORT,
      host: values.CLEWLINE_HOST,
      publicUrl: values.CLEWLINE_PUBLIC_URL ?? null,
      logLevel: values.CLEWLINE_LOG_LEVEL,
      environment: values.NODE_ENV === 'production' ? 'production' : 'development',
      hashKey: values.CLEWLINE_HASH_KEY ?? null,
    },
  };
}

function readSecretFiles(environment: Environment): { values: Record<string, string>; problems: string[] } {
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of SECRETS) {
    const file = environment[`${name}_FILE`];
    if (file === undefined) continue;
    if (environment[name] !== undefined) problems.push(`${name}_FILE: ${name} is set too; give one of them`);
    try {
      values[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    } catch {
      problems.push(`${name}_FILE: the file cannot be read`);
    }
  }
  return { values, problems };
}
