/** Normalisers of mapping files: different spellings of one e-mail, phone or address become one identifier. */
import { createHmac } from 'node:crypto';
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Normaliser } from './template-grammar.ts';

/** The normalised text, or what was expected of the raw one. */
export type Normalised = { readonly text: string } | { readonly expected: string };
type Step = (text: string, region: string) => Normalised;

export function createNormaliser(names: readonly Normaliser[], hashKey: string | null): Step {
  const steps = names.map((name) => stepOf(name, hashKey));
  return (text, region) => {
    let current = text;
    for (const step of steps) {
      if (current === '') break;
      const next = step(current, region);
      if (!('text' in next)) return next;
      current = next.text;
    }
    return { text: current };
  };
}

function stepOf(name: Normaliser, hashKey: string | null): Step {
  switch (name) {
    case 'trim':
      return (text) => ({ text: text.trim() });
    case 'lowercase':
      return (text) => ({ text: text.toLowerCase() });
    case 'email':
      return normaliseEmail;
    case 'phone':
      return normalisePhone;
    case 'address':
      return normaliseAddress;
    case 'keyedHash':
      return (text) => ({
        text: createHmac('sha256', hashKey ?? '')
          .update(text, 'utf8')
          .digest('hex'),
      });
  }
}

/** Spelling only. Dots and plus tags stay: whether two such addresses are one mailbox is the provider's affair. */
function normaliseEmail(text: string): Normalised {
  const email = text.normalize('NFKC').trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(email) ? { text: email } : { expected: 'an e-mail address' };
}

function normalisePhone(text: string, region: string): Normalised {
  const country = toCountry(region);
  const phone = parsePhoneNumberFromString(text, country === undefined ? {} : { defaultCountry: country });
  if (phone?.isPossible()) return { text: phone.number };
  return { expected: country === undefined ? 'a phone number with its country code' : `a phone number of ${country}` };
}

const toCountry = (region: string): CountryCode | undefined => (isSupportedCountry(region) ? region : undefined);

/** Case, width, punctuation and spacing; words and their order stay. */
function normaliseAddress(text: string): Normalised {
  const folded = text.normalize('NFKC').toLowerCase();
  const words = folded.replace(/[^\p{L}\p{N}\p{M}/#-]+/gu, ' ').trim();
  return words === '' ? { expected: 'an address' } : { text: words };
}
