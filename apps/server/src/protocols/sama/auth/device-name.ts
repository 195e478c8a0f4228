import type { SignedInDevice } from '../../../chat/devices/devices.ts';
import type { Ids } from '../../../runtime/ids.ts';

const ID_LENGTH = 24;
/** What is kept of a client's own name for its device, so that the whole has 255 characters at most. */
const MAX_NAME = 230;

/**
 * What chat knows the device of a new sign-in by. Clients make their `device_id` from the hardware: it is the same in two
 * browsers, and on two machines of one make. If it named the sign-in, each would sign the other out.
 */
export function newDeviceName(deviceId: string, ids: Ids): string {
  return `${deviceId.slice(0, MAX_NAME)}#${ids.next()}`;
}

/** Whether a sign-in is of what a client calls by that name. */
export function isOfDevice({ deviceId }: SignedInDevice, named: string): boolean {
  return deviceId.slice(0, -1 - ID_LENGTH) === named.slice(0, MAX_NAME);
}
