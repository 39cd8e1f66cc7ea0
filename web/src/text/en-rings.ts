/** What the workbench says of the list of rings, in English. */
import { many, shown } from './en-numbers.ts';

export const enRings = {
  rings: {
    title: 'Rings',
    loading: 'Loading rings…',
    filter: 'Filter rings',
    text: 'Text',
    textHint: 'ring, member id, word',
    minSeverity: 'Severity from',
    typology: 'Typology',
    evidence: 'Evidence',
    market: 'Market',
    minSize: 'Size from',
    any: 'any',
    clearFilter: 'Clear filter',
    sure: (share: string) => `${share} sure`,
    showing: (some: number, all: number) => shown(some, all, all === 1 ? 'ring' : 'rings'),
    none: 'No rings yet.',
    notLookedAt: 'Detection has not looked at the data yet.',
    noneFound: 'Detection found no rings.',
    held: (entities: number, links: number) =>
      `Here are ${many(entities, 'entity', 'entities')} and ${many(links, 'link')}. A ring needs at least two independent kinds of evidence.`,
    importYours: 'Import your data and let detection look at it:',
    orDemo: 'Or load the demo marketplace into an empty store:',
    noneMatch: 'No ring matches this filter.',
    noneMatchWhatToDo: 'Lower the severity or the size, or clear the filter to see all rings.',
    columns: {
      rank: '#',
      severity: 'Severity',
      score: 'Score',
      confidence: 'Sure',
      summary: 'Why',
      size: 'Size',
      typology: 'Typology',
      markets: 'Markets',
      stillStoppable: 'Still stoppable',
      lastSeen: 'Last seen',
    },
  },
};
