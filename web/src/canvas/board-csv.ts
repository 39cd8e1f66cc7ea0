/** What is selected as CSV (RFC 4180), safe to open in a spreadsheet. Pure. */
import type { BoardLink, BoardNode, BoardState } from '../exploration/board-state.ts';
import { pictureOf } from '../exploration/picture.ts';

/** A cell that starts like a formula would be run by a spreadsheet: ids come from fraudsters. */
const FORMULA = /^[=+\-@\t\r]/;

export const csvCell = (value: string | number | null): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const toCsv = (header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string =>
  [header, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');

/** The selection; everything drawn when nothing is selected. */
export const chosenNodes = (state: BoardState): readonly BoardNode[] => {
  const { nodes } = pictureOf(state);
  return state.selection.size === 0 ? nodes : nodes.filter((node) => state.selection.has(node.key));
};

/** Links at what is chosen. */
const chosenLinks = (state: BoardState): readonly BoardLink[] => {
  const { links } = pictureOf(state);
  if (state.selection.size === 0) return links;
  return links.filter((link) => state.selection.has(link.from) || state.selection.has(link.to));
};

export const nodesCsv = (state: BoardState): string =>
  toCsv(
    ['kind', 'externalId', 'label', 'status', 'riskLabel', 'memberOfRing', 'role', 'linkCount'],
    chosenNodes(state).map((node) => [
      node.kind,
      node.externalId,
      node.label,
      node.status,
      node.riskLabel,
      node.memberOfRing ? 'true' : 'false',
      node.role ?? null,
      node.linkCount,
    ]),
  );

export const linksCsv = (state: BoardState): string =>
  toCsv(
    ['type', 'from', 'to', 'count', 'strength', 'firstSeen', 'lastSeen', 'sources', 'explanation'],
    chosenLinks(state).map((link) => [
      link.type,
      link.from,
      link.to,
      link.count,
      link.strength,
      link.firstSeen,
      link.lastSeen,
      link.sources.join(' '),
      link.explanation,
    ]),
  );

export const idsText = (state: BoardState): string =>
  chosenNodes(state)
    .map((node) => node.externalId)
    .join('\n');
