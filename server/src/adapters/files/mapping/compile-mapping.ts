/** The templates of one entry of a mapping → a reader that turns rows into records and rejects. */
import type { BatchSink } from '../batch-sink.ts';
import { attributeNameProblem, RECORD_FIELDS, type RecordClass } from '../record-fields.ts';
import { RecordParser } from '../record-parser.ts';
import { TextCells } from '../text-cells.ts';
import { compileConditions, type Test } from './conditions.ts';
import { compileValue, type FieldValue, type ValueContext } from './field-value.ts';
import { type ForeignRow, type Lookup, lookupPath } from './foreign-row.ts';
import type {
  EachSpec,
  EndSpec,
  EntityTemplate,
  EventTemplate,
  LinkTemplate,
  NegativeSpec,
  TemplateSet,
  ValueSpec,
} from './template-grammar.ts';

type Fields = readonly (readonly [name: string, value: FieldValue])[];
type Template = {
  readonly record: RecordClass;
  readonly when: Test;
  readonly each: Lookup | null;
  readonly split: string | undefined;
  readonly fields: Fields;
  /** Taken instead of those of `fields` where the amount is negative; null where the template says nothing of it. */
  readonly negative: Fields | null;
  readonly attributes: Fields;
};
export type CompiledTemplates = { readonly when: Test; readonly templates: readonly Template[] };

export function compileTemplates(spec: TemplateSet, context: ValueContext): CompiledTemplates {
  const templates = [
    ...spec.entities.map((template) => compileTemplate('entities', template, context)),
    ...spec.links.map((template) => compileTemplate('links', template, context)),
    ...spec.events.map((template) => compileTemplate('events', template, context)),
  ];
  return { when: compileConditions(spec.when, context), templates };
}

type AnyTemplate = EntityTemplate | LinkTemplate | EventTemplate;

function compileTemplate(record: RecordClass, template: AnyTemplate, context: ValueContext): Template {
  const { when, each, attributes, ...rest } = template;
  const { negative, ...specs } = 'negative' in rest ? rest : { ...rest, negative: undefined };
  return {
    record,
    when: compileConditions(when, context),
    each: each === undefined ? null : lookupEach(each, context),
    split: each?.split,
    fields: compileFields(specs, context),
    negative: negative === undefined ? null : compileNegative(negative, context),
    attributes: Object.entries(attributes).map(([name, spec]) => [checkedName(name), compileValue(spec, context)]),
  };
}

function lookupEach({ path, split }: EachSpec, context: ValueContext): Lookup {
  if (split !== undefined) context.assertColumn(path);
  return lookupPath(path);
}

type Specs = Readonly<Record<string, ValueSpec | EndSpec | undefined>>;

function compileFields(specs: Specs, context: ValueContext): Fields {
  return Object.entries(specs).flatMap(([name, spec]): Fields => {
    if (spec === undefined) return [];
    if (!('kind' in spec)) return [[name, compileValue(spec, context)]];
    return [
      [`${name}Kind`, compileValue(spec.kind, context)],
      [`${name}Id`, compileValue(spec.id, context)],
    ];
  });
}

const compileNegative = ({ as, ...specs }: NegativeSpec, context: ValueContext): Fields => [
  ['type', () => as],
  ...compileFields(specs, context),
];

function checkedName(name: string): string {
  const problem = attributeNameProblem(name);
  if (problem !== null) throw new RangeError(`attributes.${name}: expected ${problem}`);
  return name;
}

type ClassReader = { readonly cells: TextCells; readonly parser: RecordParser };
export type ApplyOptions = { readonly file: string; readonly sink: BatchSink; readonly now: number };

export class MappingReader {
  private readonly compiled: CompiledTemplates;
  private readonly readers: Readonly<Record<RecordClass, ClassReader>>;

  constructor(compiled: CompiledTemplates, options: ApplyOptions) {
    this.compiled = compiled;
    const reader = (record: RecordClass): ClassReader => {
      const cells = new TextCells(record);
      return { cells, parser: new RecordParser({ ...options, record, columns: RECORD_FIELDS[record], cells }) };
    };
    this.readers = { entities: reader('entities'), links: reader('links'), events: reader('events') };
  }

  row(row: ForeignRow): void {
    if (!this.compiled.when(row)) return;
    for (const template of this.compiled.templates) {
      if (template.each === null) this.apply(template, row);
      else this.applyEach(template, template.each, row);
    }
  }

  private applyEach(template: Template, each: Lookup, row: ForeignRow): void {
    const found = each(row);
    const list = template.split !== undefined && typeof found === 'string' ? found.split(template.split) : found;
    if (!Array.isArray(list)) return;
    for (const [i, element] of list.entries()) {
      row.element = typeof element === 'string' ? element.trim() : element;
      row.position = i + 1;
      this.apply(template, row);
    }
    row.element = undefined;
    row.position = 0;
  }

  private apply(template: Template, row: ForeignRow): void {
    if (!template.when(row)) return;
    const { cells, parser } = this.readers[template.record];
    const made: Record<string, string> = {};
    cells.begin(made);
    let failure = this.fill(cells, template.fields, { row, made });
    if (template.negative !== null && made['amount']?.startsWith('-')) {
      const amount = made['amount'].slice(1);
      failure ??= this.fill(cells, template.negative, { row, made });
      made['amount'] = amount;
      cells.set(cells.positions.get('amount') ?? 0, amount);
    }
    failure ??= this.fill(cells, template.attributes, { row, made });
    if (failure === null) parser.row(row.line);
    else parser.reject(row.line, failure.column, failure.expected);
  }

  private fill(cells: TextCells, fields: Fields, { row, made }: Filling): FieldFailure | null {
    let failure: FieldFailure | null = null;
    for (const [name, value] of fields) {
      row.problem = null;
      const text = value(row);
      if (row.problem !== null) failure ??= { column: name, expected: row.problem };
      if (text === '') continue;
      made[name] = text;
      const position = cells.positions.get(name);
      if (position === undefined) cells.setAttribute(name, text);
      else cells.set(position, text);
    }
    return failure;
  }
}

type Filling = { readonly row: ForeignRow; readonly made: Record<string, string> };
type FieldFailure = { readonly column: string; readonly expected: string };
