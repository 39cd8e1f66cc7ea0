/** The one reader of the wall clock in the web: relative times are told against it. Tests put their own in place. */
import { createContext, useContext } from 'react';

const ClockContext = createContext<() => number>(() => Date.now());

export const ClockProvider = ClockContext.Provider;
export const useNow = (): number => useContext(ClockContext)();
