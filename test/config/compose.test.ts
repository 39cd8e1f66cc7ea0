import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../server/src/config.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TEXT = readFileSync(join(ROOT, 'compose.yaml'), 'utf8');

type Service = {
  image?: string;
  build?: { dockerfile_inline: string };
  user?: string;
  read_only?: boolean;
  privileged?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  profiles?: string[];
  environment?: Record<string, string>;
  env_file?: unknown;
  secrets?: string[];
  ports?: string[];
  volumes?: string[];
  tmpfs?: string[];
  healthcheck?: { test?: string[] };
  deploy?: { resources?: { limits?: { cpus?: string; memory?: string; pids?: number } } };
};
type Compose = {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  secrets: Record<string, { file?: string }>;
};
const read = (): Compose => parse(TEXT, { merge: true }) as Compose;

/** An exact version, not a line of them. */
const PINNED = /^[\w./-]+:\d+\.\d+(?:\.\d+)?(?:-[\w.-]+)?$/;
const ABOUT_SECRETS = /PASS|SECRET|TOKEN|KEY|AUTH|CREDENTIAL/i;

const imagesOf = ({ image, build }: Service): readonly string[] => [
  ...(image === undefined ? [] : [image]),
  ...[...(build?.dockerfile_inline ?? '').matchAll(/^FROM (\S+)/gm)].map(([, name = '']) => name),
];

/** What is not as safe about a service as it should be. */
function problemsOf(service: Service): readonly string[] {
  const { limits } = service.deploy?.resources ?? {};
  const checks: readonly (readonly [boolean, string])[] = [
    [imagesOf(service).length > 0 && imagesOf(service).every((image) => PINNED.test(image)), 'image'],
    [/^[1-9]\d*:[1-9]\d*$/.test(service.user ?? ''), 'user'],
    [service.read_only === true, 'read-only'],
    [service.privileged === undefined && service.cap_add === undefined, 'privileges'],
    [service.cap_drop?.includes('ALL') === true, 'capabilities'],
    [service.security_opt?.includes('no-new-privileges:true') === true, 'new privileges'],
    [(service.healthcheck?.test?.length ?? 0) > 1, 'health check'],
    [limits?.cpus !== undefined && limits.memory !== undefined && limits.pids !== undefined, 'limits'],
    [(service.ports ?? []).every((port) => port.startsWith('127.0.0.1:')), 'ports'],
    [(service.volumes ?? []).every((volume) => /^\w+:\//.test(volume)), 'folders of the host'],
    [service.env_file === undefined && !('args' in (service.build ?? {})), 'secrets elsewhere'],
    [
      Object.entries(service.environment ?? {}).every(
        ([name, value]) => !ABOUT_SECRETS.test(name) || (name.endsWith('_FILE') && value.startsWith('/run/secrets/')),
      ),
      'secrets',
    ],
  ];
  return checks.filter(([holds]) => !holds).map(([, what]) => what);
}

describe('compose.yaml', () => {
  it.each(Object.entries(read().services))(
    '%s is pinned, unprivileged, limited, local and without a secret',
    (_, service) => {
      expect(problemsOf(service)).toEqual([]);
    },
  );

  it.each<readonly [string, Partial<Service>]>([
    ['image', { image: 'neo4j:latest' }],
    ['image', { image: 'neo4j:5' }],
    ['user', { user: '0:0' }],
    ['read-only', { read_only: false }],
    ['privileges', { privileged: true }],
    ['capabilities', { cap_drop: [] }],
    ['new privileges', { security_opt: [] }],
    ['health check', { healthcheck: {} }],
    ['limits', { deploy: { resources: { limits: { memory: '1g' } } } }],
    ['ports', { ports: ['7687:7687'] }],
    ['folders of the host', { volumes: ['/var/run/docker.sock:/var/run/docker.sock'] }],
    ['secrets', { environment: { NEO4J_AUTH: 'neo4j/password' } }],
  ])('a planted mistake is found: %s', (what, planted) => {
    const { neo4j } = read().services;
    expect(problemsOf({ ...neo4j, ...planted })).toEqual([what]);
  });

  it('takes secrets from files whose folder must be named, and declares what it uses', () => {
    const { services, secrets, volumes } = read();
    for (const { file } of Object.values(secrets)) expect(file).toMatch(/^\$\{\w+:\?[^}]+\}\/\w+$/);
    const all = Object.values(services);
    expect(new Set(all.flatMap((service) => service.secrets ?? []))).toEqual(new Set(Object.keys(secrets)));
    const named = all.flatMap((service) => service.volumes ?? []).map((volume) => volume.split(':')[0]);
    expect(new Set(named)).toEqual(new Set(Object.keys(volumes)));
    for (const { environment = {}, secrets: own = [] } of all) {
      const files = Object.values(environment).flatMap((value) => /^\/run\/secrets\/(\w+)$/.exec(value)?.[1] ?? []);
      expect(new Set(files)).toEqual(new Set(own));
    }
  });

  it('asks for what has no default, and says what', () => {
    const variables = [...TEXT.replace(/^\s*#.*$/gm, '').matchAll(/\$\{?(\w+)([^}\s]*)/g)];
    expect(variables.length).toBeGreaterThan(5);
    for (const [whole, , rest] of variables) expect(rest, whole).toMatch(/^:[-?]./);
  });

  it('gives Clewline settings that it takes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'clewline-compose-'));
    writeFileSync(join(folder, 'password'), 'a password\n');
    const { environment = {} } = read().services['clewline'] ?? {};
    const values = Object.entries(environment).map(([name, value]) => [
      name,
      value
        .replace(/\$\{CLEWLINE_PUBLIC_URL.*\}/, 'https://clewline.example')
        .replace(/\$\{\w+:-(.*)\}/, '$1')
        .replace(/^\/run\/secrets\/\w+$/, join(folder, 'password')),
    ]);
    expect(readConfig(Object.fromEntries(values))).toMatchObject({
      ok: true,
      config: { host: '0.0.0.0', port: 4000, graph: { kind: 'neo4j', url: 'bolt://neo4j:7687' } },
    });
    rmSync(folder, { recursive: true });
  });

  it('keeps PostgreSQL aside for as long as Clewline cannot use it', () => {
    expect(readConfig({ CLEWLINE_CASES_URL: 'postgres://db/clewline' }).ok).toBe(false);
    expect(read().services['postgres']?.profiles).toEqual(['postgres']);
  });

  it('builds an image of what there is, and runs it as nobody in particular', () => {
    const { build, user } = read().services['clewline'] ?? {};
    const dockerfile = build?.dockerfile_inline ?? '';
    expect([...dockerfile.matchAll(/^USER (\S+)$/gm)].map(([, name]) => name)).toEqual([user]);
    const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
    const copied = [...dockerfile.matchAll(/^COPY --from=build (.+) \S+$/gm)]
      .flatMap(([, paths = '']) => paths.split(' '))
      .map((path) => path.replace('/clewline/', ''));
    expect(copied.length).toBeGreaterThan(8);
    for (const path of copied) {
      const isMade = /(?:^|\/)(?:node_modules|dist)$/.test(path);
      expect(isMade || existsSync(join(ROOT, path)), path).toBe(true);
      if (path !== 'node_modules') expect(ignored, path).toContain(`!${path.split('/')[0]}`);
    }
    expect(dockerfile).toMatch(/pnpm@12\.21\.0 install --frozen-lockfile/);
  });
});
