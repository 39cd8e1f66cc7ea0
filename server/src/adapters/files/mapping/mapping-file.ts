/**
 * The mapping file (YAML or JSON): which files are read, how they are laid out, and the templates that make records of
 * their rows. README.md in the folder above explains it with examples.
 */
import { z } from 'zod';
import { readMapText } from './map-text.ts';
import { entityTemplate, eventTemplate, linkTemplate, when } from './template-grammar.ts';

const fileSpec = z.strictObject({
  match: z.string().min(1),
  format: z.enum(['csv', 'ndjson', 'json', 'parquet', 'xlsx']).optional(),
  delimiter: z.string().length(1).optional(),
  quote: z.union([z.string().length(1), z.literal(false)]).default('"'),
  encoding: z.string().optional(),
  trim: z.boolean().default(false),
  headerRow: z.number().int().min(1).default(1),
  skipRows: z.number().int().min(0).default(0),
  columns: z.array(z.string()).optional(),
  sheet: z.string().optional(),
  rows: z.string().optional(),
  when,
  ignore: z.array(z.string()).default([]),
  entities: z.array(entityTemplate).default([]),
  links: z.array(linkTemplate).default([]),
  events: z.array(eventTemplate).default([]),
});

const mappingFile = z.strictObject({
  zone: z.string().optional(),
  region: z.string().optional(),
  files: z.array(fileSpec).min(1),
});

export type FileSpec = z.output<typeof fileSpec>;
export type MappingFile = z.output<typeof mappingFile>;

/** An entry with every default filled in. */
export const parseFileSpec = (entry: { readonly match: string; readonly delimiter?: string }): FileSpec =>
  fileSpec.parse(entry);

export const readMappingFile = (path: string): Promise<MappingFile> =>
  readMapText(path, mappingFile).then(({ map }) => map);
