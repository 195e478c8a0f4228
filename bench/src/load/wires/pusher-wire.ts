import { FAN_OUT_CHANNEL, type Wire } from '../conversation.ts';
import { type ParleyKeys, parleyWire } from './parley-wire.ts';

const PING = '{"event":"pusher:ping"';
const PONG = '{"event":"pusher:pong","data":{}}';

/** Protocol 7 of Pusher Channels. Readers speak it; what they are told is published natively, as for other readers. */
export function pusherWire(keys: ParleyKeys): Wire {
  return {
    ...parleyWire(keys, true),
    reader: () => ({
      path: `/app/${keys.clientKey}?protocol=7&client=bench&version=1`,
      opening: [`{"event":"pusher:subscribe","data":{"channel":"${FAN_OUT_CHANNEL}"}}`],
      hear(text) {
        if (text.includes('"pusher:error"') || text.includes('"pusher:subscription_error"')) {
          throw new Error(`Parley refused a reader: ${text}`);
        }
        return text.includes('"pusher_internal:subscription_succeeded"') ? 'ready' : 'wait';
      },
      keepAlive: (text) => (text.startsWith(PING) ? PONG : null),
    }),
  };
}
