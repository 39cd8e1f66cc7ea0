/**
 * The map of a foreign graph (YAML or JSON): which labels and relationship types are read, and the templates that make
 * records of them, in the grammar of mapping files. It never holds a password: there is no setting for one.
 */
import { z } from 'zod';
import { readMapText } from '../files/mapping/map-text.ts';
import { entityTemplate, eventTemplate, linkTemplate, when } from '../files/mapping/template-grammar.ts';
import { nameProblem } from './foreign-names.ts';

const name = z.string().superRefine((text, context) => {
  const problem = nameProblem(text);
  if (problem !== null) context.addIssue(problem);
});

/** A property that only grows: when the thing changed, or a number that every change raises. */
const updated = z.union([
  name.transform((property) => ({ property, overlap: undefined })),
  z.strictObject({ property: name, overlap: z.number().int().min(0).max(10_000_000).optional() }),
]);

const shared = {
  updated: updated.optional(),
  /** Properties that nothing has yet. */
  optional: z.array(name).default([]),
  trim: z.boolean().default(false),
  when,
  entities: z.array(entityTemplate).default([]),
  links: z.array(linkTemplate).default([]),
  events: z.array(eventTemplate).default([]),
};
const nodeEntry = z.strictObject({ label: name, ...shared });
const relationshipEntry = z.strictObject({ type: name, from: name.optional(), to: name.optional(), ...shared });

const adoptionMap = z
  .strictObject({
    server: z.strictObject({ url: z.string().optional(), database: z.string().min(1).optional() }).default({}),
    zone: z.string().optional(),
    region: z.string().optional(),
    nodes: z.array(nodeEntry).default([]),
    relationships: z.array(relationshipEntry).default([]),
  })
  .refine(({ nodes, relationships }) => nodes.length + relationships.length > 0, {
    message: 'needs nodes or relationships to read',
  });

export type UpdatedSpec = z.output<typeof updated>;
export type NodeEntry = z.output<typeof nodeEntry>;
export type RelationshipEntry = z.output<typeof relationshipEntry>;
export type AdoptionMap = z.output<typeof adoptionMap>;

export const readAdoptionMap = (path: string) => readMapText<AdoptionMap>(path, adoptionMap);
