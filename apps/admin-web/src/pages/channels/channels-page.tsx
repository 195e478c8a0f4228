import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Page } from '../../parts/page.tsx';
import { useParam } from '../../parts/use-param.ts';
import { ChannelInspector } from './channel-inspector.tsx';
import { ChannelList } from './channel-list.tsx';

const TYPING_MS = 200;

/** The channels that hold events or have readers. */
export default function ChannelsPage() {
  const [prefix, setPrefix] = useParam('prefix');
  const [channel, inspect] = useParam('channel');
  const [settled] = useDebouncedValue(prefix ?? '', TYPING_MS);
  return (
    <Page title="Channels" about="Those that hold events or have readers now">
      <TextInput
        aria-label="Names that begin with"
        placeholder="Names that begin with…"
        leftSection={<IconSearch size={14} aria-hidden />}
        data-search
        maw={420}
        maxLength={255}
        value={prefix ?? ''}
        onChange={(event) => setPrefix(event.currentTarget.value)}
      />
      <ChannelList prefix={settled} onInspect={inspect} />
      <ChannelInspector channel={channel} onClose={() => inspect(null)} />
    </Page>
  );
}
