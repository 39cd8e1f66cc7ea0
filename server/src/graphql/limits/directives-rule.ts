/** Every directive is evaluated for every field it stands on. */
import type { ValidationRule } from 'graphql';
import { refuse } from '../errors.ts';
import { LIMITS } from './bounds.ts';
import { measureOperation, sum } from './selections.ts';

export const directivesRule: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    const inside = measureOperation(context.getDocument(), operation, {
      field: (node, nested) => nested + (node.directives?.length ?? 0),
      combine: sum,
      spread: (node, nested) => nested + (node.directives?.length ?? 0),
    });
    const directives = inside + (operation.directives?.length ?? 0);
    if (directives > LIMITS.directives) {
      context.reportError(
        refuse('LIMIT_EXCEEDED', `The query uses ${directives} directives; the limit is ${LIMITS.directives}.`),
      );
    }
  },
});
