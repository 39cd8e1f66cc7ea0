/** What the workbench says of leads from known fraud, in English. */
import { n, shown } from './en-numbers.ts';

export const enLeads = {
  leads: {
    title: 'Leads from known fraud',
    hint: 'Whom something rare ties to an account that is banned, confirmed as fraud, or was sanctioned and never cleared; the likeliest first, by the last published run. Leads and no findings: most people who share something with a fraudster have nothing to do with it.',
    loading: 'Loading leads…',
    show: 'Show',
    shows: { open: 'to be looked at', judged: 'judged', keptBack: 'kept back' },
    noneSuch: 'There are none.',
    judgeHint:
      'Whoever is not involved is no longer tied to what they share with the known accounts; who is in on the fraud is known from the next run on. The other verdict takes either back.',
    none: 'Nobody is left to look at who is tied to known fraud.',
    noneWhatToDo:
      'Known is who is banned or labelled as confirmed fraud: give status or riskLabel in your exports, and run detection again.',
    showing: (some: number, all: number) => shown(some, all, all === 1 ? 'lead' : 'leads'),
    columns: {
      rank: '#',
      account: 'Account',
      known: 'Tied to',
      why: 'Why',
      score: 'Score',
      stoppable: 'Stoppable',
      act: 'Act',
    },
    rankMeaning: 'Weight of the ties to known fraud × how unusual the number of cards is.',
    scoreMeaning: 'What all of them together would score as a ring.',
    speaksFor: 'Speaks for it',
    speaksAgainst: 'Speaks against it',
    nothingAgainst: 'Nothing found.',
    more: (count: number) => `and ${n(count)} more`,
    inRing: 'in a ring',
    together: 'See them together',
  },
};
