/** What the workbench says of accounts that registered lately near something known, in English. */
import { many, shown } from './en-numbers.ts';

export const enNewcomers = {
  newcomers: {
    title: 'New accounts near known rings',
    hint: 'Leads and no findings: being listed decides nothing about an account. Most people who share something with a ring have nothing to do with it. An account whose records carry no date is screened when it arrives.',
    loading: 'Loading new accounts…',
    show: 'Show',
    shows: { open: 'to be looked at', closed: 'looked at', keptBack: 'kept back' },
    none: 'No new account is near anything known.',
    noneWhatToDo:
      'The job “Screen new accounts” looks for them: add its schedule on the Runs page, or run “clewline screen”.',
    ofRing: (ring: string) => `Near ring ${ring} only.`,
    ofAll: 'Near any ring',
    showing: (some: number, all: number) => shown(some, all, all === 1 ? 'account' : 'accounts'),
    columns: { risk: 'Risk', account: 'Account', why: 'Why', registered: 'Registered', found: 'Found', act: 'Act' },
    way: 'The way there',
    openRing: 'Open the ring',
    handled: (by: string, note: string) => (note === '' ? `by ${by}` : `by ${by}: ${note}`),
    keptBack: (reason: string, owner: string) => `Kept back: ${reason} (${owner})`,
    close: 'Looked at…',
    reopen: 'Open again',
    closeForm: { title: 'Nothing more to do here', note: 'Note', submit: 'Done' },
    nearRing: (count: number) => `${many(count, 'new account')} near this ring`,
  },
};
