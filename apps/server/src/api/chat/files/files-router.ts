import { router } from '../../base/trpc.ts';
import { createFiles } from './create-files.ts';
import { fileUrls } from './file-urls.ts';

/** Files to attach to messages, and pictures of users and groups. */
export const filesRouter = router({
  create: createFiles,
  urls: fileUrls,
});
