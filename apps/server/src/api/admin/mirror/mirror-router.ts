import { router } from '../../base/trpc.ts';
import { deleteMirror } from './delete-mirror.ts';
import { discardRefused } from './discard-refused.ts';
import { getMirror } from './get-mirror.ts';
import { mirrorStatus } from './mirror-status.ts';
import { putMirror } from './put-mirror.ts';
import { retryRefused } from './retry-refused.ts';
import { syncMirror } from './sync-mirror.ts';
import { testMirror } from './test-mirror.ts';

/** The MySQL or MariaDB of an app's own that its cache rooms are copied into. */
export const mirrorRouter = router({
  get: getMirror,
  put: putMirror,
  delete: deleteMirror,
  status: mirrorStatus,
  test: testMirror,
  sync: syncMirror,
  retryRefused,
  discardRefused,
});
