import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type NewKey, useTRPC } from '../../api/trpc.ts';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { useSession } from '../../session/session.ts';
import { CreateKey } from './create-key.tsx';
import { KeyList } from './key-list.tsx';
import { ShowNewKey } from './show-new-key.tsx';

/** The app's keys: made, replaced without a break, and taken back. */
export default function KeysPage() {
  const trpc = useTRPC();
  const { app } = useSession();
  const [made, setMade] = useState<NewKey | null>(null);
  const query = useQuery(trpc.admin.keys.list.queryOptions({ app: app.id }));
  return (
    <Page
      title="Keys"
      about="Secrets are shown once, when they are made"
      actions={<CreateKey onMade={setMade} />}
    >
      <QueryView query={query} lines={3}>
        {({ keys }) => (
          <Stack>
            <KeyList keys={keys} onMade={setMade} />
          </Stack>
        )}
      </QueryView>
      {made && <ShowNewKey made={made} onClose={() => setMade(null)} />}
    </Page>
  );
}
