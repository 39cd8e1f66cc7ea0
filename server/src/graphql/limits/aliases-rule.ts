/** One field asked for many times under many names is the cheapest way to multiply work. */
import type { ValidationRule } from 'graphql';
import { refuse } from '../errors.ts';
import { LIMITS } from './bounds.ts';
import { measureOperation, sum } from './selections.ts';

export const aliasesRule: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    const aliases = measureOperation(context.getDocument(), operation, {
      field: (node, inside) => inside + (node.alias ? 1 : 0),
      combine: sum,
    });
    if (aliases > LIMITS.aliases) {
      context.reportError(
        refuse('LIMIT_EXCEEDED', `The query uses ${aliases} aliases; the limit is ${LIMITS.aliases}.`),
      );
    }
  },
});
