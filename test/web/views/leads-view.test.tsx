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

  it('are judged where they stand, and what was concluded of them is another part of the list', async () => {
    const asked: string[] = [];
    openPage('/leads', async (question) => {
      if (question.query.includes('mutation')) asked.push(JSON.stringify(question.variables));
      return asMarketplace(question);
    });
    fireEvent.click(await screen.findByRole('button', { name: /^Verdict on/ }));
    fireEvent.change(await screen.findByLabelText('Reason'), { target: { value: 'HOUSEHOLD' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save verdict' }));
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    expect(JSON.parse(asked[0] ?? '')).toMatchObject({
      account: { kind: 'BUYER', externalId: TIED },
      verdict: 'NOT_INVOLVED',
      reason: 'HOUSEHOLD',
    });
    fireEvent.change(screen.getByLabelText('Show'), { target: { value: 'judged' } });
    expect(await screen.findByText(/Not involved: a household, by anna – sisters/)).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Show'), { target: { value: 'keptBack' } });
    expect(await screen.findByText(/Kept back:/)).toBeTruthy();
    expect(screen.queryByText(/Not involved: a household/)).toBeNull();
  });

  it('none is said as such, with what to do', async () => {
    const none = { nodes: [], totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null } };
    openPage('/leads', async (question) =>
      question.query.includes('query Leads') ? Response.json({ data: { leads: none } }) : asMarketplace(question),
    );
    expect(await screen.findByText('Nobody is left to look at who is tied to known fraud.')).toBeTruthy();
    expect(screen.getByText(/riskLabel/)).toBeTruthy();
  });
});
