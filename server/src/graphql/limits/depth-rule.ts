/** Fields within fields, leaves included. A pure introspection query is exempt: its own nesting is bounded by a rule of graphql-js. */
import type { ValidationRule } from 'graphql';
import { refuse } from '../errors.ts';
import { LIMITS } from './bounds.ts';
import { isPureIntrospection, largest, measureOperation } from './selections.ts';

export const depthRule: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    const document = context.getDocument();
    if (isPureIntrospection(document, operation)) return;
    const depth = measureOperation(document, operation, { field: (_, inside) => inside + 1, combine: largest });
    if (depth > LIMITS.depth) {
      context.reportError(
        refuse('LIMIT_EXCEEDED', `The query nests ${depth} fields deep; the limit is ${LIMITS.depth}.`),
      );
    }
  },
});
