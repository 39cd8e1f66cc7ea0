// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventStream } from '../support/event-stream.fake.ts';
import { asMarketplace, openPage } from '../support/open-page.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

type Asked = ReturnType<typeof openPage>['asked'];
const variablesOf = (asked: Asked, name: string) => asked.find(({ query }) => query.includes(name))?.variables;
const firstRow = async () => {
  const table = await screen.findByRole('table', { name: 'Alerts' });
  const [, row] = within(table).getAllByRole('row');
  if (!row) throw new Error('there is no alert');
  return row;
};
const press = (name: string, within_: HTMLElement) => fireEvent.click(within(within_).getByRole('button', { name }));

describe('alerts', () => {
  it('say why now, what leaves how fast, and who deals with them; j and k move among them', async () => {
    openPage('/alerts');
    const row = await firstRow();
    for (const said of ['+3 accounts, now HIGH', '300 USD', '× 1.50', 'by Ada: looking']) {
      expect(within(row).getByText(said)).toBeTruthy();
    }
    expect(row.textContent).toMatch(/11 members, [A-Z][a-z ]+ · rng_8KQ2/);
    fireEvent.keyDown(document.body, { key: 'j' });
    expect(document.activeElement?.getAttribute('href')).toMatch(/^\/rings\//);
    const first = document.activeElement;
    fireEvent.keyDown(document.body, { key: 'j' });
    expect(document.activeElement).not.toBe(first);
    fireEvent.keyDown(document.body, { key: 'k' });
    expect(document.activeElement).toBe(first);
  });

  it('are acknowledged at once, and closed or kept back with a reason', async () => {
    const { asked } = openPage('/alerts');
    press('Acknowledge', await firstRow());
    await vi.waitFor(() =>
      expect(variablesOf(asked, 'mutation Acknowledge')).toEqual({ id: 'alr_0', note: '', revision: 7 }),
    );
    press('Close…', await firstRow());
    fireEvent.change(await screen.findByLabelText('Note'), { target: { value: 'a family' } });
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'FALSE_ALARM' } });
    press('Close it', await firstRow());
    const closed = { id: 'alr_0', reason: 'FALSE_ALARM', note: 'a family', revision: 7 };
    await vi.waitFor(() => expect(variablesOf(asked, 'mutation CloseAlert')).toEqual(closed));
    press('Keep back…', await firstRow());
    fireEvent.change(await screen.findByLabelText(/^Why/), { target: { value: 'a campaign' } });
    press('Keep it back', await firstRow());
    await vi.waitFor(() => {
      const kept = { kind: 'SUPPRESS', target: { ring: 'rng_8KQ2' }, reason: 'a campaign' };
      expect(variablesOf(asked, 'mutation Suppress')).toMatchObject(kept);
    });
  });

  it('that are dealt with by key leave the focus where they were: at the row, then at the one in its place', async () => {
    const closed = new Set<string>();
    openPage('/alerts', async (question) => {
      if (question.query.includes('mutation CloseAlert')) closed.add(String(question.variables?.['id']));
      const answer = await asMarketplace(question);
      if (!question.query.includes('query Alerts')) return answer;
      const { data } = (await answer.json()) as { data: { alerts: { nodes: { id: string }[] } } };
      const nodes = data.alerts.nodes.filter(({ id }) => !closed.has(id));
      return Response.json({ data: { ...data, alerts: { ...data.alerts, nodes } } });
    });
    const row = await firstRow();
    const second = within(await screen.findByRole('table', { name: 'Alerts' })).getAllByRole('row')[2] as HTMLElement;
    const [first, next] = [row, second].map((one) => within(one).getAllByRole('link')[0]);
    within(row).getByRole('button', { name: 'Keep back…' }).focus();
    press('Keep back…', row);
    (await screen.findByLabelText(/^Why/)).focus();
    press('Cancel', row);
    await vi.waitFor(() => expect(document.activeElement).toBe(first));
    press('Close…', row);
    (await screen.findByLabelText('Note')).focus();
    press('Close it', row);
    await vi.waitFor(() => expect(document.activeElement).toBe(next));
  });

  it('are asked for again when one is raised', async () => {
    const stream = eventStream();
    const { asked } = openPage('/alerts', asMarketplace, () => stream.response);
    await firstRow();
    const times = () => asked.filter(({ query }) => query.includes('query Alerts')).length;
    const before = times();
    stream.send({ alertOpened: { eventId: '1' } }, '1');
    await vi.waitFor(() => expect(times()).toBeGreaterThan(before), { timeout: 20_000 });
  });

  it('that are closed are asked for by the address; none is said as such', async () => {
    const { asked } = openPage('/alerts?show=closed');
    expect(await screen.findByText('Nobody need be called.')).toBeTruthy();
    expect(variablesOf(asked, 'query Alerts')).toMatchObject({ statuses: ['CLOSED'] });
  });

  it('are narrowed, sorted and asked for as the address says, and the address follows', async () => {
    const { asked } = openPage(
      '/alerts?owner=me&severity=HIGH&typology=COLLUSION&cause=MORE_MONEY&hours=24&sort=SEVERITY',
    );
    const table = await screen.findByRole('table', { name: 'Alerts' });
    const filter = {
      ...{ assignee: 'Ada', severities: ['HIGH', 'CRITICAL'], typologies: ['COLLUSION'] },
      ...{ causes: ['MORE_MONEY'], maxHoursLeft: 24 },
    };
    expect(variablesOf(asked, 'query Alerts')).toMatchObject({
      filter,
      orderBy: { field: 'SEVERITY', direction: 'DESC' },
    });
    fireEvent.click(within(table).getByRole('button', { name: 'Settles' }));
    await vi.waitFor(() => expect(window.location.search).toContain('sort=HOURS_LEFT&direction=ASC'));
    fireEvent.change(screen.getByLabelText('Whose'), { target: { value: 'name:Bert' } });
    await vi.waitFor(() => {
      const last = asked.findLast(({ query }) => query.includes('query Alerts('));
      expect(last?.variables).toMatchObject({ filter: { ...filter, assignee: 'Bert' } });
    });
    fireEvent.click(screen.getByRole('button', { name: 'Clear filter' }));
    await vi.waitFor(() => expect(window.location.search).toBe('?sort=HOURS_LEFT&direction=ASC'));
  });

  it('are taken by one press, as they were seen', async () => {
    const { asked } = openPage('/alerts');
    const row = await firstRow();
    expect(row.textContent).toContain('open · nobody’s');
    fireEvent.click(await within(row).findByRole('button', { name: 'Take' }));
    const taken = { id: 'alr_0', to: 'Ada', note: '', revision: 7 };
    await vi.waitFor(() => expect(variablesOf(asked, 'mutation AssignAlert(')).toEqual(taken));
  });

  it('chosen by key are closed at once for one reason; what it was not done with is told and stays chosen', async () => {
    const { asked } = openPage('/alerts');
    await firstRow();
    for (const key of ['j', 'x', 'j', 'x']) fireEvent.keyDown(document.activeElement ?? document.body, { key });
    const bar = await screen.findByRole('region', { name: '2 chosen' });
    press('Close…', bar);
    fireEvent.change(await within(bar).findByLabelText('Note'), { target: { value: 'a campaign' } });
    press('Close it', bar);
    const alerts = ['alr_0', 'alr_1'].map((id) => ({ id, revision: 7 }));
    const closing = { alerts, reason: 'HANDLED', note: 'a campaign' };
    await vi.waitFor(() => expect(variablesOf(asked, 'mutation CloseAlerts')).toEqual(closing));
    expect(await screen.findByText('Done with 1 of 2 alerts; not with:')).toBeTruthy();
    expect(screen.getByText('The alert alr_1 was changed meanwhile.')).toBeTruthy();
    expect(await screen.findByRole('region', { name: '1 chosen' })).toBeTruthy();
    fireEvent.click(screen.getByLabelText(/^Choose all/));
    fireEvent.click(screen.getByLabelText(/^Choose all/));
    expect(screen.queryByRole('region', { name: /chosen$/ })).toBeNull();
  });

  it('that are kept back show by whom and why, and that they are due for a look', async () => {
    const { asked } = openPage('/alerts');
    const panel = await screen.findByRole('region', { name: 'Kept back' });
    expect(await within(panel).findByText('A known campaign by Ada')).toBeTruthy();
    expect(within(panel).getByText(/due for a look/)).toBeTruthy();
    expect(within(panel).getByText('6 rings kept back')).toBeTruthy();
    expect(within(panel).getByText('New ring: 9 members').getAttribute('href')).toBe('/rings/rng_1');
    expect(within(panel).getByText('and 5 more rings')).toBeTruthy();
    press('Still so: 30 days more', panel);
    await vi.waitFor(() => expect(variablesOf(asked, 'mutation Renew')).toMatchObject({ reason: 'A known campaign' }));
    press('End it', panel);
    await vi.waitFor(() => expect(variablesOf(asked, 'mutation EndSuppression')).toEqual({ id: 'sup_1' }));
  });
});
