/** The sets of sources links were observed in: few and much repeated, so a link keeps only the number of its set. */
import type { SqliteDatabase } from './open-sqlite.ts';
import { prepareRows, type SqlValue, toNumber, toRow, toText } from './sql.ts';

const MEMORY_LIMIT = 10_000;

export class SourceSets {
  readonly #insert;
  readonly #byText;
  readonly #byId;
  readonly #ids = new Map<string, number>();
  readonly #names = new Map<number, readonly string[]>();
  /** Most sets have one name: found without writing the set as text. */
  readonly #singles = new Map<string, number>();

  constructor(database: SqliteDatabase) {
    this.#insert = database.prepare('INSERT INTO source_set (names) VALUES (?) ON CONFLICT DO NOTHING');
    this.#byText = prepareRows(database, 'SELECT id FROM source_set WHERE names = ?');
    this.#byId = prepareRows(database, 'SELECT names FROM source_set WHERE id = ?');
  }

  idOf(names: readonly string[]): number {
    const [only] = names;
    const single = names.length === 1 && only !== undefined ? this.#singles.get(only) : undefined;
    if (single !== undefined) return single;
    const id = this.#find(JSON.stringify(names));
    if (this.#singles.size >= MEMORY_LIMIT) this.#singles.clear();
    if (names.length === 1 && only !== undefined) this.#singles.set(only, id);
    return id;
  }

  #find(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    this.#insert.run(text);
    const id = toNumber(toRow(this.#byText.get(text))?.[0]);
    if (this.#ids.size >= MEMORY_LIMIT) this.#ids.clear();
    this.#ids.set(text, id);
    return id;
  }

  namesOf(id: SqlValue | undefined): readonly string[] {
    if (id === null || id === undefined) return [];
    const number = toNumber(id);
    const known = this.#names.get(number);
    if (known) return known;
    const names = parseNames(toText(toRow(this.#byId.get(number))?.[0]));
    if (this.#names.size >= MEMORY_LIMIT) this.#names.clear();
    this.#names.set(number, names);
    return names;
  }

  /** After a rollback the sets met since may not exist. */
  forget(): void {
    this.#ids.clear();
    this.#names.clear();
    this.#singles.clear();
  }
}

const parseNames = (text: string): readonly string[] => JSON.parse(text);
