/** Two gangs and some honest trade as record files: enough for rings, small enough for every store. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HONEST = 60;

export function writeSmallExports(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const gang = (name: string): readonly string[] => Array.from({ length: 6 }, (_, i) => `${name}${i}`);
  const members = ['x', 'y'].flatMap((name) => gang(name).map((id) => ({ id, name })));
  const honest = Array.from({ length: HONEST }, (_, i) => `h${i}`);
  const entities = [...members.map(({ id }) => id), ...honest].map(
    (id) => `Buyer,${id},"Käufer ${id}",2026-02-01T10:00:00Z`,
  );
  const links = [
    ...members.flatMap(({ id, name }) => [
      `USES_DEVICE,Buyer,${id},Device,d-${name},2026-02-20T10:00:00Z`,
      `PAYS_WITH,Buyer,${id},PaymentInstrument,p-${name},2026-02-20T10:00:00Z`,
      `PAID_OUT_TO,Buyer,${id},PayoutAccount,a-${name},2026-02-20T10:00:00Z`,
    ]),
    ...honest.map((id) => `USES_DEVICE,Buyer,${id},Device,d-${id},2026-02-20T10:00:00Z`),
  ];
  const order = (id: string, i: number, seller: string): string =>
    `ORDER,o-${id},2026-03-01T10:${String(i % 60).padStart(2, '0')}:00Z,Buyer,${id},Seller,${seller},10.50,USD,o-${id},d-${id}`;
  const events = [
    ...members.map(({ id, name }, i) => order(id, i % 6, `s-${name}`)),
    ...honest.map((id, i) => order(id, i, `s-${i % 9}`)),
  ];
  const write = (name: string, header: string, rows: readonly string[]): void =>
    writeFileSync(join(folder, name), [header, ...rows, ''].join('\n'));
  write('entities.csv', 'kind,id,label,createdAt', entities);
  write('links.csv', 'type,fromKind,fromId,toKind,toId,firstSeen', links);
  write('events.csv', 'type,id,at,fromKind,fromId,toKind,toId,amount,currency,orderId,device', events);
}
