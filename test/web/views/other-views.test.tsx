// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventStream } from '../support/event-stream.fake.ts';
import { asMarketplace, openPage } from '../support/open-page.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('a pasted list', () => {
  it('is counted, and asked about with ids in the fragment, where no server log sees them', async () => {
    const { asked } = openPage('/investigate');
    const box = await screen.findByLabelText('Ids');
    fireEvent.change(box, { target: { value: 'b-1001\nb-1002, card-4411; nope-1' } });
    expect(screen.getByText('4 of at most 500')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'How do they connect?' }));
    expect(await screen.findByText('4 asked, 3 things found, in 1 ring; 1 not known here.')).toBeTruthy();
    expect(window.location.search).not.toContain('b-1001');
    expect(window.location.hash).toContain('b-1001');
    const variables = asked.find(({ query }) => query.includes('query Investigate'))?.variables;
    expect(variables).toEqual({ ids: ['b-1001', 'b-1002', 'card-4411', 'nope-1'] });
  });

  it('answers how they connect, who else belongs, what they share, and what is not known', async () => {
    openPage(`/investigate#ids=${encodeURIComponent('b-1001\nb-1002\nnope-1')}`);
    expect(await screen.findByText('Not known here (1)')).toBeTruthy();
    expect(screen.getByText('nope-1', { selector: 'li' })).toBeTruthy();
    expect(screen.getByText('How they connect (2)')).toBeTruthy();
    expect(screen.getByRole('tab', { name: 'Who else 7' })).toBeTruthy();
    const shared = await screen.findByRole('table', { name: 'Shared identifiers' });
    expect(within(shared).getByText('99.85%')).toBeTruthy();
  });

  it('of more than 500 ids is refused before anything is asked', async () => {
    const { asked } = openPage('/investigate');
    const ids = Array.from({ length: 503 }, (_, index) => `b-${index}`).join('\n');
    fireEvent.change(await screen.findByLabelText('Ids'), { target: { value: ids } });
    expect(screen.getByText(/503 ids are 3 too many/)).toBeTruthy();
    expect((screen.getByRole('button', { name: 'How do they connect?' }) as HTMLButtonElement).disabled).toBe(true);
    expect(asked.some(({ query }) => query.includes('query Investigate'))).toBe(false);
  });

  it('says so when none of it is known', async () => {
    openPage('/investigate#ids=nope');
    expect((await screen.findAllByText('None of these is known here.')).length).toBeGreaterThan(0);
  });
});

describe('an entity', () => {
  it('shows its facts, its rings and its events', async () => {
    openPage('/entities/buyer/b-1005');
    expect(await screen.findByRole('heading', { level: 1, name: /Buyer 5/ })).toBeTruthy();
    expect(screen.getAllByText('confirmed fraud').length).toBeGreaterThan(0);
    expect(screen.getByText('In 1 ring')).toBeTruthy();
    const events = await screen.findByRole('table', { name: 'Events' });
    expect(within(events).getAllByText('enforcement').length).toBe(1);
  });

  it('whose id looks like a file name has an address that survives reloading', async () => {
    openPage('/entities/ip-address?id=203.0.113.7');
    expect(await screen.findByRole('heading', { level: 1, name: /public library/ })).toBeTruthy();
    expect(await screen.findByText(/Showing the 51 most suspicious of 150 around it/)).toBeTruthy();
    await waitFor(() => expect(window.location.search).toContain('tab=events'));
    expect(window.location.search).toContain('id=203.0.113.7');
  });

  it('says what known fraud it is tied to, and over what', async () => {
    openPage('/entities/buyer/b-1001');
    const panel = await screen.findByRole('region', { name: 'Tied to known fraud' });
    expect(within(panel).getByText('Risk 61%')).toBeTruthy();
    expect(within(panel).getByText('Paid with it.')).toBeTruthy();
    expect(within(panel).getByRole('link', { name: 'Open the ring' })).toBeTruthy();
  });

  it('that is not known says so', async () => {
    openPage('/entities/buyer/nobody');
    expect(await screen.findByText('There is no such entity.')).toBeTruthy();
  });
});

