/**
 * The one order of text in Clewline: UTF-8 byte order, which is code point order.
 * JavaScript's own `<` compares UTF-16 units and differs above U+FFFF: a surrogate (D800–DFFF) sorts there
 * below U+E000–U+FFFF, though its code point is higher.
 */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
