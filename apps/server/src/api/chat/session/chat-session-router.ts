import { router } from '../../base/trpc.ts';
import { endDevice } from './end-device.ts';
import { listDevices } from './list-devices.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { refresh } from './refresh.ts';
import { register } from './register.ts';

/** Signing in here, for users of apps that do not sign them in themselves. */
export const chatSessionRouter = router({
  register,
  login,
  refresh,
  logout,
  devices: listDevices,
  endDevice,
});
