// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { asMarketplace, openPage } from '../support/open-page.tsx';
import { memberRows } from '../support/ring-page.ts';
import { toEarlierRun } from '../support/town-rings.fake.ts';

afterEach(() => {
  cleanup();
  window.localStorage.clear();
  vi.unstubAllGlobals();
});

const evidence = (name: RegExp) => screen.findByRole('button', { name });

describe('a ring', () => {
  it('says why: sentence, evidence for and against, what would drop it, and the arithmetic', async () => {
    openPage('/rings/rng_8KQ2');
    expect(await screen.findByRole('heading', { level: 1, name: /9 buyers share two devices/ })).toBeTruthy();
    expect(await evidence(/Shared device 46% of the score/)).toBeTruthy();
    expect(await evidence(/Diverse targets −8%/)).toBeTruthy();
    expect(screen.getByText(/Without the two shared devices/)).toBeTruthy();
    expect(screen.getByText('How the score of 94.2 adds up')).toBeTruthy();
    for (const addend of [
      'Shared device 40.0',
      'Shared device 3.1',
      'The more there is, the less each adds -7.5',
      'Sum 94.2',
    ]) {
      expect(screen.getByRole('row', { name: addend })).toBeTruthy();
    }
  });

  it('says whether it holds: unstable beside its score, and both tests in sentences', async () => {
    openPage('/rings/rng_8KQ2');
    expect(await screen.findByText('Unstable')).toBeTruthy();
    expect(screen.getByText('Unstable: found again in 6 of 10 searches.')).toBeTruthy();
    expect(screen.getByText('In 10 copies, none.')).toBeTruthy();
  });

  it('shows on demand who is tied to whom by what, branch by branch', async () => {
    openPage('/rings/rng_8KQ2');
    const summary = await screen.findByText('Who is tied to whom by what');
    const details = summary.closest('details') as HTMLDetailsElement;
    details.open = true;
    fireEvent(details, new Event('toggle'));
    const tree = await screen.findByRole('list', { name: 'Evidence tree' });
    expect(within(tree).getAllByRole('listitem')).toHaveLength(4);
    const card = within(tree).getByText('Both paid with one card').closest('li');
    expect(card?.parentElement?.closest('li')?.textContent).toContain('8 orders between them');
  });

  it('lists its members with role, reason, tenure, rates and earlier enforcement', async () => {
    openPage('/rings/rng_8KQ2');
    const [organiser] = await memberRows();
    expect(organiser?.textContent).toContain('Organiser');
    expect(organiser?.textContent).toContain('Receives 61 % of the orders');
    expect(organiser?.textContent).toContain('40 d');
    expect((await memberRows()).some((row) => row.textContent?.includes('2, 1 overturned'))).toBe(true);
  });

  it('shows what changed since an earlier run: new, gone and kept, counted and row by row', async () => {
    openPage('/rings/rng_8KQ2', async (question) => {
      const answer = asMarketplace(question);
      if (!question.query.includes('query DetectionRuns')) return answer;
      const nodes = [toEarlierRun()];
      const pageInfo = { hasNextPage: false, endCursor: null };
      return Response.json({ data: { detectionRuns: { nodes, totalCount: 1, pageInfo } } });
    });
    fireEvent.click(await screen.findByRole('tab', { name: 'What changed' }));
    expect(
      await screen.findByText(/Score 81.0 → 94.2 · 2 new members, 1 gone, 8 kept · 1 new link, 0 gone/),
    ).toBeTruthy();
    const rows = within(await screen.findByRole('table', { name: 'What changed' })).getAllByRole('row');
    const changes = rows.slice(1).map((row) => within(row).getAllByRole('cell')[0]?.textContent);
    expect(changes.slice(0, 4)).toEqual(['New', 'New', 'New', 'Gone']);
    expect(new Set(changes.slice(4))).toEqual(new Set(['Kept']));
    const inPicture = screen.getByRole('button', { name: 'Show in the picture' });
    fireEvent.click(inPicture);
    await waitFor(() => expect(inPicture.getAttribute('aria-pressed')).toBe('true'));
    fireEvent.click(inPicture);
    await waitFor(() => expect(inPicture.getAttribute('aria-pressed')).toBe('false'));
  });

  it('shows what changed in the picture again where the address has it, and from the day that is chosen', async () => {
    openPage('/rings/rng_8KQ2?tab=changes&since=2026-08-15&focus=changes%3A2026-08-15');
    const button = await screen.findByRole('button', { name: 'Show in the picture' });
    await waitFor(() => expect(button.getAttribute('aria-pressed')).toBe('true'));
    fireEvent.change(screen.getByLabelText('or any day'), { target: { value: '2026-08-20' } });
    await waitFor(() => expect(window.location.search).toContain('focus=changes%3A2026-08-20'));
    const again = screen.getByRole('button', { name: 'Show in the picture' });
    expect(again.getAttribute('aria-pressed')).toBe('true');
  });

  it('counts changes from any day, which the address keeps', async () => {
    const { asked } = openPage('/rings/rng_8KQ2?tab=changes&since=2026-08-15');
    const day = await screen.findByLabelText('or any day');
    expect((day as HTMLInputElement).value).toBe('2026-08-15');
    fireEvent.change(day, { target: { value: '0002-08-20' } });
    fireEvent.change(day, { target: { value: '2026-08-20' } });
    const spans = () => asked.filter(({ query }) => query.includes('query RingDiff')).map(({ variables }) => variables);
    await waitFor(() => expect(spans()).toHaveLength(2));
    expect(spans()).toMatchObject(['2026-08-15', '2026-08-20'].map((from) => ({ from, fromRun: null, toRun: null })));
    await waitFor(() => expect(window.location.search).toContain('since=2026-08-20'));
  });

  it('says whether it is told of, why, and who deals with it', async () => {
    const { asked } = openPage('/rings/rng_8KQ2');
    expect(await screen.findByText('by Ada: looking')).toBeTruthy();
    expect(screen.getAllByText(/\+3 accounts, now HIGH/)).toHaveLength(2);
    fireEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
    await vi.waitFor(() => expect(asked.some(({ query }) => query.includes('mutation Acknowledge'))).toBe(true));
  });

  it('shows exactly the rows behind an evidence, everywhere, and all again when it is closed', async () => {
    openPage('/rings/rng_8KQ2');
    expect(await memberRows()).toHaveLength(11);
    fireEvent.click(await evidence(/Shared payment instrument/));
    await waitFor(async () => expect(await memberRows()).toHaveLength(5));
    expect(screen.getByText('5 members of 11 behind this.')).toBeTruthy();
    await waitFor(() => expect(window.location.search).toContain('SHARED_PAYMENT_INSTRUMENT.0'));
    fireEvent.click(screen.getByRole('tab', { name: 'Identifiers' }));
    expect(await screen.findByText('1 identifier of 3 behind this.')).toBeTruthy();
    fireEvent.click(await evidence(/Shared payment instrument/));
    await waitFor(() => expect(screen.queryByText('1 identifier of 3 behind this.')).toBeNull());
  });

  it('keeps an evidence that was opened before the picture arrived', async () => {
    const gate = () => {
      let open = (): void => undefined;
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      return { open, opened };
    };
    const [picture, rows] = [gate(), gate()];
    openPage('/rings/rng_8KQ2', async (question) => {
      if (question.query.includes('query RingGraph')) await picture.opened;
      if (question.query.includes('query EvidenceRows')) await rows.opened;
      return asMarketplace(question);
    });
    fireEvent.click(await evidence(/Shared payment instrument/));
    picture.open();
    await waitFor(() => expect(window.location.search).toContain('run='));
    rows.open();
    expect(await screen.findByText('5 members of 11 behind this.')).toBeTruthy();
  });

  it('limits the event list to the events behind the evidence', async () => {
    openPage('/rings/rng_8KQ2?tab=events');
    expect(await screen.findByText('Showing 50 of 193 events.')).toBeTruthy();
    fireEvent.click(await evidence(/Shared device/));
    expect(await screen.findByText(/All 18 events\. Only those behind this evidence\./)).toBeTruthy();
    const events = within(screen.getByRole('table', { name: 'Events' }))
      .getAllByRole('row')
      .slice(1);
    expect(events).toHaveLength(18);
    expect(events.every((row) => row.textContent?.includes('login'))).toBe(true);
  });

  it('limits the event list to a stretch of time, and keeps it in the address', async () => {
    const { asked } = openPage('/rings/rng_8KQ2?tab=events');
    fireEvent.change(await screen.findByLabelText('From'), { target: { value: '2026-09-21' } });
    await waitFor(() =>
      expect(asked.some(({ variables }) => variables?.['from'] === '2026-09-21T00:00:00Z')).toBe(true),
    );
    await waitFor(() => expect(window.location.search).toContain('from=2026-09-21'));
  });

  it('selects a member in every pane, and shows what is known of it', async () => {
    openPage('/rings/rng_8KQ2');
    await memberRows();
    fireEvent.click(await screen.findByRole('button', { name: /^(?!Verdict).*Lumen Outlet 1/ }));
    const selected = screen.getByRole('region', { name: 'Selected' });
    expect(await within(selected).findByText('8,120.50')).toBeTruthy();
    await waitFor(() => expect(window.location.search).toContain('sel=SELLER%3As-900'));
  });

  it('restores selection, evidence and rows from a link', async () => {
    openPage('/rings/rng_8KQ2?run=run_20260930&sel=DEVICE%3Adev-7f0&focus=evidence%3ASHARED_DEVICE.0&tab=identifiers');
    expect((await evidence(/Shared device/)).getAttribute('aria-pressed')).toBe('false');
    await waitFor(async () => expect((await evidence(/Shared device/)).getAttribute('aria-pressed')).toBe('true'));
    expect(await screen.findByText('1 identifier of 3 behind this.')).toBeTruthy();
    const selected = screen.getByRole('region', { name: 'Selected' });
    expect(await within(selected).findByRole('button', { name: /expand ▸ 70 more/ })).toBeTruthy();
  });

  it('adds what was cut from the picture, and keeps evidence, selection and history', async () => {
    openPage('/rings/rng_8KQ2?sel=SELLER%3As-900', (question) => {
      const { limit } = question.variables as { limit?: number };
      const isFirst = question.query.includes('query RingGraph') && limit === 200;
      return asMarketplace(isFirst ? { ...question, variables: { ...question.variables, limit: 8 } } : question);
    });
    expect(await screen.findByText(/Showing the 8 most suspicious of/)).toBeTruthy();
    fireEvent.click(await evidence(/Shared payment instrument/));
    await screen.findByText('5 members of 11 behind this.');
    fireEvent.keyDown(document.body, { key: '2' });
    fireEvent.click(await screen.findByRole('button', { name: /^Next \d$/ }));
    await waitFor(() => expect(screen.queryByText(/most suspicious of/)).toBeNull());
    expect((await evidence(/Shared payment instrument/)).getAttribute('aria-pressed')).toBe('true');
    await waitFor(() => expect(window.location.search).toContain('limit=400'));
    expect(window.location.search).toContain('sel=SELLER%3As-900');
    expect(window.location.search).toContain('lanes');
    fireEvent.keyDown(document.body, { key: 'z' });
    await waitFor(() => expect(window.location.search).not.toContain('lanes'));
    openPage(window.location.pathname + window.location.search);
    expect(await screen.findByText('5 members of 11 behind this.')).toBeTruthy();
  });

  it('says so when the link is of another run', async () => {
    openPage('/rings/rng_8KQ2?run=run_20260101');
    expect(await screen.findByText(/This link was made from run run_20260101/)).toBeTruthy();
  });

  it('is shown as the run of the link found it, and as the latest did on demand', async () => {
    const { asked } = openPage('/rings/rng_8KQ2?run=run_20260801');
    expect(await screen.findByRole('heading', { level: 1, name: 'As it was in August' })).toBeTruthy();
    expect(await screen.findByText(/The ring as run run_20260801 found it/)).toBeTruthy();
    await memberRows();
    const runs = asked.filter(({ query }) => query.includes('$run: ID')).map(({ variables }) => variables?.['run']);
    expect(new Set(runs)).toEqual(new Set(['run_20260801']));
    fireEvent.click(screen.getByRole('button', { name: 'Show the latest' }));
    expect(await screen.findByRole('heading', { level: 1, name: /9 buyers share two devices/ })).toBeTruthy();
    expect(screen.queryByText(/The ring as run/)).toBeNull();
  });

  it('says so when there is no such ring, and when the picture fails but the reasons stand', async () => {
    openPage('/rings/rng_none');
    expect(await screen.findByText('There is no ring rng_none.')).toBeTruthy();
    openPage('/rings/rng_8KQ2', (question) =>
      question.query.includes('query RingGraph')
        ? Response.json({
            errors: [{ message: 'The graph store is away.', extensions: { code: 'STORE_UNAVAILABLE' } }],
          })
        : asMarketplace(question),
    );
    expect(await screen.findByText(/The graph store is away/)).toBeTruthy();
    expect(await memberRows()).toHaveLength(11);
  });
});
