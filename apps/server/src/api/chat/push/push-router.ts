import { router } from '../../base/trpc.ts';
import { listDevices } from './list-devices.ts';
import { pushKey } from './push-key.ts';
import { sendPush } from './send-push.ts';
import { subscribeDevice } from './subscribe-device.ts';
import { unsubscribeDevice } from './unsubscribe-device.ts';

/** Devices that are told of messages while their user has no connection. */
export const pushRouter = router({
  key: pushKey,
  subscribe: subscribeDevice,
  list: listDevices,
  unsubscribe: unsubscribeDevice,
  send: sendPush,
});
