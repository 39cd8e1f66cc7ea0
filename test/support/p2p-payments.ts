/** The real P2P payments set as GraphColumns, straight from its files. The flags stay apart and only ever score. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { type EventInput, type LinkInput, toGraphColumns } from './graph-columns.ts';

export const sharedFolder = (): string =>
  process.env['CLEWLINE_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));

export const hasSharedSet = (name: string): boolean => existsSync(`${sharedFolder()}/data/${name}`);

export const readSharedText = (path: string): string => {
  const bytes = readFileSync(`${sharedFolder()}/data/${path}`);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

const rowsOf = (name: string): string[][] =>
  readSharedText(`p2p-payments/${name}.csv.gz`)
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.trimEnd().split(','));

export type P2pPayments = {
  readonly columns: GraphColumns;
  readonly flagged: ReadonlySet<string>;
  readonly users: number;
};

export function readP2pPayments(): P2pPayments {
  const users = rowsOf('users');
  const buyer = (id = ''): `Buyer:${string}` => `Buyer:${id}`;
  const links: LinkInput[] = [
    ...rowsOf('user_card').map(([user, card, at = '']) =>
      link('PAYS_WITH', buyer(user), `PaymentInstrument:${card}`, at),
    ),
    ...rowsOf('user_device').map(([user, device, at = '']) => link('USES_DEVICE', buyer(user), `Device:${device}`, at)),
    ...rowsOf('referrals')
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => link('REFERRED', buyer(from), buyer(to), '')),
  ];
  const events: EventInput[] = rowsOf('transfers').map(([from, to, at = '', amount = ''], i) => ({
    type: 'TRANSFER',
    id: String(i).padStart(8, '0'),
    from: buyer(from),
    to: buyer(to),
    at,
    amount,
    currency: 'XXX',
  }));
  return {
    columns: toGraphColumns({ entities: users.map(([id]) => ({ key: buyer(id) })), links, events }),
    flagged: new Set(users.filter(([, flag]) => flag === '1').map(([id = '']) => id)),
    users: users.length,
  };
}

function link(type: LinkInput['type'], from: LinkInput['from'], to: LinkInput['to'], at: string): LinkInput {
  return { type, from, to, ...(at === '' ? {} : { at }) };
}
