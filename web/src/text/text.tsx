/** Which language is spoken. Another one is one more file of the same shape, listed here. */
import { createContext, useContext } from 'react';
import { en } from './en.ts';

type Wide<T> = T extends (...values: infer V) => string
  ? (...values: V) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]: Wide<T[K]> };

export type Text = Wide<typeof en>;

export const LANGUAGES = { en } as const satisfies Record<string, Text>;

const TextContext = createContext<Text>(LANGUAGES.en);

export const TextProvider = TextContext.Provider;
export const useText = (): Text => useContext(TextContext);
