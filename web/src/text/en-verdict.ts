/** What the workbench says of verdicts, in English. */
export const enVerdict = {
  verdict: {
    title: 'Verdict',
    none: 'Nobody has judged this ring yet.',
    given: (name: string, reason: string, by: string) => `${name}: ${reason}, by ${by}`,
    inherited: (id: string) => `Given for ${id}, which this ring goes on from.`,
    outdated: (what: string) => `Open again. New since: ${what}.`,
    give: 'Save verdict',
    kind: 'Verdict',
    reason: 'Reason',
    note: 'Note',
    similar: 'Judged before, and alike',
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
