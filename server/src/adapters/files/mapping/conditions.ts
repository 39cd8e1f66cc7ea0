/** `when` of a mapping: whether a row, or a template of it, is taken. All conditions must hold. */
import type { ValueContext } from './field-value.ts';
import { type ForeignRow, lookupColumn, lookupPath, textOf } from './foreign-row.ts';
import type { Condition } from './template-grammar.ts';

export type Test = (row: ForeignRow) => boolean;

export function compileConditions(conditions: readonly Condition[], context: ValueContext): Test {
  const tests = conditions.map((condition) => compileCondition(condition, context));
  return (row) => tests.every((test) => test(row));
}

function compileCondition(condition: Condition, context: ValueContext): Test {
  const { column, path = '', present } = condition;
  if (column !== undefined) context.assertColumn(column);
  const lookup = column === undefined ? lookupPath(path) : lookupColumn(column);
  return (row) => {
    const value = lookup(row);
    const isNested = typeof value === 'object' && value !== null && !(value instanceof Date);
    const text = isNested ? '' : textOf(row, value);
    if (present !== undefined && present !== (isNested || text !== '')) return false;
    return suits(text, condition);
  };
}

function suits(text: string, { is, in: among, not, startsWith }: Condition): boolean {
  if (is !== undefined && text !== is) return false;
  if (among !== undefined && !among.includes(text)) return false;
  if (not?.includes(text)) return false;
  return startsWith === undefined || text.startsWith(startsWith);
}
