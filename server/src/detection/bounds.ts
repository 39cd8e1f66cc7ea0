/** What a parameter of detection may be, and in what it is counted. */
export type Bounds = {
  readonly standard: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
};
