/** What tests read off the page of a ring. */
import { screen, within } from '@testing-library/react';

export const memberRows = async () =>
  within(await screen.findByRole('table', { name: 'Members' }))
    .getAllByRole('row')
    .slice(1);
