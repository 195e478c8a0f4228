import { router } from '../base/trpc.ts';
import { createApp } from './apps/create-app.ts';
import { deleteApp } from './apps/delete-app.ts';
import { getApp } from './apps/get-app.ts';
import { listApps } from './apps/list-apps.ts';
import { updateApp } from './apps/update-app.ts';
import { eraseChannel } from './channels/erase-channel.ts';
import { inspectChannel } from './channels/inspect-channel.ts';
import { listChannels } from './channels/list-channels.ts';
import { disconnect } from './connections/disconnect.ts';
import { inspectConnection } from './connections/inspect-connection.ts';
import { listConnections } from './connections/list-connections.ts';
import { createKey } from './keys/create-key.ts';
import { listKeys } from './keys/list-keys.ts';
import { revokeKey } from './keys/revoke-key.ts';
import { rotateKey } from './keys/rotate-key.ts';
import { mirrorRouter } from './mirror/mirror-router.ts';
import { getMessaging, setMessaging } from './moderation/messaging.ts';
import { sanctionProcedures } from './moderation/sanction-procedures.ts';
import { auditLog } from './observe/audit-log.ts';
import { liveFeed } from './observe/live-feed.ts';
import { stats } from './observe/stats.ts';
import { pushAdminRouter } from './push/push-admin-router.ts';
import { deleteRule } from './rules/delete-rule.ts';
import { explainRule } from './rules/explain-rule.ts';
import { listRules } from './rules/list-rules.ts';
import { putRule } from './rules/put-rule.ts';
import { webhooksRouter } from './webhooks/webhooks-router.ts';

/** Administration: by an app's admin key, or from the dashboard. */
export const adminRouter = router({
  apps: router({ list: listApps, get: getApp, create: createApp, update: updateApp, delete: deleteApp }),
  keys: router({ list: listKeys, create: createKey, rotate: rotateKey, revoke: revokeKey }),
  rules: router({ list: listRules, put: putRule, delete: deleteRule, explain: explainRule }),
  channels: router({ list: listChannels, inspect: inspectChannel, erase: eraseChannel }),
  connections: router({ list: listConnections, inspect: inspectConnection, disconnect }),
  bans: router(sanctionProcedures('ban')),
  mutes: router(sanctionProcedures('mute')),
  messaging: router({ get: getMessaging, set: setMessaging }),
  mirror: mirrorRouter,
  webhooks: webhooksRouter,
  push: pushAdminRouter,
  live: liveFeed,
  stats,
  audit: auditLog,
});
