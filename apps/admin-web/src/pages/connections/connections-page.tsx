import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Page } from '../../parts/page.tsx';
import { useParam } from '../../parts/use-param.ts';
import { ConnectionInspector } from './connection-inspector.tsx';
import { ConnectionList } from './connection-list.tsx';

const TYPING_MS = 200;

/** Who is connected now. */
export default function ConnectionsPage() {
  const [user, setUser] = useParam('user');
  const [connection, inspect] = useParam('connection');
  const [settled] = useDebouncedValue(user ?? '', TYPING_MS);
  return (
    <Page title="Connections" about="Who is connected now, oldest first">
      <TextInput
        aria-label="Connections of one user"
        placeholder="User: the whole id"
        leftSection={<IconSearch size={14} aria-hidden />}
        data-search
        maw={420}
        maxLength={255}
        value={user ?? ''}
        onChange={(event) => setUser(event.currentTarget.value)}
      />
      <ConnectionList user={settled} onInspect={inspect} />
      <ConnectionInspector id={connection} onClose={() => inspect(null)} />
    </Page>
  );
}
