/** A marketplace of which a share of the links lead elsewhere, and what that touched. */
import type { SeedRecord } from '../../seed/src/main.ts';

type Row = Extract<SeedRecord, { record: 'link' }>;
export type ChangedMarketplace = { readonly records: readonly SeedRecord[]; readonly touched: ReadonlySet<string> };

/** Each with this probability leads to another thing of the same kind, drawn from those that links lead to. */
export function changeLinks(records: readonly SeedRecord[], share: number, random: () => number): ChangedMarketplace {
  const targets = new Map<string, string[]>();
  for (const row of records) {
    if (row.record !== 'link') continue;
    const known = targets.get(row.toKind);
    if (known) known.push(row.toId);
    else targets.set(row.toKind, [row.toId]);
  }
  const touched = new Set<string>();
  const changed = records.map((row) => {
    if (row.record !== 'link' || random() >= share) return row;
    const choices = targets.get(row.toKind) ?? [];
    const toId = choices[Math.floor(random() * choices.length)] ?? row.toId;
    if (toId === row.fromId && row.toKind === row.fromKind) return row;
    for (const key of endsOf(row, toId)) touched.add(key);
    return { ...row, toId };
  });
  return { records: changed, touched };
}

const endsOf = (row: Row, toId: string): readonly string[] => [
  `${row.fromKind}:${row.fromId}`,
  `${row.toKind}:${row.toId}`,
  `${row.toKind}:${toId}`,
];
