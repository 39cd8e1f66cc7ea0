// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openPage } from '../support/open-page.tsx';
import { memberRows } from '../support/ring-page.ts';
import { connection, entities, sellers } from '../support/town.fake.ts';
import { rings } from '../support/town-rings.fake.ts';

afterEach(() => {
  cleanup();
  window.localStorage.clear();
  vi.unstubAllGlobals();
});

describe('the board of a ring', () => {
  it('expands a type, says what is still hidden, and plays it again from the address', async () => {
    openPage('/rings/rng_8KQ2?sel=DEVICE%3Adev-7f0');
    fireEvent.click(await screen.findByRole('button', { name: /expand ▸ 70 more/ }));
    expect(await screen.findByText('50 more things around dev-7f0, 20 still hidden.')).toBeTruthy();
    expect(await screen.findByRole('button', { name: /expand ▸ 20 more/ })).toBeTruthy();
    await waitFor(() => expect(window.location.search).toContain('x=e'));
    const address = window.location.pathname + window.location.search;
    openPage(address);
    expect(await screen.findByRole('button', { name: /expand ▸ 20 more/ })).toBeTruthy();
  });

  it('takes an expansion back with z, and forward with ⇧z', async () => {
    openPage('/rings/rng_8KQ2?sel=DEVICE%3Adev-7f0');
    fireEvent.click(await screen.findByRole('button', { name: /expand ▸ 70 more/ }));
    expect(await screen.findByRole('button', { name: /expand ▸ 20 more/ })).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'z' });
    expect(await screen.findByRole('button', { name: /expand ▸ 70 more/ })).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'Z', shiftKey: true });
    expect(await screen.findByRole('button', { name: /expand ▸ 20 more/ })).toBeTruthy();
  });

  it('moves through the members with j and k, adds with ⇧, and asks for a selection where a key needs one', async () => {
    openPage('/rings/rng_8KQ2');
    const press = (key: string, shiftKey = false) =>
      fireEvent.keyDown(document.activeElement ?? document.body, { key, shiftKey });
    const expectChosen = (positions: readonly number[]) =>
      waitFor(async () => {
        const chosen = (await memberRows()).map((row) => row.dataset['chosen'] === 'true');
        expect(chosen.flatMap((is, at) => (is ? [at] : []))).toEqual(positions);
      });
    await waitFor(async () =>
      expect(within((await memberRows())[0] as HTMLElement).getAllByRole('button')[0]).toBeTruthy(),
    );
    press('e');
    expect(await screen.findByText(/Select something first/)).toBeTruthy();
    press('j');
    await expectChosen([0]);
    expect(screen.queryByText(/Select something first/)).toBeNull();
    press('j');
    await expectChosen([1]);
    press('f');
    expect(await screen.findByText(/Select two things first/)).toBeTruthy();
    press('K', true);
    await expectChosen([0, 1]);
  });

  it('draws every member as one, those too whose rows have not been read yet', async () => {
    const crowd = [...entities.values()].filter(({ kind }) => kind === 'BUYER').slice(0, 70);
    const members = crowd.map((entity) => ({ ...rings[0]?.members0[0], entity, role: 'ASSOCIATE' }));
    Object.assign(rings.find(({ id }) => id === 'rng_T002') ?? {}, {
      members: ({ first, after }: { first: number; after?: string }) => connection(members, first, after),
      graph: () => ({ nodes: [...crowd, ...sellers], links: [], truncated: false, omittedNodes: 0 }),
    });
    const { container } = openPage('/rings/rng_T002');
    fireEvent.click(await screen.findByRole('tab', { name: 'Picture as tables' }));
    fireEvent.click(await screen.findByRole('tab', { name: /^Entities/ }));
    const rowsOf = (name: string) =>
      [...container.querySelectorAll('table')]
        .filter((table) =>
          `${table.getAttribute('aria-label')} ${table.querySelector('caption')?.textContent}`.includes(name),
        )
        // Where nothing can be drawn, the tables stand in the place of the picture as well.
        .slice(0, 1)
        .flatMap((table) => [...table.querySelectorAll('tbody tr')].map(({ textContent }) => textContent));
    const membersAmong = (rows: readonly (string | null)[]) => rows.filter((row) => row?.includes('Associate'));
    await waitFor(() => expect(membersAmong(rowsOf('entities'))).toHaveLength(crowd.length));
    expect(rowsOf('entities')).toHaveLength(crowd.length + sellers.length);
    expect(rowsOf('Members').length).toBeLessThan(crowd.length);
  });

  it('finds the paths between two selected with f', async () => {
    openPage('/rings/rng_8KQ2?sel=BUYER%3Ab-1001&sel=BUYER%3Ab-1003');
    expect(await screen.findByText('2 selected')).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'f' });
    const paths = await screen.findByRole('region', { name: 'Paths' });
    expect(within(paths).getAllByText(/2 links, strength 0\.380/).length).toBeGreaterThan(0);
  });
});
