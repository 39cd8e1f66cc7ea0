/** The same rules as in link-rows.ts, as SQL: when a link is live, and how many live links an entity has. */

/** `removed_at` before the last sighting, or none. */
export const liveLink = (alias: string): string =>
  `(${alias}.removed_at IS NULL OR ${alias}.removed_at < max(
    coalesce(${alias}.stated_first + ${alias}.stated_span, -1),
    coalesce(${alias}.observed_first + ${alias}.observed_span, -1)))`;

/** The kept degree, or, while that lags behind the links, the links counted. */
export const degreeOf = (entity: string, isStale: boolean): string =>
  isStale
    ? `((SELECT count(*) FROM link x WHERE x.a = ${entity}.id AND ${liveLink('x')})
      + (SELECT count(*) FROM link_reverse r CROSS JOIN link y ON y.a = r.a AND y.b = r.b AND y.type = r.type
         WHERE r.b = ${entity}.id AND ${liveLink('y')}))`
    : `${entity}.degree`;
