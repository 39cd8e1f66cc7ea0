/** What the workbench says of how well a ring holds and of who is tied to whom by what, in English. */
export const enRingProof = {
  confirmation: 'Does it hold?',
  notTested: 'Not tested: pairs and rings of older runs are not.',
  unstable: 'Unstable',
  memberCameBack: 'How often this member came back with the ring in searches without some of the links',
  wouldDrop: 'What would drop it',
  nothingSingle: 'No single finding would drop it below its severity.',
  showTree: 'Who is tied to whom by what',
  tree: 'Evidence tree',
  noTree: 'No tie between two members is on record; rings of older runs have none.',
} as const;
