import { useState } from 'react';
import { Page } from '../../parts/page.tsx';
import { useSession } from '../../session/session.ts';
import type { Outcome } from './outcome.ts';
import { PublishForm } from './publish-form.tsx';
import { PublishResult } from './publish-result.tsx';

/** Publishes an event by hand, as the app's backend would. */
export default function PublishPage() {
  const { app } = useSession();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  return (
    <Page title="Publish" about="As the app’s backend, past every channel rule">
      <PublishForm key={app.id} onPublished={setOutcome} />
      {outcome && <PublishResult outcome={outcome} />}
    </Page>
  );
}
