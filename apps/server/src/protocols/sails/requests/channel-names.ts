import { z } from 'zod';
import { ChannelName } from '../../../api/models/names.ts';
import { SailsRefusal } from '../errors/sails-refusal.ts';
import { readField } from './read-field.ts';

const MOST_CHANNELS = 100;
/** Where nothing is said, sockets subscribe to this. */
const USUAL_CHANNEL = 'Guest';

const ChannelNames = z
  .array(ChannelName, { error: 'channel must be a name or a list of names' })
  .min(1, 'channel must name at least one channel')
  .max(MOST_CHANNELS, `channel must name ${MOST_CHANNELS} channels at most`);

/** The channels to subscribe to or to leave, each once. Throws a SailsRefusal `E_CHANNEL`. */
export function subscribedChannels(value: unknown): readonly string[] {
  return namesIn(value) ?? [USUAL_CHANNEL];
}

/** The channels to push to, each once. Throws a SailsRefusal `E_CHANNEL`; nothing is not everybody. */
export function pushedChannels(value: unknown): readonly string[] {
  const names = namesIn(value);
  if (names) return names;
  throw new SailsRefusal('E_CHANNEL', 'channel is missing: a push goes to the channels that it names.');
}

function namesIn(value: unknown): readonly string[] | null {
  if (value === undefined || value === null || value === '') return null;
  return [...new Set(readField(ChannelNames, typeof value === 'string' ? [value] : value, 'E_CHANNEL'))];
}
