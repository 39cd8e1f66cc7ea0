/** `PaymentInstrument` and `confirmedFraud` in files are `PAYMENT_INSTRUMENT` and `CONFIRMED_FRAUD` in the schema. */
export const toEnumName = (name: string): string =>
  name === name.toUpperCase() ? name : name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();

/** The other way, over a closed list; null for a name that is not in it. */
export const fromEnumName = <T extends string>(list: readonly T[], name: string): T | null =>
  list.find((entry) => toEnumName(entry) === name) ?? null;
