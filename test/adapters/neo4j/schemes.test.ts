/** Every scheme of an address, at a real server: routed, and behind TLS with a certificate that nobody signed. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../server/src/adapters/clock.ts';
import { openNeo4jGraphStore } from '../../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../../support/neo4j.ts';

const VERSION = '2026.05.0';
const missing = neo4jMissing(VERSION);
const noOpenssl = spawnSync('openssl', ['version']).status === 0 ? null : 'no openssl';
const named = (name: string, reason: string | null): string => (reason === null ? name : `${name} (${reason})`);

describe.skipIf(missing !== null)(named('the schemes of an address', missing), () => {
  let server: LentNeo4j;
  let host = '';
  beforeAll(async () => {
    server = await lendNeo4j(VERSION);
    host = server.url.replace('bolt://', '');
  }, 300_000);
  afterAll(() => server?.release());

  /** The version of the server, or the failure. */
  async function openAt(url: string): Promise<unknown> {
    const { user, password } = server;
    const opened = await openNeo4jGraphStore({ url, user, password, database: 'neo4j', clock: systemClock });
    if (!opened.ok) return opened.failure;
    const { version } = await opened.value.describe();
    await opened.value.close();
    return version;
  }

  it('neo4j:// is routed to the one server there is', async () => {
    expect(await openAt(`neo4j://${host}`)).toBe(VERSION);
  }, 120_000);

  it.each(['bolt+s', 'bolt+ssc', 'neo4j+s', 'neo4j+ssc'])('%s:// without TLS there says so', async (scheme) => {
    const message = `What answers at ${scheme}://${host} does not speak TLS; leave “+s” or “+ssc” out of the address, or switch TLS on for Bolt in Neo4j.`;
    expect(await openAt(`${scheme}://${host}`)).toEqual({ code: 'STORE_UNREACHABLE', message });
  });

  describe.skipIf(noOpenssl !== null)(named('behind TLS', noOpenssl), () => {
    let folder = '';
    let proxy: Server;
    let secured = '';
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'clewline-tls-'));
      const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
      const subject = ['-days', '2', '-subj', '/CN=localhost'];
      spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject]);
      proxy = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (client) => {
        const bolt = connect(Number(host.split(':')[1]), '127.0.0.1');
        client.pipe(bolt).pipe(client);
        client.on('error', () => bolt.destroy());
        bolt.on('error', () => client.destroy());
      }).listen(0, '127.0.0.1');
      await once(proxy, 'listening');
      secured = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    });
    afterAll(() => {
      proxy?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('bolt+ssc:// takes any certificate', async () => {
      expect(await openAt(`bolt+ssc://${secured}`)).toBe(VERSION);
    }, 120_000);

    it.each(['bolt+s', 'neo4j+s'])('%s:// refuses one that nobody signed, and says why', async (scheme) => {
      const message = `The certificate of Neo4j at ${scheme}://${secured} is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT); name the file of who signed it in NODE_EXTRA_CA_CERTS, or write “+ssc” for “+s” in the address to take any certificate.`;
      expect(await openAt(`${scheme}://${secured}`)).toEqual({ code: 'STORE_UNAVAILABLE', message });
    });
  });
});
