/** What the workbench says of verdicts, in English. */
import { many } from './en-numbers.ts';

export const enVerdict = {
  verdict: {
    title: 'Verdict',
    none: 'Nobody has judged this ring yet.',
    standing: 'Where it stands',
    open: 'Not judged yet.',
    toVerdict: 'To the verdict',
    earlier: (count: number) => many(count, 'earlier verdict'),
    given: (name: string, reason: string, by: string) => `${name}: ${reason}, by ${by}`,
    seen: (asOf: string | null, run: string) =>
      asOf === null ? `On the ring of ${run}.` : `On the ring as of ${asOf} (${run}).`,
    inherited: (id: string) => `Given for ${id}, which this ring goes on from.`,
    outdated: (what: string) => `Open again. New since: ${what}.`,
    seeChanges: 'See what changed since',
    give: 'Save verdict',
    kind: 'Verdict',
    reason: 'Reason',
    note: 'Note',
    similar: 'Judged before, and alike',
    judge: 'Judge',
    judgeLink: 'Judge this link',
    until: 'until',
    memberOf: (name: string) => `Verdict on ${name}`,
    memberHint: 'In later runs whoever is not involved is no member, until new evidence ties them.',
    linkHint: 'Later runs and screening leave out a link between two who are not the same actor.',
    notDismissed: 'Not dismissed',
    reopened: 'Open again',
    memberKinds: {
      NOT_INVOLVED: 'Not involved',
      INVOLVED: 'Involved',
    },
    linkKinds: {
      NOT_THE_SAME: 'Not the same actor',
      THE_SAME: 'The same actor after all',
    },
    kinds: {
      IN_REVIEW: 'In review',
      CONFIRMED: 'Confirmed',
      DISMISSED: 'Dismissed',
      NEEDS_DATA: 'Needs data',
    },
    reasons: {
      FRAUD: 'fraud',
      HOUSEHOLD: 'a household',
      AGENCY: 'an agency',
      WAREHOUSE_OPERATOR: 'a warehouse operator',
      BAD_DATA: 'bad data',
      LEGITIMATE_PROMOTION: 'a legitimate promotion',
      OTHER: 'another reason',
    },
  },
};
