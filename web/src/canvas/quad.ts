/**
 * One quad as two triangles, every vertex with all its numbers. Sigma's own programs draw instances instead; but a
 * computer without a graphics card (a remote desktop, a test) draws each instance as a picture of its own: 8,000 links
 * then took about three times the work.
 */
type Corner = readonly [number, number];

export const VERTICES_OF_QUAD = 6;

/** The corners of both triangles, for a quad that spans `from` to `to` on each axis. */
export const quadCorners = (from: Corner, to: Corner): readonly Corner[] => [
  [from[0], from[1]],
  [to[0], from[1]],
  [from[0], to[1]],
  [from[0], to[1]],
  [to[0], from[1]],
  [to[0], to[1]],
];

export const writeQuad = (
  array: Float32Array,
  start: number,
  corners: readonly Corner[],
  values: readonly number[],
): void => {
  let at = start;
  for (const corner of corners) {
    array.set(corner, at);
    array.set(values, at + 2);
    at += values.length + 2;
  }
};
