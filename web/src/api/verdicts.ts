/** The words of verdicts, as the server knows them. */
export const VERDICT_KINDS = ['IN_REVIEW', 'CONFIRMED', 'DISMISSED', 'NEEDS_DATA'] as const;
export type VerdictKind = (typeof VERDICT_KINDS)[number];
export const MEMBER_VERDICT_KINDS = ['NOT_INVOLVED', 'INVOLVED'] as const;
export type MemberVerdictKind = (typeof MEMBER_VERDICT_KINDS)[number];
/** Whether a link ties its ends. */
export const LINK_VERDICT_KINDS = ['NOT_THE_SAME', 'THE_SAME'] as const;
export type LinkVerdictKind = (typeof LINK_VERDICT_KINDS)[number];
export const VERDICT_REASONS = [
  'FRAUD',
  'HOUSEHOLD',
  'AGENCY',
  'WAREHOUSE_OPERATOR',
  'BAD_DATA',
  'LEGITIMATE_PROMOTION',
  'OTHER',
] as const;
export type VerdictReason = (typeof VERDICT_REASONS)[number];
/** What is told of every verdict. */
export type Grounds = { readonly reason: VerdictReason; readonly note: string };
export type Given = Grounds & { readonly by: string; readonly at: string };
/** The picture of a ring that was judged. */
export type SeenPicture = {
  readonly ringId: string;
  readonly run: { readonly runId: string; readonly asOf: string | null };
};
/** When the verdict was given that was seen; null: there was none. */
export type SeenVerdict = { readonly lastVerdictAt: string | null };
