/** `PaymentInstrument` and `confirmedFraud` in files are `PAYMENT_INSTRUMENT` and `CONFIRMED_FRAUD` in the schema. */
export const toEnumName = (name: string): string =>
  name === name.toUpperCase() ? name : name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
