/** The ring page's own part of the address: which rows are open, and the stretch of time they are limited to. */
export type OwnState = { readonly tab: string | null; readonly from: string | null; readonly to: string | null };

const isTime = (text: string | null): text is string => text !== null && !Number.isNaN(Date.parse(text));

export function parseOwnState(search: string): OwnState {
  const parameters = new URLSearchParams(search);
  const [from, to] = [parameters.get('from'), parameters.get('to')];
  return { tab: parameters.get('tab'), from: isTime(from) ? from : null, to: isTime(to) ? to : null };
}

export const initialOwnState = (): OwnState => parseOwnState(window.location.search);
