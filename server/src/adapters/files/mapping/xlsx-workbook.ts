/** What the sheets of an XLSX file refer to: their names, shared strings, and which styles show dates. ECMA-376 part 1. */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { zipEntries } from './zip-entries.ts';

const SHARED_STRING_CHARACTERS = 256 * 1024 * 1024;
/** Built-in number formats that show a date or a time (18.8.30). */
const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57]);

export type Workbook = {
  readonly sheets: readonly { readonly name: string; readonly target: string }[];
  readonly strings: readonly string[];
  /** By style index of a cell. */
  readonly isDate: readonly boolean[];
  /** Days are counted from 1904. */
  readonly from1904: boolean;
};
export type XmlHandler = {
  readonly open?: (name: string, tag: SaxesTagPlain) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
};

/** Feeds XML in pieces; names come without their prefix. Document type declarations are refused, so entities cannot grow. */
export function xmlPieces(handler: XmlHandler): (piece: Uint8Array) => void {
  const parser = new SaxesParser();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  parser.on('doctype', () => {
    throw new RangeError('a document type declaration');
  });
  parser.on('opentag', (tag) => handler.open?.(localName(tag.name), tag));
  parser.on('text', (text) => handler.text?.(text));
  parser.on('closetag', (tag) => handler.close?.(localName(tag.name)));
  return (piece) => void parser.write(decoder.decode(piece, { stream: true }));
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export async function readWorkbook(path: string): Promise<Workbook> {
  const sheets: { name: string; relation: string }[] = [];
  const targets = new Map<string, string>();
  const strings: string[] = [];
  const styles = new Styles();
  let from1904 = false;
  const parts: Readonly<Record<string, () => XmlHandler>> = {
    'xl/workbook.xml': () => ({
      open(name, { attributes }) {
        if (name === 'sheet') sheets.push({ name: attributes['name'] ?? '', relation: attributes['r:id'] ?? '' });
        if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
      },
    }),
    'xl/_rels/workbook.xml.rels': () => ({
      open(name, { attributes }) {
        if (name === 'Relationship') targets.set(attributes['Id'] ?? '', partName(attributes['Target'] ?? ''));
      },
    }),
    'xl/sharedStrings.xml': () => sharedStrings(strings),
    'xl/styles.xml': () => styles.handler,
  };
  for await (const _bytes of zipEntries(path, (name) => {
    const handler = parts[name]?.();
    return handler === undefined ? undefined : xmlPieces(handler);
  })) {
    // The handlers have taken what there was.
  }
  return {
    sheets: sheets.map(({ name, relation }) => ({ name, target: targets.get(relation) ?? '' })),
    strings,
    isDate: styles.isDate(),
    from1904,
  };
}

const partName = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);

function sharedStrings(strings: string[]): XmlHandler {
  let text = '';
  let isText = false;
  let isPhonetic = false;
  let total = 0;
  return {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') isPhonetic = true;
      isText = name === 't' && !isPhonetic;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      if (name === 'rPh') isPhonetic = false;
      isText = false;
      if (name !== 'si') return;
      total += text.length;
      if (total > SHARED_STRING_CHARACTERS) throw new RangeError('more shared text than can be held');
      strings.push(text);
    },
  };
}

class Styles {
  private readonly custom = new Map<number, boolean>();
  private readonly formats: number[] = [];
  private inCells = false;

  readonly handler: XmlHandler = {
    open: (name, { attributes }) => {
      if (name === 'cellXfs') this.inCells = true;
      if (name === 'numFmt') this.custom.set(Number(attributes['numFmtId']), showsDate(attributes['formatCode'] ?? ''));
      if (name === 'xf' && this.inCells) this.formats.push(Number(attributes['numFmtId'] ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') this.inCells = false;
    },
  };

  isDate(): readonly boolean[] {
    return this.formats.map((format) => this.custom.get(format) ?? DATE_FORMATS.has(format));
  }
}

/** Outside quoted text, escapes and [conditions] a date format holds one of y m d h s. */
const showsDate = (code: string): boolean =>
  /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General/gi, ''));
