// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { asMarketplace, openPage } from '../support/open-page.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('webhooks', () => {
  it('show where messages go, what went wrong, and every message with a way to send it again', async () => {
    const { asked } = openPage('/webhooks');
    const hook = await screen.findByRole('region', { name: 'https://pager.example/hook' });
    expect(within(hook).getByRole('alert').textContent).toBe('The receiver answered 500.');
    expect(hook.textContent).toContain('Signed with both keys; the old one ends');
    const log = await screen.findByRole('region', { name: 'Messages' });
    expect(await within(log).findByText('ring.created')).toBeTruthy();
    expect(within(log).getByText(/2 attempts/)).toBeTruthy();
    expect(
      within(log)
        .getByText(/^ ?ring\.created/)
        .closest('summary')?.textContent,
    ).toContain('pager.example/hook');
    fireEvent.click(within(log).getByRole('button', { name: 'Send again' }));
    await vi.waitFor(() => {
      expect(asked.find(({ query }) => query.includes('mutation Replay'))?.variables).toEqual({ id: 'dlv_1' });
    });
  });

  it('show only the messages that stand as asked for', async () => {
    const { asked } = openPage('/webhooks');
    fireEvent.change(await screen.findByLabelText('Show'), { target: { value: 'failed' } });
    const statuses = () =>
      asked.filter(({ query }) => query.includes('query Deliveries')).map(({ variables }) => variables);
    await vi.waitFor(() => expect(statuses().at(-1)).toEqual({ webhookId: null, status: 'FAILED', after: null }));
  });

  it('show only the messages to one address', async () => {
    const hooks = ['hook_1', 'hook_2'].map((id) => ({
      id,
      url: `https://${id}.example/`,
      events: [],
      status: 'ACTIVE',
    }));
    const { asked } = openPage('/webhooks', (question) => {
      if (!question.query.includes('query Webhooks')) return asMarketplace(question);
      const rest = { description: '', problem: null, previousSecretUntil: null, waitsUntil: null };
      return Response.json({ data: { webhooks: hooks.map((hook) => ({ ...hook, ...rest })) } });
    });
    fireEvent.change(await screen.findByLabelText('To'), { target: { value: 'hook_2' } });
    await vi.waitFor(() => {
      const last = asked.filter(({ query }) => query.includes('query Deliveries')).at(-1);
      expect(last?.variables).toEqual({ webhookId: 'hook_2', status: null, after: null });
    });
  });

  it('are added with the events chosen, and the key is shown once', async () => {
    const { asked } = openPage('/webhooks');
    fireEvent.change(await screen.findByLabelText('Address'), { target: { value: ' https://new.example/ ' } });
    fireEvent.click(screen.getByLabelText('a ring changes'));
    fireEvent.click(screen.getByRole('button', { name: 'Add it' }));
    expect(await screen.findByText('whsec_shown-once')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('region', { name: /shown this once/ }));
    expect(screen.getByLabelText<HTMLInputElement>('Address').value).toBe('');
    const sent = asked.find(({ query }) => query.includes('mutation CreateWebhook'))?.variables;
    expect(sent).toEqual({
      url: 'https://new.example/',
      events: ['RING_CREATED', 'RING_MERGED', 'ALERT_OPENED', 'NEWCOMER_FOUND', 'RUN_FAILED'],
    });
    fireEvent.click(screen.getByRole('button', { name: 'I have kept it' }));
    expect(screen.queryByText('whsec_shown-once')).toBeNull();
  });

  it('say beside the address why it is refused, and keep what was written', async () => {
    const refused = { message: 'fd00::1 has a private address.', extensions: { code: 'INVALID_ARGUMENT' } };
    openPage('/webhooks', (question) =>
      question.query.includes('CreateWebhook') ? Response.json({ errors: [refused] }) : asMarketplace(question),
    );
    const form = await screen.findByRole('form', { name: 'Add a webhook' });
    fireEvent.change(within(form).getByLabelText('Address'), { target: { value: 'https://[fd00::1]/' } });
    fireEvent.click(within(form).getByRole('button', { name: 'Add it' }));
    expect((await within(form).findByRole('alert')).textContent).toContain('fd00::1 has a private address.');
    expect(within(form).getByLabelText<HTMLInputElement>('Address').value).toBe('https://[fd00::1]/');
  });

  it('get a new key only once it is said what becomes of the old one', async () => {
    const { asked } = openPage('/webhooks');
    const hook = await screen.findByRole('region', { name: 'https://pager.example/hook' });
    expect(hook.textContent).toContain('Its receiver asked to wait');
    const rotations = () => asked.filter(({ query }) => query.includes('mutation Rotate')).length;
    fireEvent.click(within(hook).getByRole('button', { name: 'New key…' }));
    const form = await within(hook).findByRole('form', { name: 'A new key for the signatures' });
    expect(form.textContent).toContain('with the present one until 2026-09-28');
    expect(within(form).getByRole('alert').textContent).toContain('ends at once');
    fireEvent.click(within(form).getByRole('button', { name: 'Cancel' }));
    expect(rotations()).toBe(0);
    fireEvent.click(within(hook).getByRole('button', { name: 'New key…' }));
    fireEvent.click(await within(hook).findByRole('button', { name: 'Make a new key' }));
    expect(await screen.findByText('whsec_shown-again')).toBeTruthy();
    expect(rotations()).toBe(1);
  });

  it('are not removed by one press', async () => {
    const { asked } = openPage('/webhooks');
    fireEvent.click(await screen.findByRole('button', { name: 'Remove' }));
    expect(asked.some(({ query }) => query.includes('mutation Remove'))).toBe(false);
    fireEvent.click(screen.getByRole('button', { name: 'Remove it with its log?' }));
    await vi.waitFor(() => expect(asked.some(({ query }) => query.includes('mutation Remove'))).toBe(true));
  });
});
