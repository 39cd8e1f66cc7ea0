// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { asMarketplace, openPage } from '../support/open-page.tsx';
import { given, past, toEarlierRun } from '../support/town-rings.fake.ts';

afterEach(() => {
  cleanup();
  given.clear();
  past.clear();
  window.localStorage.clear();
  vi.unstubAllGlobals();
});

describe('verdicts on the page of a ring', () => {
  it('takes a verdict with its reason and note, and shows who gave it', async () => {
    const { asked } = openPage('/rings/rng_8KQ2');
    expect(await screen.findByText('Nobody has judged this ring yet.')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Verdict'), { target: { value: 'DISMISSED' } });
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'AGENCY' } });
    fireEvent.change(screen.getByLabelText('Note'), { target: { value: 'known to us' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save verdict' }));
    expect(await screen.findByText(/^Dismissed: an agency, by Anna$/)).toBeTruthy();
    expect(screen.getByText('known to us')).toBeTruthy();
    expect(screen.getByText('On the ring as of 2026-09-30 00:00:00 UTC (run_20260930).')).toBeTruthy();
    // What is judged is what is shown, whatever was published meanwhile.
    expect(asked.find(({ query }) => query.includes('setRingVerdict'))?.variables).toMatchObject({
      run: 'run_20260930',
      lastVerdictAt: null,
    });
  });

  it('shows what was concluded before, newest first, and each once', async () => {
    const first = { verdict: 'NEEDS_DATA', reason: 'OTHER', note: 'no devices yet', by: 'Ada', inheritedFrom: 'rng_0' };
    const second = {
      verdict: 'CONFIRMED',
      reason: 'FRAUD',
      note: '',
      by: 'Ben',
      at: '2026-09-02T00:00:00Z',
      inheritedFrom: null,
    };
    past.set(0, [{ ...first, at: '2026-09-01T00:00:00Z' }, second, second]);
    const holds = { verdict: 'DISMISSED', reason: 'AGENCY', note: '', by: 'Anna', at: '2026-09-03T00:00:00Z' };
    given.set(0, { ...holds, outdatedBy: null, inheritedFrom: null, seen: null });
    openPage('/rings/rng_8KQ2');
    const earlier = (await screen.findByText('2 earlier verdicts')).closest('details') as HTMLElement;
    const said = within(earlier)
      .getAllByRole('listitem')
      .map((item) => item.textContent);
    expect(said[0]).toContain('Confirmed: fraud, by Ben');
    expect(said[1]).toContain('no devices yetGiven for rng_0, which this ring goes on from.');
    expect(said).toHaveLength(2);
  });

  it('says so when somebody was faster, shows what they said, and keeps what was written', async () => {
    const message = 'Ring rng_8KQ2 was judged meanwhile: confirmed, by Ben.';
    openPage('/rings/rng_8KQ2', (question) => {
      if (!question.query.includes('setRingVerdict')) return asMarketplace(question);
      const other = { verdict: 'CONFIRMED', reason: 'FRAUD', note: 'seen before', by: 'Ben', seen: null };
      given.set(0, { ...other, at: '2026-11-20T12:00:00Z', outdatedBy: null, inheritedFrom: null });
      return Response.json({ errors: [{ message, extensions: { code: 'CHANGED_MEANWHILE' } }] });
    });
    await screen.findByText('Nobody has judged this ring yet.');
    fireEvent.change(screen.getByLabelText('Note'), { target: { value: 'a family' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save verdict' }));
    expect(await screen.findByText('Somebody was faster.')).toBeTruthy();
    expect(await screen.findByText('seen before')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Note').value).toBe('a family');
  });

  it.each([
    ['the run it was given on, whenever that was', 'rng_8KQ2', null],
    ['the ring it was given for', 'rng_T001', 'rng_T001'],
  ])('opens what changed since a verdict that new evidence outdated, counted from %s', async (_, ringId, fromRing) => {
    const outdatedBy = '+6 accounts, +41,000 USD still stoppable';
    const basis = { verdict: 'DISMISSED', reason: 'AGENCY', note: '', by: 'Anna', inheritedFrom: null };
    const seen = { ringId, run: toEarlierRun() };
    given.set(0, { ...basis, at: '2026-11-20T12:00:00Z', seen, outdatedBy });
    const { asked } = openPage('/rings/rng_8KQ2');
    const standing = await screen.findByRole('region', { name: 'Where it stands' });
    expect(standing.textContent).toContain(`Dismissed: an agency, by Anna. Open again. New since: ${outdatedBy}.`);
    fireEvent.click(within(standing).getByRole('button', { name: 'To the verdict' }));
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Verdict' }));
    fireEvent.click(await screen.findByRole('button', { name: 'See what changed since' }));
    const tab = await screen.findByRole('tab', { name: 'What changed' });
    expect(tab.getAttribute('aria-selected')).toBe('true');
    await vi.waitFor(() => {
      const spans = asked.filter(({ query }) => query.includes('query RingDiff')).map(({ variables }) => variables);
      expect(spans.at(-1)).toMatchObject({ id: 'rng_8KQ2', from: null, fromRun: 'run_20260901', fromRing });
    });
  });

  it('takes a verdict on one member, and gives the focus back to where it was asked for', async () => {
    const { asked } = openPage('/rings/rng_8KQ2');
    const [judge] = await screen.findAllByRole('button', { name: /^Verdict on .*: Judge$/ });
    judge?.focus();
    fireEvent.click(judge as HTMLElement);
    const form = within(await screen.findByRole('dialog', { name: /^Verdict on/ }));
    fireEvent.change(form.getByLabelText('Reason'), { target: { value: 'HOUSEHOLD' } });
    fireEvent.click(form.getByRole('button', { name: 'Save verdict' }));
    expect(await screen.findByRole('button', { name: /^Verdict on .*: Not involved$/ })).toBeTruthy();
    expect(asked.find(({ query }) => query.includes('setMemberVerdict'))?.variables).toMatchObject({
      id: 'rng_8KQ2',
      run: 'run_20260930',
      verdict: 'NOT_INVOLVED',
      reason: 'HOUSEHOLD',
      lastVerdictAt: null,
    });
  });

  it('takes a verdict on a link that was chosen, until some day', async () => {
    const { asked } = openPage('/rings/rng_8KQ2');
    fireEvent.click(await screen.findByRole('tab', { name: /^Links/ }));
    const [, row] = within(await screen.findByRole('table', { name: /links/ })).getAllByRole('row');
    fireEvent.click(row as HTMLElement);
    const heading = await screen.findByText('Judge this link');
    fireEvent.click(heading);
    const form = within(heading.closest('details') as HTMLElement);
    fireEvent.change(await form.findByLabelText('until'), { target: { value: '2027-01-31' } });
    fireEvent.click(form.getByRole('button', { name: 'Save verdict' }));
    expect(await form.findByText(/Not the same actor: another reason, by Anna/)).toBeTruthy();
    expect(asked.find(({ query }) => query.includes('setLinkVerdict'))?.variables).toMatchObject({
      sameActor: false,
      until: '2027-01-31',
      lastVerdictAt: null,
    });
  });
});
