import { join } from 'node:path';
import type { Closing } from '../../runtime/closing.ts';
import type { ChatParts } from '../chat-parts.ts';
import { FileUpkeep } from './file-upkeep.ts';
import type { Files } from './files.ts';
import { BucketStorage } from './storage/bucket-storage.ts';
import { DiskStorage } from './storage/disk-storage.ts';
import { FileAddresses } from './storage/file-addresses.ts';
import { StoredFiles } from './stored-files.ts';
import { FileTransfers } from './transfers/file-transfers.ts';

/** Files as the server is configured: in the bucket if there is one, or else in its data folder. */
export async function openFiles(parts: ChatParts, closing: Closing): Promise<Files> {
  const { core, masterKey, bucket, onFailure } = parts;
  const { runtime } = core;
  const { files } = core.store.chat;
  const { storage, transfers } =
    bucket === null
      ? await onDisk(parts)
      : {
          storage: new BucketStorage({ settings: bucket, clock: runtime.clock, masterKey }),
          transfers: null,
        };
  const upkeep = closing.use(new FileUpkeep({ files, storage, runtime, onFailure }));
  closing.use(core.onAppDeleted((appId) => void upkeep.forgetApp(appId)));
  if (transfers) closing.defer(() => transfers.stop());
  return new StoredFiles({ files, storage, transfers, runtime });
}

async function onDisk({
  core,
  dataDir,
  masterKey,
}: ChatParts): Promise<{ storage: DiskStorage; transfers: FileTransfers }> {
  const { runtime, store } = core;
  const addresses = new FileAddresses(masterKey, runtime.clock);
  const storage = await DiskStorage.open({
    folder: join(dataDir, 'files'),
    addresses,
    chance: runtime.chance,
  });
  return {
    storage,
    transfers: new FileTransfers({ files: store.chat.files, storage, addresses, runtime }),
  };
}
