/** The part of the graph a search has seen so far: for each pair of entities, the strongest link between them. */
import { compareText } from '../../domain/compare-text.ts';
import { entityKey } from '../../domain/entity-key.ts';
import type { DrawnLink } from '../../domain/graph-view.ts';
import { DRAWN_LINK_TYPE_LIST } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';

export class LocalGraph {
  readonly refs = new Map<string, EntityRef>();
  readonly #strongest = new Map<string, Map<string, DrawnLink>>();

  add(link: DrawnLink): void {
    const from = entityKey(link.from);
    const to = entityKey(link.to);
    if (from === to) return;
    this.refs.set(from, link.from);
    this.refs.set(to, link.to);
    const known = this.#strongest.get(from)?.get(to);
    if (known && compareStrength(known, link) <= 0) return;
    this.#neighbours(from).set(to, link);
    this.#neighbours(to).set(from, link);
  }

  /** Strongest link to each neighbour, by the neighbour's key. */
  neighbours(key: string): ReadonlyMap<string, DrawnLink> {
    return this.#strongest.get(key) ?? NONE;
  }

  link(a: string, b: string): DrawnLink | undefined {
    return this.#strongest.get(a)?.get(b);
  }

  #neighbours(key: string): Map<string, DrawnLink> {
    const known = this.#strongest.get(key);
    if (known) return known;
    const fresh = new Map<string, DrawnLink>();
    this.#strongest.set(key, fresh);
    return fresh;
  }
}

const NONE: ReadonlyMap<string, DrawnLink> = new Map();

function compareStrength(a: DrawnLink, b: DrawnLink): number {
  const byType = DRAWN_LINK_TYPE_LIST.indexOf(a.type) - DRAWN_LINK_TYPE_LIST.indexOf(b.type);
  return b.strength - a.strength || byType || compareText(entityKey(a.from), entityKey(b.from));
}
