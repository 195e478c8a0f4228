import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import { Page } from '../parts/page.tsx';

/** For an address that leads nowhere. */
export function UnknownPage() {
  return (
    <Page title="There is no such page">
      <Text>
        Go to the{' '}
        <Anchor component={Link} href="/">
          overview
        </Anchor>
        .
      </Text>
    </Page>
  );
}
