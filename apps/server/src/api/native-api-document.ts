import { appRouter } from './app-router.ts';
import { openApiDocument } from './rest/openapi/openapi-document.ts';

export const API_VERSION = '0.1.0';

const TAGS = {
  Channels: 'Publish, follow and read channels.',
  Session: 'Who you are to the server.',
  Connections: 'Live connections of an app.',
  Moderation: 'Bans, mutes and the messaging switch. In force at once, on live connections too.',
  'Channel rules': 'What the names of an app’s channels mean.',
  Webhooks: 'Telling the app’s backend of what happens, and what became of it.',
  'MySQL mirror': 'Copying an app’s cache rooms into a MySQL or MariaDB of its own.',
  Observe: 'What happens, what happened, and how much of it.',
  Apps: 'Tenants. Nothing crosses apps.',
  Keys: 'An app’s client keys, secrets and admin keys.',
  Rooms:
    'Rooms for backends and clients of SocketLink: the same paths and shapes, over the same channels as everything else here. ' +
    'An `Error` holds their `message` beside what it holds everywhere.',
  Chat: 'Users, conversations, messages and what belongs to them.',
  Dashboard: 'Signing in to the dashboard. Everything else it does is this API.',
};

/** The OpenAPI document of the native API. */
export function nativeApiDocument() {
  return openApiDocument(appRouter, { version: API_VERSION, tags: TAGS });
}
