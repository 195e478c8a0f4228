import { AppShell, Burger, Center, Group, Loader, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense, useMemo } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { AccountMenu } from './account-menu.tsx';
import { AppSwitcher } from './app-switcher.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { Logo } from './logo.tsx';
import { Navigation } from './navigation.tsx';
import { PageFault } from './page-fault.tsx';
import { PLACES } from './places.ts';
import { ShortcutHelp } from './shortcut-help.tsx';
import { StatsHistoryProvider } from './stats-history-provider.tsx';
import { UnknownPage } from './unknown-page.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** The frame around the pages: where one can go, and what is true on all of them. */
export function Shell() {
  const [location, navigate] = useLocation();
  const [menu, { toggle: toggleMenu, close: closeMenu }] = useDisclosure();
  const [help, { open: openHelp, close: closeHelp }] = useDisclosure();
  const shortcuts = useMemo(
    () => ({
      ...Object.fromEntries(PLACES.map(({ key, path }) => [`g ${key}`, () => navigate(path)])),
      '/': focusSearch,
      '?': openHelp,
    }),
    [navigate, openHelp],
  );
  useShortcuts(shortcuts);

  return (
    <StatsHistoryProvider>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !menu } }}
        padding="md"
      >
        <AppShell.Header>
          <Group h="100%" px="md" justify="space-between" wrap="nowrap">
            <Group gap="sm" wrap="nowrap">
              <Burger
                opened={menu}
                onClick={toggleMenu}
                hiddenFrom="sm"
                size="sm"
                aria-label={menu ? 'Close the menu' : 'Open the menu'}
              />
              <Logo />
            </Group>
            <Group gap="sm" wrap="nowrap">
              <AppSwitcher />
              <AccountMenu onHelp={openHelp} />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="xs">
          <AppShell.Section grow>
            <Navigation onNavigate={closeMenu} />
          </AppShell.Section>
          <AppShell.Section visibleFrom="sm">
            <Text size="xs" c="dimmed" p="xs">
              Press ? for the keyboard
            </Text>
          </AppShell.Section>
        </AppShell.Navbar>
        <AppShell.Main>
          <ConnectionBanner />
          <PageFault key={location}>
            <Suspense fallback={<Waiting />}>
              <Switch>
                {PLACES.map(({ path, page }) => (
                  <Route key={path} path={path} component={page} />
                ))}
                <Route component={UnknownPage} />
              </Switch>
            </Suspense>
          </PageFault>
        </AppShell.Main>
        <ShortcutHelp opened={help} onClose={closeHelp} />
      </AppShell>
    </StatsHistoryProvider>
  );
}

function Waiting() {
  return (
    <Center mih={240}>
      <Loader aria-label="Loading the page" />
    </Center>
  );
}

/** To where one searches on a page: the field that says so. */
function focusSearch(): void {
  document.querySelector<HTMLInputElement>('input[data-search]')?.focus();
}
