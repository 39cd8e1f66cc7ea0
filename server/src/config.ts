/** Environment → Config. The only reader of process.env; every mistake is collected and reported at once. */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Result } from './domain/result.ts';
import { type GraphAddress, type GraphLogin, parseGraphUrl } from './graph-address.ts';

/** `10.0.0.0/8`, or one address. */
export type AllowedNetwork = { readonly address: string; readonly prefix: number; readonly family: 4 | 6 };

export type Config = {
  /** Absolute folder of the embedded stores, rejects files and caches. */
  readonly directory: string;
  readonly graph: GraphAddress;
  /** The logins of graph stores that `copy` names: of `--to`, and of `--from`. */
  readonly graphLogin: GraphLogin;
  readonly fromLogin: GraphLogin;
  /** The server `adopt` reads; what is undefined, its map says. */
  readonly foreign: {
    readonly url: string | undefined;
    readonly user: string;
    readonly password: string | null;
    readonly database: string | undefined;
  };
  /** `file:/absolute/path`. */
  readonly casesUrl: string;
  readonly port: number;
  readonly host: string;
  /** The address browsers use when a proxy with TLS stands in front; null without one. */
  readonly publicUrl: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly environment: 'development' | 'production';
  /** Networks webhooks may reach though they are private. */
  readonly webhookAllow: readonly AllowedNetwork[];
  /** Retention removes what is older, where it may. */
  readonly keepDays: number;
  /** How long the process of incremental runs keeps its columns in memory for the next one; 0 = not at all. */
  readonly standbyMinutes: number;
  /** Key of the keyed-hash normaliser in mapping files; null = not set. */
  readonly hashKey: string | null;
};

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const DEFAULT_FOLDER = '.clewline';
/** Of Neo4j's user and of its database. */
const DEFAULT_NAME = 'neo4j';
const PORT = 'must be a port number from 0 to 65535';
const fileUrl = z.string().regex(/^file:.+/, 'must be file:PATH');

const schema = z.object({
  CLEWLINE_DATA_DIR: z.string().min(1).default(DEFAULT_FOLDER),
  CLEWLINE_GRAPH_URL: z.string().min(1).optional(),
  CLEWLINE_GRAPH_USER: z.string().min(1).default(DEFAULT_NAME),
  CLEWLINE_GRAPH_PASSWORD: z.string().min(1).optional(),
  CLEWLINE_GRAPH_DATABASE: z.string().min(1).default(DEFAULT_NAME),
  CLEWLINE_FROM_USER: z.string().min(1).optional(),
  CLEWLINE_FROM_PASSWORD: z.string().min(1).optional(),
  CLEWLINE_FROM_DATABASE: z.string().min(1).optional(),
  CLEWLINE_ADOPT_URL: z.string().min(1).optional(),
  CLEWLINE_ADOPT_USER: z.string().min(1).default(DEFAULT_NAME),
  CLEWLINE_ADOPT_PASSWORD: z.string().min(1).optional(),
  CLEWLINE_ADOPT_DATABASE: z.string().min(1).optional(),
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
  CLEWLINE_KEEP_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, 'must be a whole number of days from 1 to 99999')
    .transform(Number)
    .default(400),
  CLEWLINE_STANDBY_MINUTES: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number of minutes from 0 to 9999')
    .transform(Number)
    .default(90),
  CLEWLINE_WEBHOOK_ALLOW: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .superRefine((parts, context) => {
      const wrong = parts.find((part) => parseNetwork(part) === null);
      if (wrong !== undefined) context.addIssue(`${wrong} is no address or network: write 10.1.2.3 or 10.0.0.0/8`);
    })
    .transform((parts) => parts.flatMap((part) => parseNetwork(part) ?? []))
    .default([]),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
});

export type Environment = Readonly<Record<string, string | undefined>>;
export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Logins and keys: each may also stand in a file named by `NAME_FILE`. */
const SECRETS = [
  'CLEWLINE_HASH_KEY',
  'CLEWLINE_GRAPH_USER',
  'CLEWLINE_ADOPT_USER',
  'CLEWLINE_GRAPH_PASSWORD',
  'CLEWLINE_FROM_PASSWORD',
  'CLEWLINE_ADOPT_PASSWORD',
] as const;

export function readConfig(environment: Environment = process.env): ConfigResult {
  const secrets = readSecretFiles(environment);
  const given = { ...environment, ...secrets.values };
  const parsed = schema.safeParse(given);
  const mistakes = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const graph = readGraph(given);
  const problems = [...secrets.problems, ...mistakes, ...(graph.ok ? [] : [`CLEWLINE_GRAPH_URL: ${graph.failure}`])];
  if (!parsed.success || !graph.ok || problems.length > 0) return { ok: false, problems };
  return { ok: true, config: toConfig(parsed.data, graph.value) };
}

/** Checked apart from the rest, so that a mistake here is told beside one elsewhere. */
function readGraph(given: Environment): Result<GraphAddress, string> {
  const folder = given['CLEWLINE_DATA_DIR'] || DEFAULT_FOLDER;
  const url = given['CLEWLINE_GRAPH_URL'] || `file:${join(toDirectory(folder), 'graph.sqlite')}`;
  return parseGraphUrl(url, {
    user: given['CLEWLINE_GRAPH_USER'] ?? DEFAULT_NAME,
    password: given['CLEWLINE_GRAPH_PASSWORD'] ?? null,
    database: given['CLEWLINE_GRAPH_DATABASE'] ?? DEFAULT_NAME,
  });
}

const toDirectory = (folder: string): string => (isAbsolute(folder) ? folder : resolve(REPOSITORY, folder));

function toConfig(values: z.infer<typeof schema>, graph: GraphAddress): Config {
  const directory = toDirectory(values.CLEWLINE_DATA_DIR);
  const graphLogin = {
    user: values.CLEWLINE_GRAPH_USER,
    password: values.CLEWLINE_GRAPH_PASSWORD ?? null,
    database: values.CLEWLINE_GRAPH_DATABASE,
  };
  return {
    directory,
    graph,
    graphLogin,
    fromLogin: {
      user: values.CLEWLINE_FROM_USER ?? graphLogin.user,
      password: values.CLEWLINE_FROM_PASSWORD ?? graphLogin.password,
      database: values.CLEWLINE_FROM_DATABASE ?? graphLogin.database,
    },
    foreign: {
      url: values.CLEWLINE_ADOPT_URL,
      user: values.CLEWLINE_ADOPT_USER,
      password: values.CLEWLINE_ADOPT_PASSWORD ?? null,
      database: values.CLEWLINE_ADOPT_DATABASE,
    },
    casesUrl: values.CLEWLINE_CASES_URL ?? `file:${join(directory, 'cases.sqlite')}`,
    port: values.CLEWLINE_PORT,
    host: values.CLEWLINE_HOST,
    publicUrl: values.CLEWLINE_PUBLIC_URL ?? null,
    logLevel: values.CLEWLINE_LOG_LEVEL,
    environment: values.NODE_ENV === 'production' ? 'production' : 'development',
    keepDays: values.CLEWLINE_KEEP_DAYS,
    standbyMinutes: values.CLEWLINE_STANDBY_MINUTES,
    webhookAllow: values.CLEWLINE_WEBHOOK_ALLOW,
    hashKey: values.CLEWLINE_HASH_KEY ?? null,
  };
}

function parseNetwork(text: string): AllowedNetwork | null {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if ((family !== 4 && family !== 6) || rest.length > 0) return null;
  const longest = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? longest : Number(bits);
  return /^\d+$/.test(bits ?? '0') && prefix <= longest ? { address, prefix, family } : null;
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
