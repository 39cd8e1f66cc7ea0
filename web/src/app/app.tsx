import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { toApiFailure } from '../api/graphql.ts';
import { useViewer } from '../api/use-viewer.ts';
import { chooseText, TextProvider } from '../text/text.tsx';
import { cssVariablesResolver, theme } from '../theme.ts';
import { SignInView } from '../views/sign-in/sign-in-view.tsx';
import { Page } from './page.tsx';
import { toRoute, usePlace } from './router.ts';
import { Shell } from './shell.tsx';

function Workbench() {
  const route = toRoute(usePlace());
  const viewer = useViewer();
  const isSignedOut = viewer.error !== null && toApiFailure(viewer.error).kind === 'signedOut';
  if (isSignedOut || route.view === 'signIn') return <SignInView retry={() => void viewer.refetch()} />;
  return (
    <Shell route={route}>
      <Page route={route} />
    </Shell>
  );
}

export function App({ queryClient }: { readonly queryClient: QueryClient }) {
  const [text] = useState(() => chooseText(navigator.languages));
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <TextProvider value={text}>
        <QueryClientProvider client={queryClient}>
          <Workbench />
        </QueryClientProvider>
      </TextProvider>
    </MantineProvider>
  );
}
