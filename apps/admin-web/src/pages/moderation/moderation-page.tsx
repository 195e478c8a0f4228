import { Stack, Tabs } from '@mantine/core';
import { IconBan, IconVolumeOff } from '@tabler/icons-react';
import { Page } from '../../parts/page.tsx';
import { useParam } from '../../parts/use-param.ts';
import { MessagingSwitch } from './messaging-switch.tsx';
import { SanctionForm } from './sanction-form.tsx';
import { SanctionList } from './sanction-list.tsx';
import { SANCTIONS, type SanctionKind } from './sanctions.ts';

const KINDS: readonly SanctionKind[] = ['ban', 'mute'];
const ICONS = { ban: IconBan, mute: IconVolumeOff };

/** Who may not come in, who may not speak, and whether anybody may. */
export default function ModerationPage() {
  const [tab, setTab] = useParam('tab');
  const [user] = useParam('user');
  return (
    <Page title="Moderation" about="In force at once, also on live connections">
      <MessagingSwitch />
      <Tabs value={tab === 'mute' ? 'mute' : 'ban'} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          {KINDS.map((kind) => {
            const Icon = ICONS[kind];
            return (
              <Tabs.Tab key={kind} value={kind} leftSection={<Icon size={16} aria-hidden />}>
                {SANCTIONS[kind].plural}
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
        {KINDS.map((kind) => (
          <Tabs.Panel key={kind} value={kind} pt="md">
            <Stack>
              <SanctionForm kind={kind} user={user ?? ''} />
              <SanctionList kind={kind} />
            </Stack>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
