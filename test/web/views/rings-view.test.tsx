// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { asMarketplace, openPage } from '../support/open-page.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const rows = async () =>
  within(await screen.findByRole('table', { name: 'Rings' }))
    .getAllByRole('row')
    .slice(1);
const lastVariables = (asked: readonly { variables?: unknown; query: string }[]) =>
  asked.filter(({ query }) => query.includes('query Rings')).at(-1)?.variables;

describe('the ring list', () => {
  it('shows the rings by score with severity as a word, and says how many there are', async () => {
    openPage('/');
    expect(await rows()).toHaveLength(50);
    const [first] = await rows();
    expect(first?.textContent).toContain('Critical');
    expect(first?.textContent).toContain('9 buyers share two devices');
    expect(first?.textContent).toContain('16,241');
    expect(screen.getByText('Showing 50 of 130 rings.')).toBeTruthy();
  });

  it('says how far the day’s reviews reach', async () => {
    openPage('/');
    const note = await screen.findByRole('note', { name: 'Review capacity' });
    expect(note.textContent).toBe(
      'At 20 rings a day you reach down to High, score 54.2. 31.5 a day came in over 28 days. 130 rings are open.',
    );
  });

  it('brings the next fifty below the first', async () => {
    openPage('/');
    await rows();
    fireEvent.click(screen.getByRole('button', { name: 'Next 50' }));
    await waitFor(async () => expect(await rows()).toHaveLength(100));
    expect(screen.getByText('Showing 100 of 130 rings.')).toBeTruthy();
  });

  it('sorts by a heading, turns round on the second click, and keeps the order in the address', async () => {
    const { asked } = openPage('/');
    await rows();
    fireEvent.click(screen.getByRole('button', { name: 'Size' }));
    await waitFor(() => expect(lastVariables(asked)).toMatchObject({ orderBy: { field: 'SIZE', direction: 'DESC' } }));
    fireEvent.click(screen.getByRole('button', { name: /Size/ }));
    await waitFor(() => expect(window.location.search).toBe('?sort=SIZE&direction=ASC'));
    expect(screen.getByRole('columnheader', { name: /Size/ }).getAttribute('aria-sort')).toBe('ascending');
  });

  it('offers every order the server knows but the summary', async () => {
    openPage('/');
    await rows();
    for (const name of ['Severity', 'Score', 'Sure', 'Size', 'Still stoppable', 'Last seen']) {
      expect(screen.getByRole('button', { name: new RegExp(`^${name}`) })).toBeTruthy();
    }
  });

  it('leaves out dismissed rings until they are asked for', async () => {
    const { asked } = openPage('/');
    await rows();
    expect(lastVariables(asked)).toMatchObject({ filter: { hideDismissed: true } });
    fireEvent.change(screen.getByLabelText('Verdict'), { target: { value: 'DISMISSED' } });
    await waitFor(() => expect(lastVariables(asked)).toMatchObject({ filter: { verdicts: ['DISMISSED'] } }));
    expect(window.location.search).toContain('verdict=DISMISSED');
    fireEvent.change(screen.getByLabelText('Verdict'), { target: { value: 'ANY' } });
    await waitFor(() => expect(lastVariables(asked)).toMatchObject({ filter: {} }));
    expect(lastVariables(asked)).not.toMatchObject({ filter: { hideDismissed: true } });
  });

  it('finds who is tied to known fraud by the evidence', async () => {
    const { asked } = openPage('/');
    await rows();
    fireEvent.change(screen.getByLabelText('Evidence'), { target: { value: 'KNOWN_FRAUD' } });
    await waitFor(() => expect(lastVariables(asked)).toMatchObject({ filter: { evidence: ['KNOWN_FRAUD'] } }));
    expect(window.location.search).toContain('evidence=KNOWN_FRAUD');
  });

  it('restores filter and order from the address', async () => {
    const { asked } = openPage('/?severity=HIGH&typology=DEVICE_FARM&market=DE&size=4&sort=LAST_SEEN');
    await rows();
    expect(lastVariables(asked)).toMatchObject({
      filter: { minSeverity: 'HIGH', typologies: ['DEVICE_FARM'], markets: ['DE'], minSize: 4 },
      orderBy: { field: 'LAST_SEEN', direction: 'DESC' },
    });
    expect((screen.getByLabelText('Severity from') as HTMLSelectElement).value).toBe('HIGH');
  });

  it('filters by what is typed after a pause, without asking at every key', async () => {
    const { asked } = openPage('/');
    await rows();
    const before = asked.length;
    for (const value of ['c', 'co', 'coupon']) fireEvent.change(screen.getByLabelText('Text'), { target: { value } });
    await waitFor(() => expect(lastVariables(asked)).toMatchObject({ filter: { text: 'coupon' } }));
    expect(asked.length).toBe(before + 1);
  });

  it('walks down and up with j and k, so that Enter opens what has the focus', async () => {
    openPage('/');
    await rows();
    const press = (key: string) => fireEvent.keyDown(document.body, { key });
    press('j');
    expect(document.activeElement?.textContent).toContain('9 buyers share');
    press('j');
    press('j');
    press('k');
    expect(document.activeElement?.getAttribute('href')).toBe('/rings/rng_T001');
  });

  it('says so when nothing matches, and clears the filter', async () => {
    openPage('/?text=zzz');
    expect(await screen.findByText('No ring matches this filter.')).toBeTruthy();
    fireEvent.click(screen.getAllByRole('button', { name: 'Clear filter' })[0] as HTMLElement);
    expect(await rows()).toHaveLength(50);
    expect((screen.getByLabelText('Text') as HTMLInputElement).value).toBe('');
  });

  it.each([
    { entities: 0, runs: 0, says: 'No rings yet.', next: /clewline import PATH/ },
    { entities: 9, runs: 0, says: 'Detection has not looked at the data yet.', next: /clewline detect/ },
    { entities: 9, runs: 1, says: 'Detection found no rings.', next: /Here are 9 entities and 4 links/ },
  ])('teaches what to do next: $says', async ({ entities, runs, says, next }) => {
    const empty = (totalCount: number) => ({
      nodes: [],
      totalCount,
      pageInfo: { hasNextPage: false, endCursor: null },
    });
    const store = { graphStore: 'SQLite', graphStoreVersion: '3', changeNumber: 1, changesBehind: null };
    const status = { ...store, entities, links: 4 };
    openPage('/', ({ query, ...rest }) => {
      if (query.includes('query Rings')) return Response.json({ data: { rings: empty(0) } });
      if (query.includes('query DetectionRuns')) return Response.json({ data: { detectionRuns: empty(runs) } });
      if (query.includes('query StoreStatus')) return Response.json({ data: { status } });
      return asMarketplace({ query, ...rest });
    });
    expect(await screen.findByText(says)).toBeTruthy();
    expect(screen.getByText(next)).toBeTruthy();
  });

  it('goes on where the queue was left, and reads a page from its beginning', async () => {
    openPage('/');
    const third = within((await rows())[2] as HTMLElement).getByRole('link');
    fireEvent.click(third);
    await screen.findByRole('tab', { name: /Members/ });
    await waitFor(() => expect(document.activeElement?.tagName).toBe('MAIN'));
    window.history.back();
    await waitFor(() => expect(document.activeElement?.getAttribute('href')).toBe(third.getAttribute('href')));
  });

  it('says what to do when the server refuses', async () => {
    openPage('/', (question) =>
      question.query.includes('query Rings')
        ? Response.json({ errors: [{ message: 'The cost is 9,000.', extensions: { code: 'LIMIT_EXCEEDED' } }] })
        : asMarketplace(question),
    );
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The cost is 9,000.');
    expect(within(alert).getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('asks for a sign-in link where nobody is signed in', async () => {
    openPage('/', () => new Response('{}', { status: 401 }));
    expect(await screen.findByText('You are not signed in.')).toBeTruthy();
    expect(screen.getByText(/clewline sign-in/)).toBeTruthy();
  });
});

describe('the keys', () => {
  it('are listed by ?', async () => {
    openPage('/');
    await rows();
    fireEvent.keyDown(document.body, { key: '?' });
    expect(await screen.findByText('paths between two selected')).toBeTruthy();
  });

  it('open the search with /, whose Enter opens what was found', async () => {
    openPage('/');
    await rows();
    fireEvent.keyDown(document.body, { key: '/' });
    const box = await screen.findByRole('combobox', { name: 'Search' });
    fireEvent.change(box, { target: { value: 'rng_8' } });
    expect((await within(screen.getByRole('listbox', { name: 'Results' })).findByRole('option')).textContent).toContain(
      '9 buyers share',
    );
    fireEvent.keyDown(box, { key: 'Enter' });
    await waitFor(() => expect(window.location.pathname).toBe('/rings/rng_8KQ2'));
  });
});
