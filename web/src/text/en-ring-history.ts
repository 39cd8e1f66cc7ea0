/** What the workbench says of a ring's past, in English. */
import { many, n } from './en-numbers.ts';

export const enRingHistory = {
  history: 'History',
  neverPublished: 'Never published by a run.',
  fromRun: (run: string) => `As of run ${run}`,
  otherRun: (run: string) =>
    `This link was made from run ${run}, whose picture is not kept; the ring is shown as the latest run found it.`,
  asOfRun: (run: string) => `The ring as run ${run} found it; a later run has looked again.`,
  showLatest: 'Show the latest',
  changes: {
    tab: 'What changed',
    title: 'What changed',
    since: 'Since',
    sinceRun: (asOf: string | null, finished: string) =>
      asOf === null ? `run of ${finished}` : `${asOf}, run of ${finished}`,
    sinceDay: 'or any day',
    aDay: 'a day',
    otherRun: (run: string | null) => run ?? 'no earlier run',
    noEarlierRun: 'There is no earlier run to compare with yet.',
    notKnownAtAll: 'The ring was not known at that time.',
    notKnownThen: 'The ring was not known yet: everything is new.',
    nothing: 'Nothing changed: the same members, links and evidence.',
    score: (before: string, after: string) => `Score ${before} → ${after}`,
    counts: (joined: number, left: number, kept: number) =>
      `${many(joined, 'new member')}, ${n(left)} gone, ${n(kept)} kept`,
    links: (gained: number, lost: number, kept: number) =>
      `${many(gained, 'new link')}, ${n(lost)} gone, ${n(kept)} kept`,
    linksCut: 'There are more links than can be compared: some are missing here. Members and evidence are complete.',
    rowsShown: (some: number, all: number) => `Showing ${n(some)} of ${n(all)} rows.`,
    inPicture: 'Show in the picture',
    pictureOf: (moment: string) => `since ${moment}: + and ringed is new; −, hollow or dashed is gone; pale stayed`,
    change: 'Change',
    what: 'What',
    why: 'Why',
    gained: 'New',
    lost: 'Gone',
    kept: 'Kept',
    wentOn: (former: string, id: string) => `${former} went into this ring, ${id}, which goes on.`,
  },
};
