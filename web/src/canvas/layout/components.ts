/** The parts of a board that no link ties together, and how they are set side by side. */
import type { Point } from '../../exploration/board-state.ts';
import type { Arrangement } from './arrangement.ts';
import { neighbourLists } from './arrangement.ts';

/** Lists of node indices, the largest part first. */
export const componentsOf = (arrangement: Arrangement): readonly (readonly number[])[] => {
  const neighbours = neighbourLists(arrangement);
  const seen = new Set<number>();
  const components: number[][] = [];
  for (const start of arrangement.nodes.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const component = [start];
    // The list grows while it is walked: every node brings its neighbours.
    for (const node of component) {
      for (const other of neighbours[node] ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        component.push(other);
      }
    }
    components.push(component.sort((a, b) => a - b));
  }
  return components.sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
};

export type Circle = { readonly x: number; readonly y: number; readonly radius: number };

export const boundingCircle = (places: readonly Point[], margin: number): Circle => {
  const x = places.reduce((sum, place) => sum + place.x, 0) / Math.max(1, places.length);
  const y = places.reduce((sum, place) => sum + place.y, 0) / Math.max(1, places.length);
  const radius = places.reduce((most, place) => Math.max(most, Math.hypot(place.x - x, place.y - y)), 0);
  return { x, y, radius: radius + margin };
};

const TURN = 0.35;
const MAX_STEPS = 4_000;

const isFree = (circle: Circle, taken: readonly Circle[]): boolean =>
  taken.every((other) => Math.hypot(circle.x - other.x, circle.y - other.y) >= circle.radius + other.radius);

/** The first free place on a spiral around the middle, so that the whole stays round. */
export const packCircle = (radius: number, taken: readonly Circle[]): Circle => {
  const first = taken[0];
  if (!first) return { x: 0, y: 0, radius };
  const step = Math.max(8, radius * 0.5);
  let angle = 0;
  let distance = first.radius + radius;
  for (let tries = 0; tries < MAX_STEPS; tries += 1) {
    const circle = { x: first.x + Math.cos(angle) * distance, y: first.y + Math.sin(angle) * distance, radius };
    if (isFree(circle, taken)) return circle;
    // Even steps along the spiral, however far out it is.
    angle += Math.max(TURN / 8, step / distance);
    distance += (step * Math.max(TURN / 8, step / distance)) / (2 * Math.PI);
  }
  const reach = Math.max(...taken.map((other) => Math.abs(other.x - first.x) + other.radius));
  return { x: first.x + reach + radius, y: first.y, radius };
};
