/** What a person calls an entity. Names and ids are written by whoever registered them, fraudsters included. */

/** Marks that turn the direction of text: a name that holds one would be read as another (Unicode TR36, 3.1). */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const SHOWN_INSTEAD = '\ufffd';

type Named = { readonly label: string | null; readonly externalId: string };

export const nameOf = ({ label, externalId }: Named): string =>
  (label ?? externalId).replace(DIRECTION_MARKS, SHOWN_INSTEAD);