describe('detection runs', () => {
  it('show how far a job is while it goes on, and are asked for again when it has published', async () => {
    const stream = eventStream();
    const { asked } = openPage('/runs', asMarketplace, () => stream.response);
    const panel = await screen.findByRole('region', { name: 'Schedules' });
    await within(panel).findByText('running: communities');
    const job = { share: 0.42, schedule: { id: 'sch_1', stage: 'synchrony' } };
    stream.send({ runProgress: { running: [job], lastRun: { runId: 'run_1' } } });
    const bar = await within(panel).findByRole('progressbar', { name: 'running: synchrony' });
    expect(bar.getAttribute('value')).toBe('0.42');
    const timesOf = (name: string) => asked.filter(({ query }) => query.includes(`query ${name}`)).length;
    const times = () => ['DetectionRuns', 'StoreStatus'].map(timesOf);
    const [runs = 0, statuses = 0] = times();
    stream.send({ runProgress: { running: [], lastRun: { runId: 'run_2' } } });
    await waitFor(() => expect(times()).toEqual([runs + 1, statuses + 1]));
  });

  it('show what runs by itself, what it does now and what went wrong last, and add to it', async () => {
    const { asked } = openPage('/runs');
    const panel = await screen.findByRole('region', { name: 'Schedules' });
    expect(await within(panel).findByText('running: communities')).toBeTruthy();
    expect(within(panel).getByRole('alert').textContent).toBe('The disk is full.');
    expect(panel.textContent).toContain('begun 3 min. ago');
    const computed = await screen.findAllByText('everything; cut as before, for nobody in it had changed: 1 ring');
    expect(computed.length).toBeGreaterThan(0);
    fireEvent.change(within(panel).getByLabelText('Time zone'), { target: { value: 'Asia/Kolkata' } });
    fireEvent.click(within(panel).getByRole('button', { name: 'Remove' }));
    expect(asked.some(({ query }) => query.includes('mutation RemoveSchedule'))).toBe(false);
    fireEvent.click(within(panel).getByRole('button', { name: 'Remove it?' }));
    await vi.waitFor(() => expect(asked.some(({ query }) => query.includes('mutation RemoveSchedule'))).toBe(true));
    fireEvent.click(within(panel).getByRole('button', { name: 'Add a schedule' }));
    const variables = { job: 'DETECTION', cron: '0 3 * * *', timeZone: 'Asia/Kolkata' };
    await waitFor(() => {
      expect(asked.find(({ query }) => query.includes('mutation CreateSchedule'))?.variables).toEqual(variables);
    });
  });

  it('show the sets of parameters and which is in force, and set the review capacity', async () => {
    const { asked } = openPage('/runs');
    const panel = await screen.findByRole('region', { name: 'Parameters' });
    expect((await within(panel).findByRole('row', { current: true })).textContent).toContain('standard (in force)');
    expect(within(panel).getByText('typologies.BRUSHING.leastBuyers 3 → 5')).toBeTruthy();
    expect(await within(panel).findByText('Set by Ada.')).toBeTruthy();
    const button = within(panel).getByRole('button', { name: 'Set the capacity' });
    expect(button.hasAttribute('disabled')).toBe(true);
    fireEvent.change(within(panel).getByLabelText('Rings a day'), { target: { value: '25' } });
    fireEvent.click(button);
    await waitFor(() => {
      const sent = asked.find(({ query }) => query.includes('mutation SetReviewCapacity'));
      expect(sent?.variables).toEqual({ ringsPerDay: 25 });
    });
  });

  it('compare a run that was kept aside with the published one', async () => {
    const { asked } = openPage('/runs');
    await screen.findByText('run_trial');
    fireEvent.click(screen.getByText('run_trial'));
    fireEvent.click(screen.getByRole('button', { name: 'Compare with what is published' }));
    const found = await screen.findByRole('region', { name: 'Compared with what is published' });
    expect(found.textContent).toContain('0 gained, 2 lost, 0 changed, 120 the same.');
    expect(found.textContent).toContain('Of those lost, 0 had been confirmed and 1 dismissed.');
    expect(within(found).getByRole('row', { name: 'High 15 13 75% of 4 100% of 3' })).toBeTruthy();
    expect(within(found).getByRole('row', { name: 'score 90 2 2 nobody judged nobody judged' })).toBeTruthy();
    const sent = asked.find(({ query }) => query.includes('query CompareRuns'));
    expect(sent?.variables).toEqual({ first: 'run_20260930', second: 'run_trial' });
  });

  it('show stages, counts and the hubs left out with the reason', async () => {
    openPage('/runs');
    const run = (await screen.findByText('run_20260930')).closest('details');
    expect(run?.querySelector('summary')?.textContent).toMatch(/^Rings in all data.*published, in force/);
    expect(run?.querySelector('summary')?.textContent).not.toContain('run_');
    expect(screen.getAllByRole('button', { name: 'Copy the id' })).toHaveLength(2);
    expect(screen.getByRole('row', { name: /communities 310 ms/ })).toBeTruthy();
    expect(await screen.findByText(/more than 50 accounts use this address/)).toBeTruthy();
    const store = await screen.findByText(/^Graph store SQLite 3\.50\.4, change 412\./);
    expect(store.textContent).toContain('3 changes since the published rings were found');
  });
});

describe('an order', () => {
  it('shows everything that happened to it', async () => {
    openPage('/orders/ord-5000');
    const events = await screen.findByRole('table', { name: 'Events' });
    expect(within(events).getAllByRole('row').slice(1)).toHaveLength(3);
  });
});

describe('an address nobody knows', () => {
  it('leads back to the rings', async () => {
    openPage('/nowhere');
    expect(await screen.findByText('There is no such page.')).toBeTruthy();
  });
});
