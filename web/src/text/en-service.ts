/** What the workbench says of screening, hooks and schedules. */
export const enService = {
  screening: {
    title: 'Tied to known fraud',
    risk: (percent: string) => `Risk ${percent}`,
    meaning:
      'An expected share: of those who hold what it holds, how much is known to be bad, weighed by how well the shared thing tells people apart.',
    way: 'The way there',
    openRing: 'Open the ring',
  },
};
