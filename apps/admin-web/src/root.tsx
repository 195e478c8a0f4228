import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { Router } from 'wouter';
import { createClient } from './api/client.ts';
import { createQueryClient } from './api/query-client.ts';
import { TRPCProvider } from './api/trpc.ts';
import { chosenApp } from './session/chosen-app.ts';
import { SignInGate } from './session/sign-in-gate.tsx';
import { Shell } from './shell/shell.tsx';
import { readableColors, theme } from './theme.ts';

const client = createClient(() => chosenApp.get());
const queries = createQueryClient(() => {
  queries.setQueriesData({ queryKey: [['dashboard', 'me']] }, null);
});

/** Everything the page stands on. */
export function Root() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={readableColors} defaultColorScheme="auto">
      <Notifications position="bottom-right" limit={4} />
      <QueryClientProvider client={queries}>
        <TRPCProvider trpcClient={client} queryClient={queries}>
          <Router base="/dashboard">
            <SignInGate>
              <Shell />
            </SignInGate>
          </Router>
        </TRPCProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
