// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { asMarketplace, openPage } from '../support/open-page.tsx';
import { TIED } from '../support/service.fake.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('leads', () => {
  it('say whom what ties to whom, and what speaks against it; a key goes to the first', async () => {
    openPage('/leads');
    const row = within(await screen.findByRole('table', { name: 'Leads from known fraud' })).getAllByRole('row')[1];
    if (!row) throw new Error('there is no lead');
    expect(within(row).getAllByText('Both paid with one card.')).toHaveLength(2);
    expect(within(row).getByText('Known for three years.')).toBeTruthy();
    expect(within(row).getByText('See them together').getAttribute('href')).toBe(`/investigate#ids=${TIED}%0Ab-1002`);
    expect(within(row).getByText('in a ring').getAttribute('href')).toMatch(/^\/rings\//);
    fireEvent.keyDown(document.body, { key: 'j' });
    expect(document.activeElement?.getAttribute('href')).toBe(`/entities/buyer/${TIED}`);
  });

  it('are reached from the pages at the side', async () => {
    openPage('/');
    fireEvent.click(await screen.findByRole('link', { name: 'Leads' }));
    expect(await screen.findByText('All 1 lead.')).toBeTruthy();
  });

  it('none is said as such, with what to do', async () => {
    const none = { nodes: [], totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null } };
    openPage('/leads', async (question) =>
      question.query.includes('query Leads') ? Response.json({ data: { leads: none } }) : asMarketplace(question),
    );
    expect(await screen.findByText('Nobody is tied to known fraud.')).toBeTruthy();
    expect(screen.getByText(/riskLabel/)).toBeTruthy();
  });
});
