/**
 * Where detection is measured as rings hide better: each knob of camouflage alone, the others as the scenario has
 * them, and all the worst ones together. Both ends of every knob are in: no hiding at all, and more than anyone would.
 */
import type { Camouflage } from '@clewline/seed';

export type CurvePoint = { readonly name: string; readonly camouflage: Camouflage };

const SWEPT: { readonly [Knob in keyof Camouflage]: readonly number[] } = {
  decoys: [0, 0.5, 1, 2, 4],
  rotation: [0, 0.3, 0.6, 0.9],
  density: [1, 0.7, 0.5, 0.3, 0.1],
  jitterMinutes: [1, 60, 1_440, 10_080],
  hijacked: [0, 0.05, 0.15, 0.3],
};
const KNOBS = ['decoys', 'rotation', 'density', 'jitterMinutes', 'hijacked'] as const;
const TOGETHER: readonly Partial<Camouflage>[] = [
  { decoys: 4, rotation: 0.6 },
  { decoys: 4, rotation: 0.6, density: 0.3, jitterMinutes: 1_440, hijacked: 0.15 },
];

export function curvePoints(usual: Camouflage): readonly CurvePoint[] {
  const alone = KNOBS.flatMap((knob) =>
    SWEPT[knob].map((value) => ({ name: `${knob} ${value}`, camouflage: { ...usual, [knob]: value } })),
  );
  const together = TOGETHER.map((knobs) => ({
    name: Object.entries(knobs)
      .map(([knob, value]) => `${knob} ${value}`)
      .join(', '),
    camouflage: { ...usual, ...knobs },
  }));
  return [...alone, ...together];
}
