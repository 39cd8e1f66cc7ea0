/** Checks of single texts that both readers of fields and the mapping use. */
import { ENTITY_KIND_LIST, type EntityKind } from '../../domain/ontology.ts';

const ID_LENGTH = 200;
const KINDS: ReadonlyMap<string, EntityKind> = new Map(ENTITY_KIND_LIST.map((kind) => [kind, kind]));

export const kindOf = (word: string): EntityKind | undefined => KINDS.get(word);

/** More than 200 code points; a code point is at most two UTF-16 units, so most texts need no counting. */
export function isTooLong(id: string): boolean {
  if (id.length <= ID_LENGTH) return false;
  return id.length > 2 * ID_LENGTH || [...id].length > ID_LENGTH;
}

/**
 * Null for text a store can hold, else what was expected: no control character (C0, DEL, C1; several lines may hold
 * tabs and line ends) and no half of a surrogate pair.
 */
export function textProblem(text: string, form: 'oneLine' | 'lines'): string | null {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x9f) {
      if (unit >= 0xd800 && unit <= 0xdfff && hasLoneSurrogate(text)) return 'valid Unicode, without lone surrogates';
    } else if ((unit < 0x20 && !(form === 'lines' && isLineSpace(unit))) || unit >= 0x7f) {
      return 'text without control characters';
    }
  }
  return null;
}

const isLineSpace = (unit: number): boolean => unit === 9 || unit === 10 || unit === 13;
/** With the u flag a pair is one code point, so only halves match. */
const hasLoneSurrogate = (text: string): boolean => /\p{Surrogate}/u.test(text);
