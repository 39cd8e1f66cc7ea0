/** Which language is spoken. Another one is one more file of the same shape, listed here. */
import { createContext, useContext } from 'react';
import { en } from './en.ts';

type Wide<T> = T extends (...values: infer V) => string
  ? (...values: V) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]: Wide<T[K]> };

export type Text = Wide<typeof en>;

const LANGUAGES = { en } as const satisfies Record<string, Text>;

const isKnown = (language: string): language is keyof typeof LANGUAGES => Object.hasOwn(LANGUAGES, language);

/** The first language of the reader's that is spoken here, else English. */
export function chooseText(preferred: readonly string[]): Text {
  const known = preferred.map((tag) => tag.toLowerCase().split('-')[0] ?? '').find(isKnown);
  return LANGUAGES[known ?? 'en'];
}

const TextContext = createContext<Text>(LANGUAGES.en);

export const TextProvider = TextContext.Provider;
export const useText = (): Text => useContext(TextContext);
