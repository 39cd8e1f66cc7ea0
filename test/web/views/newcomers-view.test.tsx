// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openPage } from '../support/open-page.tsx';
import { TIED } from '../support/service.fake.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

type Asked = ReturnType<typeof openPage>['asked'];
const variablesOf = (asked: Asked, name: string) => asked.filter(({ query }) => query.includes(name)).at(-1)?.variables;
const TITLE = 'New accounts near known rings';
const firstRow = async () => {
  const [, row] = within(await screen.findByRole('table', { name: TITLE })).getAllByRole('row');
  if (!row) throw new Error('there is no newcomer');
  return row;
};
const press = (name: string, within_: HTMLElement) => fireEvent.click(within(within_).getByRole('button', { name }));

describe('new accounts', () => {
  it('say how likely, why, and over what they are tied to which ring; a key goes to the first', async () => {
    openPage('/newcomers');
    const row = await firstRow();
    expect(within(row).getByText('61%')).toBeTruthy();
    expect(within(row).getByText('Tied over one card to the first ring.')).toBeTruthy();
    expect(within(row).getByText('Paid with it.')).toBeTruthy();
    expect(within(row).getByText('Open the ring').getAttribute('href')).toMatch(/^\/rings\//);
    fireEvent.keyDown(document.body, { key: 'j' });
    expect(document.activeElement?.getAttribute('href')).toBe(`/entities/buyer/${TIED}`);
  });

  it('are closed with a note, or kept back with a reason, a sense and an end', async () => {
    const { asked } = openPage('/newcomers');
    press('Looked at…', await firstRow());
    fireEvent.change(await screen.findByLabelText('Note'), { target: { value: 'a flat share' } });
    press('Done', await firstRow());
    await vi.waitFor(() => {
      expect(variablesOf(asked, 'mutation CloseNewcomer')).toEqual({ id: 'new_1', note: 'a flat share' });
    });
    press('Keep back…', await firstRow());
    fireEvent.change(await screen.findByLabelText('In which sense'), { target: { value: 'ALLOW' } });
    fireEvent.change(await screen.findByLabelText(/^Why/), { target: { value: 'staff' } });
    expect(screen.getByLabelText('For how many days (at most 365)')).toBeTruthy();
    press('Keep it back', await firstRow());
    await vi.waitFor(() => {
      const kept = { kind: 'ALLOW', target: { entity: { kind: 'BUYER', externalId: TIED } }, reason: 'staff' };
      expect(variablesOf(asked, 'mutation Suppress')).toMatchObject(kept);
    });
  });

  it('a form is given up by Escape', async () => {
    openPage('/newcomers');
    press('Looked at…', await firstRow());
    fireEvent.keyDown(await screen.findByLabelText('Note'), { key: 'Escape' });
    expect(await screen.findByRole('button', { name: 'Looked at…' })).toBeTruthy();
  });

  it('of one ring, and those kept back, are asked for by the address', async () => {
    const { asked } = openPage('/newcomers?show=keptBack&ring=rng_7');
    expect(await screen.findByText(/^Kept back: A known campaign \(Ada\)/)).toBeTruthy();
    expect(variablesOf(asked, 'query Newcomers')).toEqual({ statuses: ['KEPT_BACK'], ring: 'rng_7', after: null });
    fireEvent.click(screen.getByText('Near any ring'));
    await vi.waitFor(() => expect(variablesOf(asked, 'query Newcomers')).toMatchObject({ ring: null }));
  });

  it('none is said as such, with what to do', async () => {
    openPage('/newcomers?show=closed');
    expect(await screen.findByText('No new account is near anything known.')).toBeTruthy();
    expect(screen.getByText(/clewline screen/)).toBeTruthy();
  });

  it('are counted on the page of their ring', async () => {
    openPage('/rings/rng_8KQ2');
    const link = await screen.findByText('1 new account near this ring');
    expect(link.getAttribute('href')).toBe('/newcomers?ring=rng_8KQ2');
  });
});

describe('what is kept back for an account', () => {
  it('stands on its page with reason and owner, and is added there', async () => {
    const { asked } = openPage(`/entities/buyer/${TIED}`);
    const panel = await screen.findByRole('region', { name: 'Kept back' });
    expect(await within(panel).findByText('A known campaign by Ada')).toBeTruthy();
    press('Keep back…', panel);
    fireEvent.change(await within(panel).findByLabelText(/^Why/), { target: { value: 'a household' } });
    press('Keep it back', panel);
    await vi.waitFor(() => {
      const kept = { target: { entity: { kind: 'BUYER', externalId: TIED } }, reason: 'a household' };
      expect(variablesOf(asked, 'mutation Suppress')).toMatchObject(kept);
    });
  });
});
