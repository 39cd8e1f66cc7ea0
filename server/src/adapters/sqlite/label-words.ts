/** The search table of label words, kept in step with the labels. */
import type { FieldValue } from '../../domain/merge-fields.ts';
import { wordStarts } from './fold.ts';
import { createBulkWrite, type SqlValue, type StatementCache } from './sql.ts';

const FLUSH_AT = 4_000;

export class LabelWords {
  readonly #insert;
  readonly #remove;
  #added: SqlValue[] = [];

  constructor(prepare: StatementCache) {
    this.#insert = createBulkWrite(
      prepare,
      2,
      (values) => `INSERT INTO label_word (word, entity) VALUES ${values} ON CONFLICT DO NOTHING`,
    );
    this.#remove = prepare('DELETE FROM label_word WHERE word = ? AND entity = ?');
  }

  replace(entity: number, before: FieldValue | null, after: FieldValue | null): void {
    if (before === after) return;
    if (before !== null) {
      this.flush();
      for (const word of wordStarts(String(before))) this.#remove.run(word, entity);
    }
    if (after !== null) for (const word of wordStarts(String(after))) this.#added.push(word, entity);
    if (this.#added.length > FLUSH_AT) this.flush();
  }

  flush(): void {
    if (this.#added.length > 0) this.#insert(this.#added);
    this.#added = [];
  }
}
