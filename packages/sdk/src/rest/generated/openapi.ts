/** Generated from the server’s OpenAPI document by scripts/generate-openapi.mjs; do not edit. */

export interface paths {
    "/channels/{channel}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a channel live
         * @description Server-sent events, one per item; the id of each is the position to resume from with `Last-Event-ID`. Example: `curl -N -H "api-key: …" …/api/v1/channels/room:1/events`.
         */
        get: operations["channelsSubscribe"];
        put?: never;
        /**
         * Publish an event
         * @description On a durable channel the answer means that the event is stored. Repeating the request with the same `clientId` stores it once and gets the first answer.
         */
        post: operations["channelsPublish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish several events
         * @description Each event stands for itself; the results come in the order of the events.
         */
        post: operations["channelsPublishBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{channel}/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an event
         * @description Its author and the app’s backend may. The payload and those of its edits are erased; its place in the log stays. The deletion is an event of its own.
         */
        delete: operations["channelsDelete"];
        options?: never;
        head?: never;
        /**
         * Edit an event
         * @description Its author and the app’s backend may. The edit is an event of its own, with its own position.
         */
        patch: operations["channelsEdit"];
        trace?: never;
    };
    "/channels/{channel}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the history of a channel
         * @description A page holds at most `limit` events, and fewer when they are large: the end is where a page is empty. Events that are not for the caller are left out.
         */
        get: operations["channelsHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{channel}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See who is present
         * @description See who is present.
         */
        get: operations["channelsPresence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{channel}/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a signal
         * @description Reaches only those who are there now, and never the sending connection. Nothing is kept.
         */
        post: operations["channelsSignal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See who you are to the server
         * @description See who you are to the server.
         */
        get: operations["sessionWhoAmI"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List apps
         * @description List apps.
         */
        get: operations["adminAppsList"];
        put?: never;
        /**
         * Create an app
         * @description For operators. The answer holds the values of the keys, which are shown only this once.
         */
        post: operations["adminAppsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{app}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an app
         * @description Get an app.
         */
        get: operations["adminAppsGet"];
        put?: never;
        post?: never;
        /**
         * Delete an app
         * @description For operators. Deletes its channels, keys, rules and bans, and ends its connections. Final.
         */
        delete: operations["adminAppsDelete"];
        options?: never;
        head?: never;
        /**
         * Change an app
         * @description What the request does not name stays as it is. Effective at once, on live connections too.
         */
        patch: operations["adminAppsUpdate"];
        trace?: never;
    };
    "/apps/{app}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the keys of an app
         * @description List the keys of an app.
         */
        get: operations["adminKeysList"];
        put?: never;
        /**
         * Create a key
         * @description The answer holds the key’s value, which is shown only this once.
         */
        post: operations["adminKeysCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{app}/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate a key
         * @description Makes a new key of the same kind. The old one works on for `overlapMs`.
         */
        post: operations["adminKeysRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/apps/{app}/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key
         * @description Revoke a key.
         */
        delete: operations["adminKeysRevoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the channel rules of an app
         * @description List the channel rules of an app.
         */
        get: operations["adminRulesList"];
        /**
         * Set the rule of a pattern
         * @description Replaces the rule the pattern had. In force at once: live subscriptions are checked again. Who may enter and write in the channels of conversations and of single users, and that they are durable, is fixed.
         */
        put: operations["adminRulesPut"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a rule
         * @description Delete a rule.
         */
        delete: operations["adminRulesDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain a channel’s rule
         * @description Explain a channel’s rule.
         */
        get: operations["adminRulesExplain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List channels
         * @description Channels that hold events or have readers now, by name.
         */
        get: operations["adminChannelsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{channel}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Inspect a channel
         * @description Inspect a channel.
         */
        get: operations["adminChannelsInspect"];
        put?: never;
        post?: never;
        /**
         * Erase the log of a channel
         * @description Final. The next event begins a new epoch, and readers are told of a gap.
         */
        delete: operations["adminChannelsErase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List connections
         * @description List connections.
         */
        get: operations["adminConnectionsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Inspect a connection
         * @description Inspect a connection.
         */
        get: operations["adminConnectionsInspect"];
        put?: never;
        post?: never;
        /**
         * End a connection
         * @description The client may come back; ban the user to keep it out.
         */
        delete: operations["adminConnectionsDisconnect"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List bans in force
         * @description List bans in force.
         */
        get: operations["adminBansList"];
        put?: never;
        /**
         * Ban a user
         * @description Ban a user.
         */
        post: operations["adminBansCreate"];
        /**
         * Lift a ban
         * @description Lift a ban.
         */
        delete: operations["adminBansRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List mutes in force
         * @description List mutes in force.
         */
        get: operations["adminMutesList"];
        put?: never;
        /**
         * Mute a user
         * @description Mute a user.
         */
        post: operations["adminMutesCreate"];
        /**
         * Lift a mute
         * @description Lift a mute.
         */
        delete: operations["adminMutesRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messaging": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See the messaging switch
         * @description See the messaging switch.
         */
        get: operations["adminMessagingGet"];
        /**
         * Set the messaging switch
         * @description Off, no client of the app can publish, as if all were muted; its backend still can.
         */
        put: operations["adminMessagingSet"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mirror": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See the mirror
         * @description The MySQL or MariaDB that the app’s cache rooms are copied into. 404: there is none.
         */
        get: operations["adminMirrorGet"];
        /**
         * Set the mirror
         * @description From now on every message of a cache room is copied into a table of this database. Effective at once: rows that wait go where the new settings say. Try them first with a test.
         */
        put: operations["adminMirrorPut"];
        post?: never;
        /**
         * Delete the mirror
         * @description What was copied stays in your database. Rows that wait are forgotten: sync first.
         */
        delete: operations["adminMirrorDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mirror/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See how the mirror is doing
         * @description See how the mirror is doing.
         */
        get: operations["adminMirrorStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mirror/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the mirror
         * @description Connects, creates the tables if they are not there, writes a row and takes it back. With settings: those, with the password beside them; without: what is set.
         */
        post: operations["adminMirrorTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mirror/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write what waits
         * @description Answers when everything that was stored before the call is in your database. 503: it is not, and why; nothing is lost by that. 403: there is no mirror, or it is disabled.
         */
        post: operations["adminMirrorSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mirror/refused/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send refused rows again
         * @description For when the table was changed so that it takes them.
         */
        post: operations["adminMirrorRetryRefused"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mirror/refused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Discard refused rows
         * @description They will not be in your database. The messages themselves stay in their rooms.
         */
        delete: operations["adminMirrorDiscardRefused"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks
         * @description List webhooks.
         */
        get: operations["adminWebhooksList"];
        put?: never;
        /**
         * Create a webhook
         * @description It is told of what happens from now on. Of an app’s enabled webhooks one at most can take `verification`.
         */
        post: operations["adminWebhooksCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a webhook
         * @description Nothing is sent to it any more. Its queue and its log are removed, which may take a while.
         */
        delete: operations["adminWebhooksDelete"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description What the request does not name stays as it is. Effective at once: what is queued goes to the new address.
         */
        patch: operations["adminWebhooksUpdate"];
        trace?: never;
    };
    "/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a webhook
         * @description Sends a sample at once, whatever is queued and also while the webhook is off, and answers with what came back.
         */
        post: operations["adminWebhooksTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries
         * @description Newest first. Done ones are kept for three days, dead ones for thirty.
         */
        get: operations["adminWebhooksDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a delivery
         * @description Get a delivery.
         */
        get: operations["adminWebhooksDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-deliveries/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again
         * @description Also one that was taken already. One that waits to be tried again is tried now. It comes before whatever else waits to be told of its channel.
         */
        post: operations["adminWebhooksResend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-deliveries/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again what was given up
         * @description Everything dead that happened at or after `since` is pending again, with its full time to try.
         */
        post: operations["adminWebhooksRecover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/push-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List push deliveries
         * @description Newest first. Done ones are kept for three days, dead ones for thirty.
         */
        get: operations["adminPushDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/push-deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a push delivery
         * @description Get a push delivery.
         */
        get: operations["adminPushDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch what happens
         * @description Server-sent events. A watcher slower than what it watches is told how much it missed.
         */
        get: operations["adminLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the counters of an app
         * @description Read the counters of an app.
         */
        get: operations["adminStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit log
         * @description Read the audit log.
         */
        get: operations["adminAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dashboard/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Sets an HttpOnly cookie. Requests that use it must carry the header `x-parley-csrf: 1`.
         */
        post: operations["dashboardSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dashboard/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Ends the session of the cookie, if the request carries `x-parley-csrf: 1`.
         */
        post: operations["dashboardSignOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask whether the server runs
         * @description Ask whether the server runs.
         */
        get: operations["roomsPing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the figures of an app
         * @description Totals go on over restarts. They are stored every few seconds: a server that is killed, rather than stopped, loses what it counted in the last five.
         */
        get: operations["roomsMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mysql/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Write what waits for the app's own MySQL
         * @description Answers after it happened. 403 if the app has no MySQL of its own or has it switched off, 503 if it cannot be reached or does not take the rows: then nothing is lost, and they go on waiting.
         */
        get: operations["roomsSyncMirror"];
        put?: never;
        /**
         * Write what waits for the app's own MySQL
         * @description Answers after it happened. 403 if the app has no MySQL of its own or has it switched off, 503 if it cannot be reached or does not take the rows: then nothing is lost, and they go on waiting.
         */
        post: operations["roomsSyncMirrorByPost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/users/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rooms and their users
         * @description Rooms that have users now, by whatever protocol these came.
         */
        get: operations["roomsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * List the users of rooms
         * @description One entry for each room asked for, in that order; an empty or unknown room has no users.
         */
        post: operations["roomsUsersOf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/orphan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users in no room
         * @description List the users in no room.
         */
        get: operations["roomsOrphans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/subscriptions/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users and their rooms
         * @description List the users and their rooms.
         */
        get: operations["roomsSubscriptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * List the rooms of users
         * @description One entry for each user asked for, in that order; who is not connected is in no room.
         */
        post: operations["roomsSubscriptionsOf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/broadcast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message to every client
         * @description Reaches all clients that listen to broadcasts now: those of rooms do by themselves, others follow the channel `#broadcast`. Nothing is kept.
         */
        post: operations["roomsBroadcast"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/broadcast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message to rooms
         * @description To each of the rooms in that order, or to none: a user in two of them gets it twice. A room that is empty, and a name that no room can have, reaches nobody. Nothing is kept.
         */
        post: operations["roomsBroadcastToRooms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/broadcast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message to users
         * @description To each of the users in that order, or to none. Who is not connected, or does not listen to broadcasts, is passed over. Nothing is kept.
         */
        post: operations["roomsBroadcastToUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/broadcast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message to users
         * @description To each of the users in that order, or to none. Who is not connected, or does not listen to broadcasts, is passed over. Nothing is kept.
         */
        post: operations["roomsBroadcastUsersByOtherName"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/users/ban": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ban users
         * @description Without an end, and also where nobody is. Who is banned from a room leaves it, is told so, and stays connected; who is banned from the app is disconnected. One name that is no room, or anything else that is wrong, and nobody is banned.
         */
        post: operations["roomsBan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/users/unban": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift bans
         * @description Who is not banned there is passed over. Nobody enters a room by that.
         */
        post: operations["roomsUnban"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/banned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the banned users
         * @description List the banned users.
         */
        get: operations["roomsBanned"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/messaging/{action}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mute users, or let them speak
         * @description Survives that a user is away and a room empty. The whole app and each room stand for themselves: to enable one leaves the others as they are.
         */
        post: operations["roomsMute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/messaging/disabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the muted users
         * @description List the muted users.
         */
        get: operations["roomsMuted"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server/messaging/{action}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Set the messaging switch for everyone
         * @description The switch of `PUT /messaging`. Off, no client of the app can speak; its backend still can, and rooms can be entered.
         */
        get: operations["roomsSetMessagingByGet"];
        /**
         * Set the messaging switch for everyone
         * @description The switch of `PUT /messaging`. Off, no client of the app can speak; its backend still can, and rooms can be entered.
         */
        put: operations["roomsSetMessaging"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/room/{rid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the messages of a cache room
         * @description Newest first, as they stand now. Other rooms than cache rooms keep nothing for this. By the client key only a client that is in the room reads it: the header `uid` says which, and the request comes from its address or brings its token.
         */
        get: operations["roomsMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/room": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the messages of a cache room
         * @description Newest first, as they stand now. Other rooms than cache rooms keep nothing for this. By the client key only a client that is in the room reads it: the header `uid` says which, and the request comes from its address or brings its token.
         */
        get: operations["roomsMessagesByQuery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/database": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete the messages of all cache rooms
         * @description Everything that was there when the request came, and nothing else: bans, mutes, rooms, connections, totals and what waits for the app's own MySQL stay, and so do messages that come meanwhile. Readers are not disturbed. Final.
         */
        delete: operations["roomsTruncate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/subscribe/room/{rid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Enter a room
         * @description The header `uid` names a client that is connected. The client key is shared by all clients of the app, so the request must come from the address of that client's connection (the app's setting `rooms.sameAddress`), or bring the client's token, or the admin key; otherwise it is answered as if there was no such client.
         *
         *     A room whose name begins with `pri-` is entered with the consent of the app's backend, which is asked by a webhook.
         */
        get: operations["roomsEnter"];
        put?: never;
        /**
         * Enter a room
         * @description The header `uid` names a client that is connected. The client key is shared by all clients of the app, so the request must come from the address of that client's connection (the app's setting `rooms.sameAddress`), or bring the client's token, or the admin key; otherwise it is answered as if there was no such client.
         *
         *     A room whose name begins with `pri-` is entered with the consent of the app's backend, which is asked by a webhook.
         */
        post: operations["roomsEnterByPost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/unsubscribe/room/{rid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Leave a room
         * @description The header `uid` names a client that is connected. The client key is shared by all clients of the app, so the request must come from the address of that client's connection (the app's setting `rooms.sameAddress`), or bring the client's token, or the admin key; otherwise it is answered as if there was no such client.
         */
        get: operations["roomsLeave"];
        put?: never;
        /**
         * Leave a room
         * @description The header `uid` names a client that is connected. The client key is shared by all clients of the app, so the request must come from the address of that client's connection (the app's setting `rooms.sameAddress`), or bring the client's token, or the admin key; otherwise it is answered as if there was no such client.
         */
        post: operations["roomsLeaveByPost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contacts
         * @description The newest first.
         */
        get: operations["chatContactsList"];
        put?: never;
        /**
         * Add a contact
         * @description A contact needs a first or a last name, and an e-mail or a phone. Those that users of the app have are answered with who that is.
         */
        post: operations["chatContactsAdd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/contacts/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add several contacts
         * @description All or none are added; they are answered in the order of the request.
         */
        post: operations["chatContactsAddMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a contact
         * @description Removing one that is not there, or not the caller’s, removes nothing and is no error.
         */
        delete: operations["chatContactsRemove"];
        options?: never;
        head?: never;
        /**
         * Change a contact
         * @description What the request does not name stays as it is; null removes it. A list of e-mails or phones replaces the one there was.
         */
        patch: operations["chatContactsUpdate"];
        trace?: never;
    };
    "/chat/blocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List blocked users
         * @description In the order in which they were blocked.
         */
        get: operations["chatBlocksList"];
        put?: never;
        /**
         * Block users
         * @description In private conversations neither of the two can write to the other; groups do not change. Users who do not exist are left out, and who is blocked already stays so.
         */
        post: operations["chatBlocksBlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/blocks/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unblock users
         * @description Who is not blocked is passed over.
         */
        post: operations["chatBlocksUnblock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See when users were there
         * @description Users who do not exist are absent from the answer.
         */
        get: operations["chatActivityGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/activity/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch users come and go
         * @description Server-sent events: how it stands with each of the users who exist, then each change. A watcher that is slow gets the newest of each user.
         */
        get: operations["chatActivityWatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/activity/online": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users online
         * @description By id, ascending. Pages are cut from who is online when they are asked for.
         */
        get: operations["chatActivityOnline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/session/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description Does not sign in. Not needed for users whom the app’s backend signs in with tokens of its own; the app’s settings may forbid it.
         */
        post: operations["chatSessionRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/session/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Too many wrong passwords are refused for a while, by login and by address; right ones do not count.
         */
        post: operations["chatSessionLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/session/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get the next tokens
         * @description A refresh token works once. One that was used before signs its device out, since somebody else has it as well; but within 30 seconds after its use it still gets an access token, for tabs that share it.
         */
        post: operations["chatSessionRefresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/session/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description The tokens of this device end at once, and the connections that were opened with them, the one that asks for it too.
         */
        post: operations["chatSessionLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/session/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your devices
         * @description At most a hundred: a further sign-in ends the one that was used least recently.
         */
        get: operations["chatSessionDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/session/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign a device out
         * @description Its tokens end at once, and the connections that were opened with them.
         */
        delete: operations["chatSessionEndDevice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See who you are in chat
         * @description See who you are in chat.
         */
        get: operations["chatUsersMe"];
        put?: never;
        post?: never;
        /**
         * Delete yourself
         * @description Your devices are signed out and your connections closed, the one that asks for it too. What you wrote stays.
         */
        delete: operations["chatUsersDeleteMe"];
        options?: never;
        head?: never;
        /**
         * Change yourself
         * @description What is absent stays; null removes. Login, e-mail and phone belong to one user of the app. A new password needs the current one, and signs out every other device.
         */
        patch: operations["chatUsersUpdateMe"];
        trace?: never;
    };
    "/chat/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find users
         * @description By a part of the login, first or last name, whatever its case. You yourself are not among them.
         */
        get: operations["chatUsersSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/users-by-id": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read users by their ids
         * @description Those that exist, by id, descending.
         */
        get: operations["chatUsersList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a user
         * @description Read a user.
         */
        get: operations["chatUsersGet"];
        /**
         * Tell of a user
         * @description Makes the user if there is none of this id. What is absent stays; null removes. Users whom your tokens name need no such call: they are there once they use chat.
         */
        put: operations["chatUsersPut"];
        post?: never;
        /**
         * Delete a user
         * @description Its devices are signed out and its connections closed; what it wrote stays. A token of yours that still names it makes it anew.
         */
        delete: operations["chatUsersRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/push/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the VAPID key
         * @description The `applicationServerKey` that a browser subscribes with; the same for all apps of the server.
         */
        get: operations["chatPushKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/push/subscriptions/{deviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Subscribe a device
         * @description Replaces what the device subscribed with before. A user has at most 20 devices; the one that subscribed longest ago makes room.
         */
        put: operations["chatPushSubscribe"];
        post?: never;
        /**
         * Unsubscribe a device
         * @description Unsubscribe a device.
         */
        delete: operations["chatPushUnsubscribe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/push/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List subscribed devices
         * @description The caller’s own, the newest first; at most 20.
         */
        get: operations["chatPushList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/push/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a push
         * @description To all devices of the recipients, whether they are connected or not; what becomes of it is in the list of push deliveries. Who blocked the caller is told nothing, and nobody is told so. Each recipient counts as one publish of the caller. A `body` that is too long is cut.
         */
        post: operations["chatPushSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Announce files
         * @description Each file gets an id, by which messages refer to it, and an address to which its content is then PUT, with the content type and the size that were announced.
         */
        post: operations["chatFilesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/files/urls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the addresses of files
         * @description Of those that the user may see: its own, those in its conversations, and pictures of users and groups. Others are left out. An address holds for six days at least, and answers 404 while the file is not uploaded.
         */
        get: operations["chatFilesUrls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your conversations
         * @description The last updated first, each with its newest message and how many are unread. The next page is what was updated before the last one of this page; a page has more than `limit` where others were updated at the same time as its last one.
         */
        get: operations["chatConversationsList"];
        put?: never;
        /**
         * Begin a conversation
         * @description A private conversation is one of two, and two users have one at most: beginning it again gives the same one, with whoever had left it. A group belongs to who begins it. Users that do not exist are left out. All members are told on their own channels.
         */
        post: operations["chatConversationsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a conversation
         * @description Read a conversation.
         */
        get: operations["chatConversationsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a conversation
         * @description A group is changed by its owner and admins, a private conversation by either of the two. What is absent stays, null removes. The others are told on their own channels.
         */
        patch: operations["chatConversationsUpdate"];
        trace?: never;
    };
    "/chat/conversations/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search your conversations
         * @description By a part of the name, whatever its case. The last updated first.
         */
        get: operations["chatConversationsSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/conversations/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a conversation
         * @description An owner’s place goes to the oldest admin, or else to the oldest member. A private conversation that one of the two left is open again when either writes to it or begins it. When the last one leaves, it is over.
         */
        post: operations["chatConversationsLeave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/conversations/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the members of a conversation
         * @description By id, ascending. The next page begins after the last id of this one.
         */
        get: operations["chatConversationsMembers"];
        put?: never;
        /**
         * Add members to a group
         * @description By its owner and admins. Who does not exist, or is in it already, is passed over. The conversation tells who came.
         */
        post: operations["chatConversationsAddMembers"];
        /**
         * Remove members from a group
         * @description By its owner and admins; anybody may remove itself, which is leaving. Nobody but itself removes the owner. When this answers, nothing of the conversation reaches those who were removed, on any connection.
         */
        delete: operations["chatConversationsRemoveMembers"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/conversations/{id}/members/{user}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the role of a member
         * @description By the owner. Admins change the group, its members included. Making somebody the owner hands the group over: who owned it is an admin then.
         */
        put: operations["chatConversationsSetRole"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/conversations/{conversation}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List messages
         * @description As they stand now: edited, without those that were deleted, or hidden by the user. A page has fewer than `limit` when messages are large: the end is where it is empty.
         */
        get: operations["chatMessagesList"];
        put?: never;
        /**
         * Send a message
         * @description The answer means that the message is stored. Repeating the request with the same `clientId` stores it once and gets the first answer. In a private conversation whoever had left is in it again.
         */
        post: operations["chatMessagesSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/conversations/{conversation}/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a message
         * @description Read a message.
         */
        get: operations["chatMessagesGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit a message
         * @description Its author may, while it is a member. All else that is in the message stays. The edit is an event of its own, which the answer tells of.
         */
        patch: operations["chatMessagesEdit"];
        trace?: never;
    };
    "/chat/conversations/{conversation}/messages/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete messages
         * @description For everyone: one’s own; in a group its owner and admins also those of others, in a private conversation either side (both are settings of the app). All of them or none. For me: any. Ids that are not in the conversation are passed over; `deleted` says which went.
         */
        post: operations["chatMessagesDelete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/conversations/{conversation}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark messages as read
         * @description Up to a message, or to an offset, or all that there is. What was read stays read: a smaller position changes nothing. The members hear of it by a signal `read`, and the authors of what was unread by `messages_read` on their own channels; if nothing was unread, nobody hears anything.
         */
        post: operations["chatMessagesRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/conversations/{conversation}/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that one is typing
         * @description Reaches those who are there now, as a signal `typing`. Nothing is kept.
         */
        post: operations["chatMessagesTyping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/conversations/{conversation}/messages/{id}/reactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See who reacted
         * @description See who reacted.
         */
        get: operations["chatMessagesReactions"];
        put?: never;
        /**
         * React to a message
         * @description Adds and removes; at most 20 different ones of one user to one message. The members hear of a change by a signal `reaction`.
         */
        post: operations["chatMessagesReact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell clients something
         * @description Reaches those who are there now, as a signal `system` on the channel of the conversation, or on those of the users. Nothing is kept.
         */
        post: operations["chatMessagesSignal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what happened meanwhile
         * @description What others did in the user’s conversations, and what was told on its own channel, in the last two weeks. A page has more than `limit` where others happened at the same time as its last one.
         */
        get: operations["chatOperationsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Activity: {
            user: components["schemas"]["UserId"];
            /** @description Whether the user has a connection, by whatever protocol. */
            online: boolean;
            /** @description When its last connection closed; null while online, and for a user never seen. */
            lastSeenAt: components["schemas"]["Timestamp"] | null;
        };
        App: {
            id: components["schemas"]["AppId"];
            name: string;
            createdAt: components["schemas"]["Timestamp"];
            settings: components["schemas"]["AppSettings"];
        };
        /**
         * @description The id of an app.
         * @example default
         */
        AppId: string;
        AppLimits: {
            /**
             * @description Live connections of the app.
             * @default 100000
             */
            connections: number;
            /**
             * @description Live connections of one user.
             * @default 100
             */
            connectionsPerUser: number;
            /**
             * @description Channels one connection may follow.
             * @default 1000
             */
            subscriptionsPerSession: number;
            /**
             * @description Size of one body, in bytes of UTF-8.
             * @default 131072
             */
            bodyBytes: number;
            /**
             * @description Events in one batch.
             * @default 100
             */
            batchEvents: number;
            /**
             * @description Publishes and signals per second of one client connection; over HTTP of one user, or of one address of anonymous clients.
             * @default 50
             */
            clientPublishPerSecond: number;
            /**
             * @description How many a client that was silent may send at once.
             * @default 100
             */
            clientPublishBurst: number;
            /**
             * @description Publishes and signals per second of the whole app, its backend included.
             * @default 100000
             */
            appPublishPerSecond: number;
            /**
             * @description Size of what a member shows of itself.
             * @default 2048
             */
            presenceDataBytes: number;
            /**
             * @description Distinct users present on one channel.
             * @default 10000
             */
            presenceMembers: number;
        };
        AppRule: {
            id: components["schemas"]["ObjectId"];
            pattern: components["schemas"]["ChannelPattern"];
            rule: components["schemas"]["ChannelRuleOverride"];
            createdAt: components["schemas"]["Timestamp"];
        };
        AppSettings: {
            /**
             * @description The messaging switch: off, clients cannot publish; backends still can.
             * @default true
             */
            messagingEnabled: boolean;
            /**
             * @description Where public keys for RS256 and ES256 tokens are found; null: only HS256 with the app secret.
             * @default null
             */
            jwksUrl: string | null;
            /**
             * @description If set, tokens must carry this `iss`.
             * @default null
             */
            jwtIssuer: string | null;
            /**
             * @description If set, tokens must carry this `aud`. Set it when a JWKS is shared with other services.
             * @default null
             */
            jwtAudience: string | null;
            limits: components["schemas"]["AppLimits"];
            rooms: components["schemas"]["RoomSettings"];
            clients: components["schemas"]["ClientSettings"];
            chat: components["schemas"]["ChatSettings"];
        };
        AppSettingsChange: {
            messagingEnabled?: boolean;
            jwksUrl?: string | null;
            jwtIssuer?: string | null;
            jwtAudience?: string | null;
            limits?: {
                connections?: number;
                connectionsPerUser?: number;
                subscriptionsPerSession?: number;
                bodyBytes?: number;
                batchEvents?: number;
                clientPublishPerSecond?: number;
                clientPublishBurst?: number;
                appPublishPerSecond?: number;
                presenceDataBytes?: number;
                presenceMembers?: number;
            };
            clients?: {
                clientEvents?: boolean;
                clientEventsPerSecond?: number;
                maxEventBytes?: number;
                presenceMembers?: number;
                presenceDataBytes?: number;
                subscriptionCounts?: boolean;
                minimumCountIntervalMs?: number;
                watchlists?: boolean;
                signInWithinMs?: number;
                activityTimeoutMs?: number;
                pongWithinMs?: number;
            };
            rooms?: {
                maxMessageBytes?: number;
                maxBacklogBytes?: number;
                idleTimeoutMs?: 0 | number;
                maxLifetimeMs?: number;
                announceEntry?: boolean;
                sameAddress?: boolean;
            };
            chat?: {
                registration?: boolean;
                accessTokenMs?: number;
                refreshTokenMs?: number;
                failedLoginsPerAccount?: number;
                failedLoginsPerAddress?: number;
                failedLoginWindowMs?: number;
                registrationsPerAddress?: number;
                groupMembers?: number;
                pageSize?: number;
                adminsDeleteMessages?: boolean;
                peersDeleteMessages?: boolean;
                fileBytes?: number;
                userFilesBytes?: number;
                notifications?: boolean;
            };
        };
        /** @description A file in a message, and whatever else its sender writes of it. */
        Attachment: {
            /** @description A file that the sender may see. The members of the conversation may then see it, too. */
            fileId?: components["schemas"]["ObjectId"];
            fileName?: string;
            contentType?: string;
            /** @description In bytes. */
            size?: number;
            /** @description In pixels. */
            width?: number;
            height?: number;
            blurHash?: string;
        } & {
            [key: string]: unknown;
        };
        AuditEntry: {
            id: components["schemas"]["ObjectId"];
            app: components["schemas"]["AppId"] | null;
            at: components["schemas"]["Timestamp"];
            /** @description Who: an account, or `key:` and the last characters of a key. */
            actor: string;
            address: string;
            /** @description The procedure. */
            action: string;
            subject: string;
            /** @description What was asked for, without secrets and payloads. */
            detail: unknown;
        };
        Avatar: {
            fileId: string;
            fileName?: string;
            blurHash?: string;
            /** @description Where to fetch it for a while. */
            url?: string;
        };
        /**
         * @description A room, whose name begins with `pub-` or `pri-`; `global` stands for the whole app.
         * @example pub-news
         * @example global
         */
        BanRoomOrGlobal: components["schemas"]["ChannelName"];
        BatchResult: {
            id: components["schemas"]["ObjectId"];
            position: components["schemas"]["Position"];
            at: components["schemas"]["Timestamp"];
            /** @description An event with this client id was there already; this is its id and position. */
            duplicate: boolean;
            /** @constant */
            ok: true;
        } | {
            /** @constant */
            ok: false;
            error: components["schemas"]["Error"];
        };
        Channel: {
            channel: components["schemas"]["ChannelName"];
            /** @enum {string} */
            log: "durable" | "volatile";
            position: components["schemas"]["Position"];
            /** @description Events it has had in this epoch. */
            events: number;
            /** @description Live subscriptions on this node. */
            subscriptions: number;
            /** @description Distinct users present. */
            members: number;
        };
        ChannelDetail: {
            channel: components["schemas"]["ChannelName"];
            /** @enum {string} */
            log: "durable" | "volatile";
            position: components["schemas"]["Position"];
            /** @description Events it has had in this epoch. */
            events: number;
            /** @description Live subscriptions on this node. */
            subscriptions: number;
            /** @description Distinct users present. */
            members: number;
            rule: components["schemas"]["RuleExplanation"];
            present: components["schemas"]["PresenceMember"][];
            /** @description At most 1000. */
            readers: {
                connection: components["schemas"]["ObjectId"];
                user: components["schemas"]["UserId"] | null;
                /** @enum {string} */
                state: "reading" | "waiting" | "live" | "ended";
            }[];
        };
        /** @description A logged event. Offsets rise by one within an epoch; those of events that are not for the reader are left out. */
        ChannelEvent: {
            /** @constant */
            type: "event";
            /** @enum {string} */
            kind: "publish" | "edit" | "delete";
            id: components["schemas"]["ObjectId"];
            position: components["schemas"]["Position"];
            name: components["schemas"]["EventName"];
            /** @description The payload; null for a deletion or once deleted. */
            data: unknown;
            at: components["schemas"]["Timestamp"];
            user: components["schemas"]["UserId"] | null;
            /**
             * @description Present when nobody proved that it is this user: the client merely said so, as clients of some protocols do.
             * @constant
             */
            claimed?: true;
            clientId?: string | null;
            /** @description Edit and delete: the event they change. */
            target?: components["schemas"]["ObjectId"] | null;
            /** @description What else was said of it: a JSON object. Clients of some protocols say more of a message than its payload, each under the name of its protocol; the app’s backend may add what it likes. */
            extras?: {
                [key: string]: unknown;
            };
        };
        /**
         * @description The name of a channel.
         * @example room:1
         * @example pub-news
         */
        ChannelName: string;
        /**
         * @description A channel name in which `*` stands for any run of characters.
         * @example room:*
         */
        ChannelPattern: components["schemas"]["ChannelName"];
        ChannelRule: {
            /** @enum {string} */
            access: "open" | "signed" | "verified" | "membership" | "self";
            identity: boolean;
            /** @enum {string} */
            presence: "off" | "optional" | "always";
            presenceGraceMs: number;
            /** @enum {string} */
            log: "durable" | "volatile";
            replayLast: boolean;
            /** @enum {string} */
            publish: "anyone" | "identified" | "granted" | "server";
            retainMs: number | null;
            retainEvents: number | null;
            ringMs: number;
            ringEvents: number;
        };
        ChannelRuleOverride: {
            /** @enum {string} */
            access?: "open" | "signed" | "verified" | "membership" | "self";
            identity?: boolean;
            /** @enum {string} */
            presence?: "off" | "optional" | "always";
            presenceGraceMs?: number;
            /** @enum {string} */
            log?: "durable" | "volatile";
            replayLast?: boolean;
            /** @enum {string} */
            publish?: "anyone" | "identified" | "granted" | "server";
            retainMs?: number | null;
            retainEvents?: number | null;
            ringMs?: number;
            ringEvents?: number;
        };
        ChannelRuleOverrideInput: {
            /** @enum {string} */
            access?: "open" | "signed" | "verified" | "membership" | "self";
            identity?: boolean;
            /** @enum {string} */
            presence?: "off" | "optional" | "always";
            presenceGraceMs?: number;
            /** @enum {string} */
            log?: "durable" | "volatile";
            replayLast?: boolean;
            /** @enum {string} */
            publish?: "anyone" | "identified" | "granted" | "server";
            retainMs?: number | null;
            retainEvents?: number | null;
            ringMs?: number;
            ringEvents?: number;
        };
        ChatSettings: {
            /**
             * @description Whether anybody with the client key may register; off, only the backend makes users.
             * @default true
             */
            registration: boolean;
            /**
             * @description How long an access token holds that a user got by signing in here.
             * @default 10800000
             */
            accessTokenMs: number;
            /**
             * @description How long a device stays signed in that is not used.
             * @default 1209600000
             */
            refreshTokenMs: number;
            /**
             * @description Failed sign-ins of one login within the window before further ones are refused.
             * @default 20
             */
            failedLoginsPerAccount: number;
            /**
             * @description The same for one address, whatever the login.
             * @default 100
             */
            failedLoginsPerAddress: number;
            /**
             * @description How long failed sign-ins count.
             * @default 900000
             */
            failedLoginWindowMs: number;
            /**
             * @description Users that one address may register in an hour.
             * @default 100
             */
            registrationsPerAddress: number;
            /**
             * @description Members of one group.
             * @default 50
             */
            groupMembers: number;
            /**
             * @description Conversations, messages and users on one page of the protocols that do not say how many they want.
             * @default 30
             */
            pageSize: number;
            /**
             * @description Whether owner and admins of a group may delete messages of others for everybody.
             * @default true
             */
            adminsDeleteMessages: boolean;
            /**
             * @description Whether either side of a private conversation may delete messages of the other for both.
             * @default true
             */
            peersDeleteMessages: boolean;
            /**
             * @description Size of one uploaded file, in bytes.
             * @default 104857600
             */
            fileBytes: number;
            /**
             * @description Size of all files of one user together, in bytes.
             * @default 10737418240
             */
            userFilesBytes: number;
            /**
             * @description Whether devices of members without a connection are told of messages by push.
             * @default true
             */
            notifications: boolean;
        };
        /** @description The publisher's own id for an event. Repeating a publish with the same one stores it once. */
        ClientId: string;
        ClientSettings: {
            /**
             * @description Clients may send events of their own to the others on a channel they were signed into.
             * @default true
             */
            clientEvents: boolean;
            /**
             * @description Such events per second of one connection.
             * @default 10
             */
            clientEventsPerSecond: number;
            /**
             * @description Size of the data of one event, from a client or from the backend, in bytes of UTF-8.
             * @default 10240
             */
            maxEventBytes: number;
            /**
             * @description Distinct users present on one channel that these clients enter.
             * @default 100
             */
            presenceMembers: number;
            /**
             * @description Size of what a member shows of itself, in bytes.
             * @default 1024
             */
            presenceDataBytes: number;
            /**
             * @description Tell the readers of a channel how many there are, whenever that changes.
             * @default false
             */
            subscriptionCounts: boolean;
            /**
             * @description On a channel with more than 100 readers, the least time between two such counts (ms).
             * @default 5000
             */
            minimumCountIntervalMs: number;
            /**
             * @description Tell a user who is signed in which of the users it watches come and go.
             * @default true
             */
            watchlists: boolean;
            /**
             * @description A client that within this time (ms) neither signed in nor entered a channel that needs a signature is sent away; 0: never.
             * @default 0
             */
            signInWithinMs: number;
            /**
             * @description A client that is silent for so long is pinged (ms).
             * @default 120000
             */
            activityTimeoutMs: number;
            /**
             * @description How long it may then take to answer (ms).
             * @default 30000
             */
            pongWithinMs: number;
        };
        Connection: {
            id: components["schemas"]["ObjectId"];
            /** @enum {string} */
            kind: "anonymous" | "user" | "admin" | "operator";
            user: components["schemas"]["UserId"] | null;
            /**
             * @description Present when nobody proved that it is this user: the client merely said so, as clients of some protocols do.
             * @constant
             */
            claimed?: true;
            protocol: string;
            address: string;
            userAgent: string;
            openedAt: components["schemas"]["Timestamp"];
            /** @description When its token ends; null: never. */
            expiresAt: components["schemas"]["Timestamp"] | null;
            /** @description What it has not taken yet. */
            bufferedBytes: number;
            subscriptions: number;
        };
        ConnectionDetail: {
            id: components["schemas"]["ObjectId"];
            /** @enum {string} */
            kind: "anonymous" | "user" | "admin" | "operator";
            user: components["schemas"]["UserId"] | null;
            /**
             * @description Present when nobody proved that it is this user: the client merely said so, as clients of some protocols do.
             * @constant
             */
            claimed?: true;
            protocol: string;
            address: string;
            userAgent: string;
            openedAt: components["schemas"]["Timestamp"];
            /** @description When its token ends; null: never. */
            expiresAt: components["schemas"]["Timestamp"] | null;
            /** @description What it has not taken yet. */
            bufferedBytes: number;
            subscriptions: number;
            channels: {
                channel: components["schemas"]["ChannelName"];
                /** @enum {string} */
                state: "reading" | "waiting" | "live" | "ended";
            }[];
        };
        Contact: {
            id: components["schemas"]["ObjectId"];
            firstName: string | null;
            lastName: string | null;
            company: string | null;
            emails: components["schemas"]["ContactWay"][];
            phones: components["schemas"]["ContactWay"][];
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
        };
        ContactWay: {
            type: string;
            value: string;
            /** @description Who of the app has this e-mail or phone. */
            user?: components["schemas"]["UserId"];
        };
        Conversation: {
            id: components["schemas"]["ObjectId"];
            kind: components["schemas"]["ConversationKind"];
            name: string | null;
            description: string | null;
            image: components["schemas"]["ConversationImage"] | null;
            /** @description Private: who began it. */
            ownerId: components["schemas"]["UserId"];
            /** @description Private: the other one of the two. */
            opponentId: components["schemas"]["UserId"] | null;
            createdAt: components["schemas"]["Timestamp"];
            /** @description When it was changed last, or its newest message was sent. */
            updatedAt: components["schemas"]["Timestamp"];
        };
        ConversationImage: {
            fileId: string;
            fileName?: string;
            blurHash?: string;
            /** @description Where to fetch it for a while; absent if it cannot be fetched. */
            url?: string;
        };
        /** @description A file that the user may see; the members of the conversation may see it then. */
        ConversationImageInput: {
            fileId: components["schemas"]["ObjectId"];
            fileName?: string;
            blurHash?: string;
        };
        /**
         * @description Between two users, or among several.
         * @enum {string}
         */
        ConversationKind: "private" | "group";
        ConversationMember: {
            id: components["schemas"]["UserId"];
            role: components["schemas"]["ConversationRole"];
            joinedAt: components["schemas"]["Timestamp"];
            /** @description Null: the user was deleted. */
            user: components["schemas"]["PublicUser"] | null;
        };
        /** @enum {string} */
        ConversationRole: "member" | "admin" | "owner";
        ConversationView: {
            id: components["schemas"]["ObjectId"];
            kind: components["schemas"]["ConversationKind"];
            name: string | null;
            description: string | null;
            image: components["schemas"]["ConversationImage"] | null;
            /** @description Private: who began it. */
            ownerId: components["schemas"]["UserId"];
            /** @description Private: the other one of the two. */
            opponentId: components["schemas"]["UserId"] | null;
            createdAt: components["schemas"]["Timestamp"];
            /** @description When it was changed last, or its newest message was sent. */
            updatedAt: components["schemas"]["Timestamp"];
            /** @description The caller’s; null: it is no longer a member. */
            role: components["schemas"]["ConversationRole"] | null;
            memberCount: number;
            /** @description Messages of others that the caller has not read; at most 1000 are counted. */
            unread: number;
            /** @description Where the log of its channel `conversation:<id>` stands: subscribe from there to miss nothing. */
            position: components["schemas"]["Position"];
            /** @description The newest message that the caller has not hidden; null: there is none. */
            lastMessage: components["schemas"]["Message"] | null;
        };
        /** @description Whatever the app wants to go with it. Not `conversation_created`, `conversation_updated`, `conversation_kicked`, and no `type` that clients take for the server’s own. */
        Custom: {
            [key: string]: unknown;
        };
        DashboardAccount: {
            name: string;
            /**
             * @description `viewer` may look but not change anything.
             * @enum {string}
             */
            role: "operator" | "viewer";
        };
        Delivery: {
            /** @description Also in the header `parley-delivery` of the request. */
            id: components["schemas"]["ObjectId"];
            webhook: components["schemas"]["ObjectId"];
            /** @description What happened. */
            event: string;
            /** @description Empty where the webhook gathers things of all channels. */
            channel: string;
            state: components["schemas"]["DeliveryState"];
            /** @description How often it was tried since it was queued. */
            attempts: number;
            createdAt: components["schemas"]["Timestamp"];
            /** @description Not to be tried before this time. */
            dueAt: components["schemas"]["Timestamp"];
            /** @description When it reached its state. */
            changedAt: components["schemas"]["Timestamp"];
        };
        DeliveryAttempt: {
            id: components["schemas"]["ObjectId"];
            at: components["schemas"]["Timestamp"];
            durationMs: number;
            /** @description The status of the answer; null: none came. */
            status: number | null;
            /** @description The beginning of its body, or what went wrong. */
            answer: string;
        };
        DeliveryDetail: {
            /** @description Also in the header `parley-delivery` of the request. */
            id: components["schemas"]["ObjectId"];
            webhook: components["schemas"]["ObjectId"];
            /** @description What happened. */
            event: string;
            /** @description Empty where the webhook gathers things of all channels. */
            channel: string;
            state: components["schemas"]["DeliveryState"];
            /** @description How often it was tried since it was queued. */
            attempts: number;
            createdAt: components["schemas"]["Timestamp"];
            /** @description Not to be tried before this time. */
            dueAt: components["schemas"]["Timestamp"];
            /** @description When it reached its state. */
            changedAt: components["schemas"]["Timestamp"];
            /** @description The body of the request. */
            body: string;
            /** @description Every attempt, the oldest first. */
            log: components["schemas"]["DeliveryAttempt"][];
        };
        /**
         * @description `pending`: to be sent. `done`: it was taken. `dead`: given up.
         * @enum {string}
         */
        DeliveryState: "pending" | "done" | "dead";
        /**
         * @description What the client calls itself; a later sign-in of the same user and name replaces this one.
         * @example ann’s phone
         */
        DeviceName: string;
        /** @description Why a request was refused, and what to do. */
        Error: {
            /** @enum {string} */
            code: "bad_request" | "bad_position" | "unauthenticated" | "token_expired" | "forbidden" | "banned" | "muted" | "messaging_disabled" | "not_found" | "method_not_allowed" | "conflict" | "payload_too_large" | "unsupported_media_type" | "rate_limited" | "too_many_connections" | "too_many_subscriptions" | "internal" | "slow_consumer" | "kicked" | "draining" | "unavailable";
            message: string;
            /** @enum {string} */
            retry: "never" | "later" | "reconnect" | "refresh";
            /** @description What a person should do about it. */
            fix: string;
            /** @description How long to wait, where known. */
            retryAfterMs?: number;
            /** @description What exactly was refused, as a word that a program can rely on, where the code leaves that open. */
            reason?: string;
        };
        /**
         * @description An event's name, chosen by the publisher.
         * @example message
         */
        EventName: string;
        FeedItem: components["schemas"]["Subscribed"] | components["schemas"]["ChannelEvent"] | components["schemas"]["Signal"] | components["schemas"]["PresenceChange"] | components["schemas"]["Gap"] | components["schemas"]["Revoked"];
        FileSpec: {
            /** @description What it is offered for saving as. */
            name: string;
            /** @description In bytes. What is uploaded has no more. */
            size: number;
            /**
             * @description The media type. The upload has the same.
             * @example image/png
             */
            contentType: string;
        };
        /** @description A file that was announced, and where to upload it. */
        FileUpload: {
            id: components["schemas"]["ObjectId"];
            name: string;
            size: number;
            contentType: string;
            createdAt: components["schemas"]["Timestamp"];
            /**
             * Format: uri
             * @description Where its content is to be PUT within the next hour.
             */
            uploadUrl: string;
        };
        /** @description Events before `position` were lost to this reader; the next follows it. */
        Gap: {
            /** @constant */
            type: "gap";
            position: components["schemas"]["Position"];
        };
        HistoryEvent: {
            id: components["schemas"]["ObjectId"];
            position: components["schemas"]["Position"];
            name: components["schemas"]["EventName"];
            /** @description The payload as last edited; null once deleted. */
            data: unknown;
            at: components["schemas"]["Timestamp"];
            user: components["schemas"]["UserId"] | null;
            /**
             * @description Present when nobody proved that it is this user: the client merely said so, as clients of some protocols do.
             * @constant
             */
            claimed?: true;
            clientId: string | null;
            /** @description When it was last edited; absent if never. */
            editedAt?: components["schemas"]["Timestamp"];
            /** @description When it was deleted; absent if it was not. */
            deletedAt?: components["schemas"]["Timestamp"];
            /** @description What else was said of it: a JSON object. Clients of some protocols say more of a message than its payload, each under the name of its protocol; the app’s backend may add what it likes. */
            extras?: {
                [key: string]: unknown;
            };
            /** @description The only users who read it. Told to the app’s backend alone. */
            only?: components["schemas"]["UserId"][];
            /** @description Users who do not read it. Told to the app’s backend alone. */
            except?: components["schemas"]["UserId"][];
        };
        HistoryPage: {
            events: components["schemas"]["HistoryEvent"][];
            /** @description Where the channel stood: subscribe from here to go on. */
            position: components["schemas"]["Position"];
            /** @description Present where very much in a row is not for the caller: the page ended before it was full, and the next one goes on from here, given as `before`, or as `after` if the oldest come first. */
            lookedUpTo?: components["schemas"]["Position"];
        };
        Key: {
            id: components["schemas"]["ObjectId"];
            kind: components["schemas"]["KeyKind"];
            /** @description Its last four characters. */
            hint: string;
            /** @description A client key, which is public; null for the other kinds. */
            value: string | null;
            createdAt: components["schemas"]["Timestamp"];
            /** @description When it stops working; null: never. */
            expiresAt: components["schemas"]["Timestamp"] | null;
            /** @description To the minute; null: never used. */
            lastUsedAt: components["schemas"]["Timestamp"] | null;
        };
        /**
         * @description `client`: public, identifies the app. `secret`: signs tokens. `admin`: administers the app.
         * @enum {string}
         */
        KeyKind: "client" | "secret" | "admin";
        LiveItem: {
            /** @constant */
            type: "item";
            item: components["schemas"]["TraceItem"];
        } | {
            /** @constant */
            type: "skipped";
            count: number;
        };
        /**
         * @description What a user signs in with. Compared whatever its case.
         * @example ann
         */
        Login: string;
        Message: {
            id: components["schemas"]["ObjectId"];
            conversation: components["schemas"]["ObjectId"];
            /** @description Who sent it; null: the app’s backend in its own name. */
            user: components["schemas"]["UserId"] | null;
            /** @description What the sender called it. */
            clientId: string | null;
            /** @description Where it is in the log of its conversation. */
            offset: number;
            text: string;
            attachments?: {
                [key: string]: unknown;
            }[];
            custom?: {
                [key: string]: unknown;
            };
            replyTo?: string;
            forwardOf?: string;
            system?: components["schemas"]["SystemNote"];
            createdAt: components["schemas"]["Timestamp"];
            /** @description When it was edited last; null: never. */
            editedAt: components["schemas"]["Timestamp"] | null;
            /** @description Whether anybody beside the sender has read it. */
            isRead: boolean;
            reactions: components["schemas"]["ReactionCount"][];
        };
        /**
         * @description Whether speaking becomes possible or impossible.
         * @enum {string}
         */
        MessagingAction: "enable" | "disable";
        /** @description Off, no client of the app can publish; its backend still can. */
        MessagingSwitch: {
            enabled: boolean;
        };
        Mirror: {
            /**
             * @description Name or address of the MySQL or MariaDB server.
             * @example db.example.com
             */
            host: string;
            /** @default 3306 */
            port: number;
            user: string;
            database: string;
            /**
             * @description Created if it is not there.
             * @default socketlink_messages
             */
            table: string;
            /**
             * @description `verify`: TLS, and the certificate must be valid for the host. `off`: neither messages nor password are protected on their way.
             * @default verify
             * @enum {string}
             */
            tls: "off" | "verify";
            /**
             * @description Certificates (PEM) to trust instead of the public authorities.
             * @default null
             */
            ca: string | null;
            /**
             * @description Most rows written at once.
             * @default 1000
             */
            batchRows: number;
            /**
             * @description How long a row may wait for its batch to fill, in ms.
             * @default 1000
             */
            everyMs: number;
            /**
             * @description Off: nothing is sent and nothing new is queued; what is queued waits.
             * @default true
             */
            enabled: boolean;
            hasPassword: boolean;
            createdAt: components["schemas"]["Timestamp"];
        };
        MirrorSettings: {
            /**
             * @description Name or address of the MySQL or MariaDB server.
             * @example db.example.com
             */
            host: string;
            /** @default 3306 */
            port: number;
            user: string;
            database: string;
            /**
             * @description Created if it is not there.
             * @default socketlink_messages
             */
            table: string;
            /**
             * @description `verify`: TLS, and the certificate must be valid for the host. `off`: neither messages nor password are protected on their way.
             * @default verify
             * @enum {string}
             */
            tls: "off" | "verify";
            /**
             * @description Certificates (PEM) to trust instead of the public authorities.
             * @default null
             */
            ca: string | null;
            /**
             * @description Most rows written at once.
             * @default 1000
             */
            batchRows: number;
            /**
             * @description How long a row may wait for its batch to fill, in ms.
             * @default 1000
             */
            everyMs: number;
            /**
             * @description Off: nothing is sent and nothing new is queued; what is queued waits.
             * @default true
             */
            enabled: boolean;
        };
        MirrorStatus: {
            /**
             * @description `gathering`: rows wait for their batch to fill. `sending`: a batch is on its way. `retrying`: the last attempt failed.
             * @enum {string}
             */
            state: "disabled" | "idle" | "gathering" | "sending" | "retrying";
            /** @description Rows that are not in the database yet. */
            waiting: number;
            /** @description When the oldest of them was stored. */
            waitingSince: components["schemas"]["Timestamp"] | null;
            /** @description The batch written last since the server started. */
            lastBatch: {
                at: components["schemas"]["Timestamp"];
                rows: number;
            } | null;
            /** @description Why rows wait; null: the last attempt did not fail. */
            outage: {
                /** @description The first failure since a batch was last written. */
                since: components["schemas"]["Timestamp"];
                /** @description The last failure. */
                at: components["schemas"]["Timestamp"];
                failures: number;
                message: string;
                retryAt: components["schemas"]["Timestamp"];
            } | null;
            /** @description Rows that the database refused for their content. They block no others. */
            refused: number;
            /** @description At most ten, newest first. */
            latestRefused: {
                id: components["schemas"]["ObjectId"];
                channel: components["schemas"]["ChannelName"];
                /** @description When the message was stored. */
                at: components["schemas"]["Timestamp"];
                refusedAt: components["schemas"]["Timestamp"];
                reason: string;
            }[];
        };
        MirrorTest: {
            ok: boolean;
            /** @description Version of the server; null if it failed. */
            server: string | null;
            /** @description Why it failed; null if it did not. */
            reason: string | null;
        };
        NewKey: {
            id: components["schemas"]["ObjectId"];
            kind: components["schemas"]["KeyKind"];
            /** @description Its last four characters. */
            hint: string;
            value: string;
            createdAt: components["schemas"]["Timestamp"];
            /** @description When it stops working; null: never. */
            expiresAt: components["schemas"]["Timestamp"] | null;
            /** @description To the minute; null: never used. */
            lastUsedAt: components["schemas"]["Timestamp"] | null;
        };
        /**
         * @description 8 to 500 characters.
         * @example correct horse battery
         */
        NewPassword: string;
        /** @description An id made by the server: 24 hex digits, sortable by time. */
        ObjectId: string;
        Operation: {
            id: components["schemas"]["ObjectId"];
            at: components["schemas"]["Timestamp"];
            /** @description Null: it is news on the user’s own channel. */
            conversation: components["schemas"]["ObjectId"] | null;
            /** @enum {string} */
            kind: "publish" | "edit" | "delete";
            name: components["schemas"]["EventName"];
            /** @description Who did it, where that is known. */
            user: components["schemas"]["UserId"] | null;
            /** @description Edit and delete: the message that they change. */
            target: components["schemas"]["ObjectId"] | null;
            /** @description The body of the event; null for a deletion. */
            data: unknown;
        };
        OwnUser: {
            id: components["schemas"]["UserId"];
            /** @description Null for users whom only the app’s backend signs in. */
            login: string | null;
            firstName: string | null;
            lastName: string | null;
            avatar: components["schemas"]["Avatar"] | null;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
            /** @description When its last connection closed; null: never seen. */
            lastSeenAt: components["schemas"]["Timestamp"] | null;
            email: string | null;
            phone: string | null;
        };
        /** @description A file of the user’s own; everybody in the app may see it then. */
        PictureInput: {
            fileId: components["schemas"]["ObjectId"];
            fileName?: string;
            blurHash?: string;
        };
        /**
         * @description A place in a channel’s log, `epoch:offset`. Opaque to clients; comes back as it was sent.
         * @example k3J9xQ:42
         */
        Position: string;
        /** @description A user came, changed what it shows, or left. */
        PresenceChange: {
            /** @constant */
            type: "presence";
            /** @enum {string} */
            action: "join" | "update" | "leave";
            user: components["schemas"]["UserId"];
            /**
             * @description Present when nobody proved that it is this user: the client merely said so, as clients of some protocols do.
             * @constant
             */
            claimed?: true;
            data?: unknown | null;
            at: components["schemas"]["Timestamp"];
            count: number;
        };
        PresenceList: {
            count: number;
            members: components["schemas"]["PresenceMember"][];
        };
        PresenceMember: {
            user: components["schemas"]["UserId"];
            /**
             * @description Present when nobody proved that it is this user: the client merely said so, as clients of some protocols do.
             * @constant
             */
            claimed?: true;
            /** @description What the member shows of itself. */
            data?: unknown | null;
            joinedAt: components["schemas"]["Timestamp"];
        };
        PublicUser: {
            id: components["schemas"]["UserId"];
            /** @description Null for users whom only the app’s backend signs in. */
            login: string | null;
            firstName: string | null;
            lastName: string | null;
            avatar: components["schemas"]["Avatar"] | null;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
            /** @description When its last connection closed; null: never seen. */
            lastSeenAt: components["schemas"]["Timestamp"] | null;
        };
        Published: {
            id: components["schemas"]["ObjectId"];
            position: components["schemas"]["Position"];
            at: components["schemas"]["Timestamp"];
            /** @description An event with this client id was there already; this is its id and position. */
            duplicate: boolean;
        };
        /**
         * @description What the devices get. `title` and `body` are shown; the rest is for the app.
         * @example {
         *       "title": "Ann",
         *       "body": "Lunch?"
         *     }
         */
        PushContent: {
            [key: string]: string;
        };
        PushDelivery: {
            id: components["schemas"]["ObjectId"];
            /** @description Of the device. It may be no more. */
            subscription: components["schemas"]["ObjectId"];
            /** @description `message`: a message was announced. `push`: it was sent by itself. */
            event: string;
            state: components["schemas"]["DeliveryState"];
            /** @description How often it was tried. */
            attempts: number;
            createdAt: components["schemas"]["Timestamp"];
            /** @description Not to be tried before this time. */
            dueAt: components["schemas"]["Timestamp"];
            /** @description When it reached its state. */
            changedAt: components["schemas"]["Timestamp"];
        };
        PushDeliveryDetail: {
            id: components["schemas"]["ObjectId"];
            /** @description Of the device. It may be no more. */
            subscription: components["schemas"]["ObjectId"];
            /** @description `message`: a message was announced. `push`: it was sent by itself. */
            event: string;
            state: components["schemas"]["DeliveryState"];
            /** @description How often it was tried. */
            attempts: number;
            createdAt: components["schemas"]["Timestamp"];
            /** @description Not to be tried before this time. */
            dueAt: components["schemas"]["Timestamp"];
            /** @description When it reached its state. */
            changedAt: components["schemas"]["Timestamp"];
            /** @description What is for the device, and for whom, as JSON. */
            payload: string;
            /** @description Every attempt, the oldest first. */
            log: components["schemas"]["DeliveryAttempt"][];
        };
        /** @enum {string} */
        PushPlatform: "web" | "ios" | "android";
        PushSubscription: {
            id: components["schemas"]["ObjectId"];
            /**
             * @description What the device calls itself: the same whenever it subscribes.
             * @example pixel-7
             */
            deviceId: string;
            platform: components["schemas"]["PushPlatform"];
            target: components["schemas"]["PushTarget"];
            createdAt: components["schemas"]["Timestamp"];
            /** @description When it subscribed last. */
            updatedAt: components["schemas"]["Timestamp"];
        };
        /** @description A browser by its push subscription, another device by its token. */
        PushTarget: {
            /** @description The `https:` URL of its push service. */
            endpoint: string;
            /** @description 16 bytes, base64url. */
            keyAuth: string;
            /** @description 65 bytes, base64url. */
            keyP256dh: string;
        } | {
            /** @description What FCM or APNs calls the device. */
            token: string;
        };
        /**
         * @description An emoji, or a word of the app.
         * @example 👍
         */
        Reaction: string;
        ReactionCount: {
            reaction: string;
            count: number;
            /** @description Whether the asking user is among them. */
            own: boolean;
        };
        ReactionUsers: {
            reaction: string;
            users: components["schemas"]["UserId"][];
        };
        /** @description The server ended the subscription, and why. Nothing follows. */
        Revoked: {
            /** @constant */
            type: "revoked";
            error: components["schemas"]["Error"];
        };
        RoomBan: {
            rid: components["schemas"]["BanRoomOrGlobal"];
            uid: components["schemas"]["UserId"][];
        } & {
            [key: string]: unknown;
        };
        RoomMessage: {
            /** @description Milliseconds since 1970-01-01 UTC, in digits. */
            timestamp: string;
            /** @description The message; as JSON if it was published as something else than a text. */
            message: string;
            /** @description Who sent it; empty if it was the backend. */
            uid: string;
        };
        RoomMetrics: {
            /** @description Connections of the app that are open now, whatever protocol they speak. */
            connections: number;
            /** @description Messages handed to readers: a message that five clients hear counts five times, the sender that gets no copy does not count. What the backend broadcasts is not among them. */
            messages_sent: number;
            /** @description `total_payload_sent` by `messages_sent`, in bytes; 0 before the first. */
            average_payload_size: number;
            /** @description Bytes of the texts of those messages, counted once for each reader. */
            total_payload_sent: number;
            /** @description `total_failed_api_calls` and `total_failed_connection_attempts` together. */
            total_rejected_requests: number;
            /** @description A moving average of how long clients take to answer a probe, there and back, in ms; 0 before the first answer. */
            average_latency: number;
            /** @description Messages that slow clients did not get (they are told so), and those refused from clients that are too slow. */
            dropped_messages: number;
            /** @description Requests below `/api/v1` answered with a status of 400 or above, or given up by the caller. Where nobody knows whose they are (a wrong key, an unknown path) they count for the default app. */
            total_failed_api_calls: number;
            /** @description Requests below `/api/v1` answered with a status below 400, but for this one. */
            total_success_api_calls: number;
            /** @description Handshakes of WebSockets that were refused. */
            total_failed_connection_attempts: number;
            /** @description Batches written to the app's own MySQL. */
            total_mysql_db_batch_writes: number;
            /** @description Messages kept in cache rooms. */
            total_local_db_writes: number;
            /** @description Requests to webhooks that their receivers took. */
            total_success_webhook_calls: number;
            /** @description Attempts at requests to webhooks that failed. */
            total_failed_webhook_calls: number;
        };
        /**
         * @description A room; `global` stands for the whole app.
         * @example pub-news
         * @example global
         */
        RoomOrGlobal: components["schemas"]["ChannelName"];
        RoomSanction: {
            rid: components["schemas"]["RoomOrGlobal"];
            uid: components["schemas"]["UserId"][];
        } & {
            [key: string]: unknown;
        };
        RoomSettings: {
            /**
             * @description Largest message a client may send, in bytes; a larger one ends its connection.
             * @default 10240
             */
            maxMessageBytes: number;
            /**
             * @description Bytes that may wait for a slow client before messages to it are dropped, and it is told so.
             * @default 262144
             */
            maxBacklogBytes: number;
            /**
             * @description A client that is silent for so long, answering no ping, is gone; 0: never.
             * @default 60000
             */
            idleTimeoutMs: 0 | number;
            /**
             * @description How long a connection may last before it is asked to reconnect; 0: as long as it likes.
             * @default 0
             */
            maxLifetimeMs: number;
            /**
             * @description Tell a client by a frame that it has entered a room.
             * @default true
             */
            announceEntry: boolean;
            /**
             * @description Requests that move a client in and out of rooms by the client key must come from the address of its connection.
             * @default true
             */
            sameAddress: boolean;
        };
        RoomUsers: {
            /** @description A room; `global` stands for the whole app. */
            rid: string;
            /** @description Users, each once, in no particular order. */
            uid: string[];
        };
        RuleExplanation: {
            channel: string;
            rule: components["schemas"]["ChannelRule"];
            /** @description The built-in prefix that decided; empty for ordinary names. */
            builtInPrefix: string;
            /** @description The protocols whose clients had this very channel kept in the database, where its name alone would not. The app’s patterns count before that. */
            definedBy: string[];
            /** @description The app’s pattern that refined it, if any. */
            pattern: components["schemas"]["ChannelPattern"] | null;
        };
        Sanction: {
            id: components["schemas"]["ObjectId"];
            user: components["schemas"]["UserId"];
            /** @description Where it holds; null: in the whole app. */
            channel: components["schemas"]["ChannelName"] | null;
            reason: string;
            /** @description Who imposed it. */
            author: string;
            createdAt: components["schemas"]["Timestamp"];
            /** @description When it ends by itself; null: never. */
            expiresAt: components["schemas"]["Timestamp"] | null;
        };
        Sent: {
            id: components["schemas"]["ObjectId"];
            position: components["schemas"]["Position"];
            offset: number;
            at: components["schemas"]["Timestamp"];
            /** @description It was there already, by its client id; this is the first answer. */
            duplicate: boolean;
        };
        SentPush: {
            id: components["schemas"]["ObjectId"];
            /** @description Those of the recipients who exist. */
            users: components["schemas"]["UserId"][];
            at: components["schemas"]["Timestamp"];
        };
        /** @description Something ephemeral: typing, a cursor. Never stored, never resumed. */
        Signal: {
            /** @constant */
            type: "signal";
            name: components["schemas"]["EventName"];
            /** @description Any JSON value. */
            data: unknown;
            at: components["schemas"]["Timestamp"];
            user: components["schemas"]["UserId"] | null;
            /**
             * @description Present when nobody proved that it is this user: the client merely said so, as clients of some protocols do.
             * @constant
             */
            claimed?: true;
            /** @description What else was said of it: a JSON object. Clients of some protocols say more of a message than its payload, each under the name of its protocol; the app’s backend may add what it likes. */
            extras?: {
                [key: string]: unknown;
            };
        };
        SignedIn: {
            user: components["schemas"]["OwnUser"];
            /** @description Goes beside the client key, as the tokens of the app’s backend do. */
            accessToken: string;
            /** @description When the access token ends. */
            expiresAt: components["schemas"]["Timestamp"];
            /** @description Gets the next tokens, once. Null where another request has just got one: that one is to be used. */
            refreshToken: string | null;
            refreshExpiresAt: components["schemas"]["Timestamp"];
            device: components["schemas"]["SignedInDevice"];
        };
        SignedInDevice: {
            id: components["schemas"]["ObjectId"];
            /** @description What the client calls itself. */
            deviceId: string;
            createdAt: components["schemas"]["Timestamp"];
            /** @description When it is signed out unless it is used. */
            expiresAt: components["schemas"]["Timestamp"];
        };
        Stats: {
            at: components["schemas"]["Timestamp"];
            /** @description Live now. */
            connections: number;
            /** @description Channels with readers now. */
            channels: number;
            /** @description Connections admitted since the start. */
            connected: number;
            /** @description Events logged since the start: publishes, edits, deletions. */
            published: number;
            /** @description Bytes of their payloads. */
            publishedBytes: number;
            /** @description Signals since the start. */
            signalled: number;
            /** @description Requests refused since the start, whatever the reason. */
            refused: number;
            /** @description Readers that events and signals were handed to since the start. */
            delivered: number;
            /** @description Publishes handed to readers, one for each. From here on: over restarts, see `GET /metrics`. */
            messagesDelivered: number;
            /** @description Bytes of their payloads, once for each reader. */
            bytesDelivered: number;
            /** @description Messages that clients were too slow to get or to send. */
            dropped: number;
            /** @description REST calls answered with a status below 400. */
            callsAnswered: number;
            /** @description REST calls answered with a status of 400 or above. */
            callsFailed: number;
            /** @description WebSocket handshakes refused. */
            handshakesRefused: number;
            /** @description Messages kept in cache rooms. */
            roomMessagesStored: number;
            /** @description Batches written to the app's own MySQL. */
            mirrorBatches: number;
            /** @description Webhook requests that were taken. */
            webhooksDelivered: number;
            /** @description Attempts at webhook requests that failed. */
            webhooksFailed: number;
            /** @description How long clients take to answer a probe, there and back, on average; 0 before the first answer. */
            latencyMs: number;
        };
        /** @description The first item of every subscription. `recovery` says how the position to resume from was met: `gap` means that something between it and `position` is gone. */
        Subscribed: {
            /** @constant */
            type: "subscribed";
            position: components["schemas"]["Position"];
            /** @enum {string} */
            recovery: "fresh" | "resumed" | "gap";
            members: components["schemas"]["PresenceMember"][] | null;
        };
        /** @description Present on what the server itself tells in a conversation. */
        SystemNote: {
            /** @enum {string} */
            kind: "member_added" | "member_removed" | "member_left" | "image_updated";
            /** @description Who was added or removed, or has left. */
            user?: components["schemas"]["UserId"];
        };
        /** @description Milliseconds since 1970-01-01 UTC. */
        Timestamp: number;
        TraceItem: {
            /** @enum {string} */
            kind: "publish" | "edit" | "delete" | "signal" | "presence" | "connected" | "disconnected" | "subscribed" | "unsubscribed" | "refused";
            at: components["schemas"]["Timestamp"];
            channel: components["schemas"]["ChannelName"] | null;
            user: components["schemas"]["UserId"] | null;
            connection: components["schemas"]["ObjectId"] | null;
            /** @description What it came by. */
            protocol: string;
            /** @description The event’s name; of presence: join, update or leave. */
            name: string | null;
            /** @description The payload, if there is one. */
            data: unknown;
            id: components["schemas"]["ObjectId"] | null;
            position: components["schemas"]["Position"] | null;
            /** @description Subscriptions it was handed to. */
            readers: number | null;
            error: components["schemas"]["Error"] | null;
        };
        /**
         * @description A user of the app.
         * @example ann
         */
        UserId: string;
        UserRooms: {
            uid: string;
            /** @description Rooms, each once, in no particular order. */
            rid: string[];
        };
        Webhook: {
            id: components["schemas"]["ObjectId"];
            /**
             * Format: uri
             * @description Where requests are sent (POST).
             * @example https://example.com/hooks/parley
             */
            url: string;
            /**
             * @description `message`: something was published. `subscribed`, `unsubscribed`: a connection came or went; `occupied`, `vacated`: it was the first or the last; `subscribers`: how many there are changed. `joined`, `left`: a user became present, or ceased to be. `client_event`: a client sent a signal named `client-…`. `cache_miss`: a client entered a channel that keeps its last event, and there was none. `verification`: may this user enter? Status 200 admits.
             * @default []
             */
            events: ("message" | "verification" | "subscribed" | "unsubscribed" | "occupied" | "vacated" | "subscribers" | "joined" | "left" | "client_event" | "cache_miss")[];
            /**
             * @description Patterns of the channels it is about (`*`: any characters); empty: all.
             * @default []
             */
            channels: string[];
            /**
             * @description How bodies and signatures look: `native`, or a protocol’s own.
             * @default native
             * @example native
             */
            format: string;
            /**
             * @description How long a request may take, in ms.
             * @default 5000
             */
            timeoutMs: number;
            /**
             * @description Channels that are told of at a time. Within a channel, one request follows the other.
             * @default 4
             */
            concurrency: number;
            /**
             * @description How long a request is tried again before it is given up, in ms.
             * @default 86400000
             */
            retryForMs: number;
            /**
             * @description `vacated` and `left` wait this long, in ms; if the channel or the user is back before, neither that nor the return is told.
             * @default 0
             */
            leaveDelayMs: number;
            /**
             * @description Above 0, what happens within this time (ms) is told in one request, at most 50 things in each. 0: each in a request of its own.
             * @default 0
             */
            batchWithinMs: number;
            /**
             * @description Off: what is queued waits, and nothing new is queued.
             * @default true
             */
            enabled: boolean;
            /** @description Whether its requests are signed by a secret of its own. */
            hasSecret: boolean;
            /** @description Names of the headers of its own. */
            headers: string[];
            createdAt: components["schemas"]["Timestamp"];
        };
        WebhookTest: {
            /** @description The status of the answer; null: none came. */
            status: number | null;
            /** @description The beginning of its body, or what went wrong. */
            answer: string;
            durationMs: number;
        };
        WhoAmI: {
            app: components["schemas"]["AppId"];
            /** @enum {string} */
            kind: "anonymous" | "user" | "admin" | "operator";
            user: components["schemas"]["UserId"] | null;
            /** @description The live connection; null over HTTP. */
            session: components["schemas"]["ObjectId"] | null;
            grants: {
                pattern: components["schemas"]["ChannelPattern"];
                rights: ("subscribe" | "publish" | "history" | "presence")[];
            }[];
            /** @description When the token ends; null: never. */
            expiresAt: components["schemas"]["Timestamp"] | null;
        };
    };
    responses: {
        /**
         * @description `bad_request`: Correct the request as the message says.
         *
         *     `bad_position`: Pass a position exactly as the server sent it: "epoch:offset".
         */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
         *
         *     `token_expired`: Fetch a fresh token from your backend and repeat.
         */
        Unauthenticated: {
            headers: {
                "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description `forbidden`: Ask for a token that grants this right on the channel, or use a key that has it.
         *
         *     `banned`: The user is banned here; lift the ban or wait for its expiry.
         *
         *     `muted`: The user is muted here; lift the mute or wait for its expiry.
         *
         *     `messaging_disabled`: Messaging is switched off for this app; switch it on again in the dashboard or the admin API.
         *
         *     `kicked`: An administrator ended the connection; it may be opened again.
         */
        Forbidden: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description `not_found`: Check the name or id; it does not exist or is not visible with this key. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description `conflict`: Read the current state and decide again. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description `payload_too_large`: Send less at a time, or raise the limit in the app settings. */
        PayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description `unsupported_media_type`: Send the content type that the API document names. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description `rate_limited`: Slow down; the limit is part of the app settings.
         *
         *     `too_many_connections`: Close unused connections, or raise the limit in the app settings.
         *
         *     `too_many_subscriptions`: Unsubscribe from something first, or raise the limit in the app settings.
         */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description `internal`: This is a fault of the server; its log has the cause. */
        Internal: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description `slow_consumer`: The client reads more slowly than its channels speak; reconnect and resume.
         *
         *     `draining`: This server is going down; reconnect, another takes over.
         *
         *     `unavailable`: A part the server needs, such as its database, is unreachable.
         */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Seconds to wait before repeating the request, where known. */
        RetryAfter: number;
        /** @description How to prove who is calling. */
        WwwAuthenticate: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    channelsSubscribe: {
        parameters: {
            query?: {
                /** @description Resume after this position. */
                lastEventId?: components["schemas"]["Position"];
                /** @description Without a position: begin with so many of the newest events. */
                rewind?: number;
                /** @description What to show of oneself to the others; any JSON value makes a known user present. */
                presence?: string;
            };
            header?: {
                /** @description The id of the last event that was read; wins over `lastEventId`. An EventSource sends it by itself. */
                "Last-Event-ID"?: components["schemas"]["Position"];
            };
            path: {
                /** @description The name of a channel. */
                channel: components["schemas"]["ChannelName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of server-sent events that does not end by itself. `data` of each is one item as JSON, `event` its type, `id` the position to resume from. A comment comes every 15 seconds. The schema is that of one item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["FeedItem"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    channelsPublish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of a channel. */
                channel: components["schemas"]["ChannelName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "message",
                 *       "data": {
                 *         "text": "hello"
                 *       },
                 *       "clientId": "7b2c"
                 *     }
                 */
                "application/json": {
                    name: components["schemas"]["EventName"];
                    /** @description Any JSON value. */
                    data: unknown;
                    clientId?: components["schemas"]["ClientId"];
                    /** @description If given, only these users read the event, live, by resuming and in the history: those who proved to be one of them. Its edits and its deletion are for the same. The app’s backend reads everything, and only it may give this. */
                    only?: components["schemas"]["UserId"][];
                    /** @description These users do not read the event, as with `only`, before which this counts. */
                    except?: components["schemas"]["UserId"][];
                    /** @description What else was said of it: a JSON object. Clients of some protocols say more of a message than its payload, each under the name of its protocol; the app’s backend may add what it likes. */
                    extras?: {
                        [key: string]: unknown;
                    };
                    /** @description A connection that does not get the event live: one of the sender’s own. The app’s backend may name any. */
                    exclude?: components["schemas"]["ObjectId"];
                    /** @description Publish in the name of this user. Only for the app’s backend. */
                    asUser?: components["schemas"]["UserId"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    channelsPublishBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    events: {
                        channel: components["schemas"]["ChannelName"];
                        name: components["schemas"]["EventName"];
                        /** @description Any JSON value. */
                        data: unknown;
                        clientId?: components["schemas"]["ClientId"];
                        /** @description If given, only these users read the event, live, by resuming and in the history: those who proved to be one of them. Its edits and its deletion are for the same. The app’s backend reads everything, and only it may give this. */
                        only?: components["schemas"]["UserId"][];
                        /** @description These users do not read the event, as with `only`, before which this counts. */
                        except?: components["schemas"]["UserId"][];
                        /** @description What else was said of it: a JSON object. Clients of some protocols say more of a message than its payload, each under the name of its protocol; the app’s backend may add what it likes. */
                        extras?: {
                            [key: string]: unknown;
                        };
                    }[];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: components["schemas"]["BatchResult"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    channelsDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of a channel. */
                channel: components["schemas"]["ChannelName"];
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    channelsEdit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of a channel. */
                channel: components["schemas"]["ChannelName"];
                /** @description The id of the event to change. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The new payload: any JSON value. */
                    data: unknown;
                    clientId?: components["schemas"]["ClientId"];
                    /** @description What else is said of it from now on; absent: what was. Only for the app’s backend. */
                    extras?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    channelsHistory: {
        parameters: {
            query?: {
                limit?: number;
                /** @description Only events before this position. */
                before?: components["schemas"]["Position"];
                /** @description Only events after this position. */
                after?: components["schemas"]["Position"];
                /** @description Which come first. */
                order?: "newest" | "oldest";
                /** @description Also list deleted events, without payload. */
                includeDeleted?: boolean;
            };
            header?: never;
            path: {
                /** @description The name of a channel. */
                channel: components["schemas"]["ChannelName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    channelsPresence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of a channel. */
                channel: components["schemas"]["ChannelName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresenceList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    channelsSignal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of a channel. */
                channel: components["schemas"]["ChannelName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: components["schemas"]["EventName"];
                    /** @description Any JSON value. */
                    data: unknown;
                    /** @description If given, only these users get it. */
                    users?: components["schemas"]["UserId"][];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    sessionWhoAmI: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhoAmI"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminAppsList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        apps: components["schemas"]["App"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminAppsCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: components["schemas"]["AppId"];
                    name: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        app: components["schemas"]["App"];
                        keys: {
                            client: components["schemas"]["NewKey"];
                            secret: components["schemas"]["NewKey"];
                            admin: components["schemas"]["NewKey"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminAppsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                app: components["schemas"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["App"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminAppsDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                app: components["schemas"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        disconnected: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminAppsUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                app: components["schemas"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    settings?: components["schemas"]["AppSettingsChange"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["App"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminKeysList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                app: components["schemas"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: components["schemas"]["Key"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminKeysCreate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                app: components["schemas"]["AppId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    kind: components["schemas"]["KeyKind"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminKeysRotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                app: components["schemas"]["AppId"];
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Default: a day.
                     * @default 86400000
                     */
                    overlapMs?: number;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminKeysRevoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an app. */
                app: components["schemas"]["AppId"];
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminRulesList: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rules: components["schemas"]["AppRule"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminRulesPut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                    app?: components["schemas"]["AppId"];
                    pattern: components["schemas"]["ChannelPattern"];
                    rule: components["schemas"]["ChannelRuleOverrideInput"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppRule"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminRulesDelete: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminRulesExplain: {
        parameters: {
            query: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
                /** @description The name of a channel. */
                channel: components["schemas"]["ChannelName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleExplanation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminChannelsList: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
                /** @description Only names that begin with this. */
                prefix?: string;
                /** @description Only names after this one: the `next` of a page. */
                after?: components["schemas"]["ChannelName"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        channels: components["schemas"]["Channel"][];
                        /** @description Pass it as `after` for the next page; null at the end. */
                        next: components["schemas"]["ChannelName"] | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminChannelsInspect: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path: {
                /** @description The name of a channel. */
                channel: components["schemas"]["ChannelName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminChannelsErase: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path: {
                /** @description The name of a channel. */
                channel: components["schemas"]["ChannelName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Events that went. */
                        erased: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminConnectionsList: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
                /** @description Only connections of this user. */
                user?: components["schemas"]["UserId"];
                /** @description Only connections after this one: the `next` of a page. */
                after?: components["schemas"]["ObjectId"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connections: components["schemas"]["Connection"][];
                        /** @description Connections of the app on this node. */
                        total: number;
                        /** @description Pass it as `after` for the next page; null at the end. */
                        next: components["schemas"]["ObjectId"] | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminConnectionsInspect: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminConnectionsDisconnect: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
                /** @description What the client is told. */
                reason?: string;
            };
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminBansList: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
                /** @description Where it holds; absent: in the whole app. */
                channel?: components["schemas"]["ChannelName"];
                /** @description A user of the app. */
                user?: components["schemas"]["UserId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sanctions: components["schemas"]["Sanction"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminBansCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                    app?: components["schemas"]["AppId"];
                    /** @description Where it holds; absent: in the whole app. */
                    channel?: components["schemas"]["ChannelName"];
                    user: components["schemas"]["UserId"];
                    /**
                     * @description The user reads it.
                     * @default
                     */
                    reason?: string;
                    /** @description When it ends by itself; absent: never. */
                    expiresAt?: components["schemas"]["Timestamp"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sanction"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminBansRemove: {
        parameters: {
            query: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
                /** @description Where it holds; absent: in the whole app. */
                channel?: components["schemas"]["ChannelName"];
                /** @description A user of the app. */
                user: components["schemas"]["UserId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminMutesList: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
                /** @description Where it holds; absent: in the whole app. */
                channel?: components["schemas"]["ChannelName"];
                /** @description A user of the app. */
                user?: components["schemas"]["UserId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sanctions: components["schemas"]["Sanction"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminMutesCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                    app?: components["schemas"]["AppId"];
                    /** @description Where it holds; absent: in the whole app. */
                    channel?: components["schemas"]["ChannelName"];
                    user: components["schemas"]["UserId"];
                    /**
                     * @description The user reads it.
                     * @default
                     */
                    reason?: string;
                    /** @description When it ends by itself; absent: never. */
                    expiresAt?: components["schemas"]["Timestamp"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sanction"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminMutesRemove: {
        parameters: {
            query: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
                /** @description Where it holds; absent: in the whole app. */
                channel?: components["schemas"]["ChannelName"];
                /** @description A user of the app. */
                user: components["schemas"]["UserId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminMessagingGet: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingSwitch"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminMessagingSet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                    app?: components["schemas"]["AppId"];
                    enabled: boolean;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingSwitch"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminMirrorGet: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mirror"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminMirrorPut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                    app?: components["schemas"]["AppId"];
                    /**
                     * @description Name or address of the MySQL or MariaDB server.
                     * @example db.example.com
                     */
                    host: string;
                    /** @default 3306 */
                    port?: number;
                    user: string;
                    database: string;
                    /**
                     * @description Created if it is not there.
                     * @default socketlink_messages
                     */
                    table?: string;
                    /**
                     * @description `verify`: TLS, and the certificate must be valid for the host. `off`: neither messages nor password are protected on their way.
                     * @default verify
                     * @enum {string}
                     */
                    tls?: "off" | "verify";
                    /**
                     * @description Certificates (PEM) to trust instead of the public authorities.
                     * @default null
                     */
                    ca?: string | null;
                    /**
                     * @description Most rows written at once.
                     * @default 1000
                     */
                    batchRows?: number;
                    /**
                     * @description How long a row may wait for its batch to fill, in ms.
                     * @default 1000
                     */
                    everyMs?: number;
                    /**
                     * @description Off: nothing is sent and nothing new is queued; what is queued waits.
                     * @default true
                     */
                    enabled?: boolean;
                    /** @description Never shown again. Absent: it stays, as long as host, port, user and TLS stay too. */
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mirror"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminMirrorDelete: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminMirrorStatus: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MirrorStatus"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminMirrorTest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                    app?: components["schemas"]["AppId"];
                    settings?: components["schemas"]["MirrorSettings"];
                    /** @description Never shown again. Absent: it stays, as long as host, port, user and TLS stay too. */
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MirrorTest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminMirrorSync: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                    app?: components["schemas"]["AppId"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminMirrorRetryRefused: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                    app?: components["schemas"]["AppId"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminMirrorDiscardRefused: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminWebhooksList: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: components["schemas"]["Webhook"][];
                        /** @description Deliveries of the app by state; done ones are kept for three days, dead ones for thirty. */
                        queue: {
                            pending: number;
                            done: number;
                            dead: number;
                        };
                        /** @description What `format` can be. */
                        formats: string[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminWebhooksCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                    app?: components["schemas"]["AppId"];
                    /**
                     * Format: uri
                     * @description Where requests are sent (POST).
                     * @example https://example.com/hooks/parley
                     */
                    url: string;
                    /**
                     * @description `message`: something was published. `subscribed`, `unsubscribed`: a connection came or went; `occupied`, `vacated`: it was the first or the last; `subscribers`: how many there are changed. `joined`, `left`: a user became present, or ceased to be. `client_event`: a client sent a signal named `client-…`. `cache_miss`: a client entered a channel that keeps its last event, and there was none. `verification`: may this user enter? Status 200 admits.
                     * @default []
                     */
                    events?: ("message" | "verification" | "subscribed" | "unsubscribed" | "occupied" | "vacated" | "subscribers" | "joined" | "left" | "client_event" | "cache_miss")[];
                    /** @default [] */
                    channels?: components["schemas"]["ChannelPattern"][];
                    /**
                     * @description How bodies and signatures look: `native`, or a protocol’s own.
                     * @default native
                     * @example native
                     */
                    format?: string;
                    /**
                     * @description How long a request may take, in ms.
                     * @default 5000
                     */
                    timeoutMs?: number;
                    /**
                     * @description Channels that are told of at a time. Within a channel, one request follows the other.
                     * @default 4
                     */
                    concurrency?: number;
                    /** @description How long a request is tried again before it is given up, in ms. Default: as the format has it; natively a day. */
                    retryForMs?: number;
                    /** @description `vacated` and `left` wait this long, in ms; if the channel or the user is back before, neither that nor the return is told. Default: as the format has it; natively 0. */
                    leaveDelayMs?: number;
                    /**
                     * @description Above 0, what happens within this time (ms) is told in one request, at most 50 things in each. 0: each in a request of its own.
                     * @default 0
                     */
                    batchWithinMs?: number;
                    /**
                     * @description Off: what is queued waits, and nothing new is queued.
                     * @default true
                     */
                    enabled?: boolean;
                    /** @description Signs the requests; null: they are not signed, or by the app’s own secret if the format wants that. Never shown again. */
                    secret?: string | null;
                    /**
                     * @description Headers to send with each request, at most 20. Not those about the connection or the body, nor `parley-…`. Their values are never shown again.
                     * @example {
                     *       "authorization": "Bearer 0123456789"
                     *     }
                     */
                    headers?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminWebhooksDelete: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminWebhooksUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                    app?: components["schemas"]["AppId"];
                    /**
                     * Format: uri
                     * @description Where requests are sent (POST).
                     * @example https://example.com/hooks/parley
                     */
                    url?: string;
                    events?: ("message" | "verification" | "subscribed" | "unsubscribed" | "occupied" | "vacated" | "subscribers" | "joined" | "left" | "client_event" | "cache_miss")[];
                    channels?: components["schemas"]["ChannelPattern"][];
                    format?: string;
                    timeoutMs?: number;
                    concurrency?: number;
                    retryForMs?: number;
                    leaveDelayMs?: number;
                    batchWithinMs?: number;
                    enabled?: boolean;
                    /** @description Signs the requests; null: they are not signed, or by the app’s own secret if the format wants that. Never shown again. */
                    secret?: string | null;
                    /**
                     * @description Headers to send with each request, at most 20. Not those about the connection or the body, nor `parley-…`. Their values are never shown again.
                     * @example {
                     *       "authorization": "Bearer 0123456789"
                     *     }
                     */
                    headers?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminWebhooksTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                    app?: components["schemas"]["AppId"];
                    /**
                     * @description What the sample is about; default: the first that the webhook takes.
                     * @enum {string}
                     */
                    event?: "message" | "verification" | "subscribed" | "unsubscribed" | "occupied" | "vacated" | "subscribers" | "joined" | "left" | "client_event" | "cache_miss";
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminWebhooksDeliveries: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
                /** @description Only those of this webhook. */
                webhook?: components["schemas"]["ObjectId"];
                /** @description Only those in this state. */
                state?: components["schemas"]["DeliveryState"];
                /** @description Only deliveries before this one: the `next` of a page. */
                before?: components["schemas"]["ObjectId"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: components["schemas"]["Delivery"][];
                        /** @description Pass it as `before` for the next page; null at the end. */
                        next: components["schemas"]["ObjectId"] | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminWebhooksDelivery: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminWebhooksResend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                    app?: components["schemas"]["AppId"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminWebhooksRecover: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                    app?: components["schemas"]["AppId"];
                    since: components["schemas"]["Timestamp"];
                    /** @description Only for this webhook; default: all of the app. */
                    webhook?: components["schemas"]["ObjectId"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recovered: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminPushDeliveries: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
                /** @description Only those to this device. */
                subscription?: components["schemas"]["ObjectId"];
                /** @description Only those in this state. */
                state?: components["schemas"]["DeliveryState"];
                /** @description Only deliveries before this one: the `next` of a page. */
                before?: components["schemas"]["ObjectId"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: components["schemas"]["PushDelivery"][];
                        /** @description Pass it as `before` for the next page; null at the end. */
                        next: components["schemas"]["ObjectId"] | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminPushDelivery: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushDeliveryDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminLive: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
                /** @description Only channels that match. */
                channel?: components["schemas"]["ChannelPattern"];
                /** @description Only what this user does. */
                user?: components["schemas"]["UserId"];
                /** @description Only what came by this protocol. */
                protocol?: string;
                kinds?: ("publish" | "edit" | "delete" | "signal" | "presence" | "connected" | "disconnected" | "subscribed" | "unsubscribed" | "refused")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of server-sent events that does not end by itself. `data` of each is one item as JSON, `event` its type, `id` the position to resume from. A comment comes every 15 seconds. The schema is that of one item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["LiveItem"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminStats: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stats"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    adminAudit: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
                /** @description Only acts before this one: the `next` of a page. */
                before?: components["schemas"]["ObjectId"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: components["schemas"]["AuditEntry"][];
                        next: components["schemas"]["ObjectId"] | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    dashboardSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DashboardAccount"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    dashboardSignOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsPing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": "Pong!";
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsMetrics: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomMetrics"];
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsSyncMirror: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "MySQL data synced successfully!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsSyncMirrorByPost: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "MySQL data synced successfully!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsList: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomUsers"][];
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsUsersOf: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rid": [
                 *         "pub-state-cache-test-0"
                 *       ]
                 *     }
                 */
                "application/json": {
                    rid: string[];
                    app?: unknown;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @example {
                 *       "rid": [
                 *         "pub-state-cache-test-0"
                 *       ]
                 *     }
                 */
                "*/*": {
                    rid: string[];
                    app?: unknown;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomUsers"][];
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsOrphans: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        uid: string[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsSubscriptions: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserRooms"][];
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsSubscriptionsOf: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "uid": [
                 *         "ann"
                 *       ]
                 *     }
                 */
                "application/json": {
                    uid: string[];
                    app?: unknown;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @example {
                 *       "uid": [
                 *         "ann"
                 *       ]
                 *     }
                 */
                "*/*": {
                    uid: string[];
                    app?: unknown;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserRooms"][];
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsBroadcast: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "message": "hello friends!"
                 *     }
                 */
                "application/json": {
                    message: string;
                    app?: unknown;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @example {
                 *       "message": "hello friends!"
                 *     }
                 */
                "*/*": {
                    message: string;
                    app?: unknown;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Successfully broadcasted the message to everyone on the server!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsBroadcastToRooms: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rid": [
                 *         "pub-state-cache-test-3",
                 *         "pub-state-cache-test-2"
                 *       ],
                 *       "message": "this is for 3 and 2"
                 *     }
                 */
                "application/json": {
                    rid: string[];
                    message: string;
                    app?: unknown;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @example {
                 *       "rid": [
                 *         "pub-state-cache-test-3",
                 *         "pub-state-cache-test-2"
                 *       ],
                 *       "message": "this is for 3 and 2"
                 *     }
                 */
                "*/*": {
                    rid: string[];
                    message: string;
                    app?: unknown;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Successfully broadcasted the message to the given rooms!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsBroadcastToUsers: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "uid": [
                 *         "test",
                 *         "test2"
                 *       ],
                 *       "message": "this is for test and test2"
                 *     }
                 */
                "application/json": {
                    uid: string[];
                    message: string;
                    app?: unknown;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @example {
                 *       "uid": [
                 *         "test",
                 *         "test2"
                 *       ],
                 *       "message": "this is for test and test2"
                 *     }
                 */
                "*/*": {
                    uid: string[];
                    message: string;
                    app?: unknown;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Successfully broadcasted the message to the given connections!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsBroadcastUsersByOtherName: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "uid": [
                 *         "test",
                 *         "test2"
                 *       ],
                 *       "message": "this is for test and test2"
                 *     }
                 */
                "application/json": {
                    uid: string[];
                    message: string;
                    app?: unknown;
                } & {
                    [key: string]: unknown;
                };
                /**
                 * @example {
                 *       "uid": [
                 *         "test",
                 *         "test2"
                 *       ],
                 *       "message": "this is for test and test2"
                 *     }
                 */
                "*/*": {
                    uid: string[];
                    message: string;
                    app?: unknown;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Successfully broadcasted the message to the given connections!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsBan: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "rid": "global",
                 *         "uid": [
                 *           "test",
                 *           "test2",
                 *           "test3"
                 *         ]
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["RoomBan"][];
                /**
                 * @example [
                 *       {
                 *         "rid": "global",
                 *         "uid": [
                 *           "test",
                 *           "test2",
                 *           "test3"
                 *         ]
                 *       }
                 *     ]
                 */
                "*/*": components["schemas"]["RoomBan"][];
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Given users are successfully banned from the given rooms!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsUnban: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "rid": "global",
                 *         "uid": [
                 *           "test",
                 *           "test2",
                 *           "test3"
                 *         ]
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["RoomSanction"][];
                /**
                 * @example [
                 *       {
                 *         "rid": "global",
                 *         "uid": [
                 *           "test",
                 *           "test2",
                 *           "test3"
                 *         ]
                 *       }
                 *     ]
                 */
                "*/*": components["schemas"]["RoomSanction"][];
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Given users are successfully unbanned from the given rooms!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsBanned: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomUsers"][];
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsMute: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path: {
                /** @description Whether speaking becomes possible or impossible. */
                action: components["schemas"]["MessagingAction"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "rid": "global",
                 *         "uid": [
                 *           "test",
                 *           "test2",
                 *           "test3"
                 *         ]
                 *       },
                 *       {
                 *         "rid": "pub-state-cache-test-2",
                 *         "uid": [
                 *           "test",
                 *           "test2"
                 *         ]
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["RoomSanction"][];
                /**
                 * @example [
                 *       {
                 *         "rid": "global",
                 *         "uid": [
                 *           "test",
                 *           "test2",
                 *           "test3"
                 *         ]
                 *       },
                 *       {
                 *         "rid": "pub-state-cache-test-2",
                 *         "uid": [
                 *           "test",
                 *           "test2"
                 *         ]
                 *       }
                 *     ]
                 */
                "*/*": components["schemas"]["RoomSanction"][];
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Messaging successfully disabled for the given users in the given rooms!" | "Messaging successfully enabled for the given users in the given rooms!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsMuted: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomUsers"][];
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsSetMessagingByGet: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path: {
                /** @description Whether speaking becomes possible or impossible. */
                action: components["schemas"]["MessagingAction"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Messaging successfully enabled for everyone!" | "Messaging successfully disabled for everyone!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsSetMessaging: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path: {
                /** @description Whether speaking becomes possible or impossible. */
                action: components["schemas"]["MessagingAction"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Messaging successfully enabled for everyone!" | "Messaging successfully disabled for everyone!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsMessages: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
                /** @description How many messages at most, 0 to 10. What is no such number counts as 10. */
                limit?: string;
                /** @description How many of the newest messages to leave out. What is no such number counts as 0. */
                offset?: string;
            };
            header?: {
                /** @description Needed with a client key: who reads. */
                uid?: string;
            };
            path: {
                /** @description The name of a channel. */
                rid: components["schemas"]["ChannelName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomMessage"][];
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsMessagesByQuery: {
        parameters: {
            query: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
                /** @description How many messages at most, 0 to 10. What is no such number counts as 10. */
                limit?: string;
                /** @description How many of the newest messages to leave out. What is no such number counts as 0. */
                offset?: string;
                /** @description The name of a channel. */
                rid: components["schemas"]["ChannelName"];
            };
            header?: {
                /** @description Needed with a client key: who reads. */
                uid?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomMessage"][];
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsTruncate: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Database truncated successfully!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsEnter: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client, as it called itself when it connected. */
                uid?: string;
            };
            path: {
                /** @description A room: 1 to 160 characters, of which the first are `pub-` or `pri-`. */
                rid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Successfully subscribed to the given room!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsEnterByPost: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client, as it called itself when it connected. */
                uid?: string;
            };
            path: {
                /** @description A room: 1 to 160 characters, of which the first are `pub-` or `pri-`. */
                rid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Successfully subscribed to the given room!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsLeave: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client, as it called itself when it connected. */
                uid?: string;
            };
            path: {
                /** @description A room: 1 to 160 characters, of which the first are `pub-` or `pri-`. */
                rid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Successfully unsubscribed from the given room!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    roomsLeaveByPost: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client, as it called itself when it connected. */
                uid?: string;
            };
            path: {
                /** @description A room: 1 to 160 characters, of which the first are `pub-` or `pri-`. */
                rid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        message: "Successfully unsubscribed from the given room!";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `unauthenticated`: Send a valid key or token: the api-key header, a bearer token, or a client key.
             *
             *     `token_expired`: Fetch a fresh token from your backend and repeat.
             */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "unauthenticated",
                     *       "message": "Unauthorized access, Invalid API key!",
                     *       "retry": "never",
                     *       "fix": "Send a valid key or token: the api-key header, a bearer token, or a client key."
                     *     }
                     */
                    "application/json": components["schemas"]["Error"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatContactsList: {
        parameters: {
            query?: {
                /** @description Only these. */
                ids?: components["schemas"]["ObjectId"][];
                /** @description Only those changed after this. */
                updatedAfter?: components["schemas"]["Timestamp"];
                /** @description Only contacts before this one: the `next` of a page. */
                before?: components["schemas"]["ObjectId"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        contacts: components["schemas"]["Contact"][];
                        /** @description Pass it as `before` for the next page; null at the end. */
                        next: components["schemas"]["ObjectId"] | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatContactsAdd: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    firstName?: string;
                    lastName?: string;
                    company?: string;
                    emails?: {
                        /**
                         * @description What it is to the user.
                         * @example work
                         */
                        type: string;
                        value: string;
                    }[];
                    phones?: {
                        /**
                         * @description What it is to the user.
                         * @example work
                         */
                        type: string;
                        value: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatContactsAddMany: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    contacts: {
                        firstName?: string;
                        lastName?: string;
                        company?: string;
                        emails?: {
                            /**
                             * @description What it is to the user.
                             * @example work
                             */
                            type: string;
                            value: string;
                        }[];
                        phones?: {
                            /**
                             * @description What it is to the user.
                             * @example work
                             */
                            type: string;
                            value: string;
                        }[];
                    }[];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        contacts: components["schemas"]["Contact"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatContactsRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether there was one. */
                        removed: boolean;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatContactsUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    firstName?: string | null;
                    lastName?: string | null;
                    company?: string | null;
                    emails?: {
                        /**
                         * @description What it is to the user.
                         * @example work
                         */
                        type: string;
                        value: string;
                    }[];
                    phones?: {
                        /**
                         * @description What it is to the user.
                         * @example work
                         */
                        type: string;
                        value: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatBlocksList: {
        parameters: {
            query?: {
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many there are on all pages. */
                        count: number;
                        users: components["schemas"]["UserId"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatBlocksBlock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    users: components["schemas"]["UserId"][];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatBlocksUnblock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    users: components["schemas"]["UserId"][];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatActivityGet: {
        parameters: {
            query: {
                users: components["schemas"]["UserId"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        activity: components["schemas"]["Activity"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatActivityWatch: {
        parameters: {
            query: {
                users: components["schemas"]["UserId"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of server-sent events that does not end by itself. `data` of each is one item as JSON, `event` its type, `id` the position to resume from. A comment comes every 15 seconds. The schema is that of one item. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Activity"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatActivityOnline: {
        parameters: {
            query?: {
                offset?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many there are on all pages. */
                        count: number;
                        users: components["schemas"]["UserId"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatSessionRegister: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "login": "ann",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": {
                    login: components["schemas"]["Login"];
                    password: components["schemas"]["NewPassword"];
                    email?: string;
                    phone?: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatSessionLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "login": "ann",
                 *       "password": "correct horse battery",
                 *       "deviceId": "ann’s phone"
                 *     }
                 */
                "application/json": {
                    login: string;
                    password: string;
                    /** @description Default: a new name. */
                    deviceId?: components["schemas"]["DeviceName"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatSessionRefresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    refreshToken: string;
                    /** @description If given, the token must be of this device. */
                    deviceId?: components["schemas"]["DeviceName"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatSessionLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatSessionDevices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        devices: {
                            id: components["schemas"]["ObjectId"];
                            /** @description What the client calls itself. */
                            deviceId: string;
                            createdAt: components["schemas"]["Timestamp"];
                            /** @description When it is signed out unless it is used. */
                            expiresAt: components["schemas"]["Timestamp"];
                            /** @description Whether the request came from it. */
                            isCurrent: boolean;
                        }[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatSessionEndDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatUsersMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatUsersDeleteMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatUsersUpdateMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    login?: components["schemas"]["Login"];
                    email?: string | null;
                    phone?: string | null;
                    firstName?: string | null;
                    lastName?: string | null;
                    avatar?: components["schemas"]["PictureInput"] | null;
                    newPassword?: components["schemas"]["NewPassword"];
                    currentPassword?: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatUsersSearch: {
        parameters: {
            query: {
                keyword: string;
                limit?: number;
                /** @description Milliseconds since 1970-01-01 UTC. */
                updatedAfter?: components["schemas"]["Timestamp"];
                ignoreIds?: components["schemas"]["UserId"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        users: components["schemas"]["PublicUser"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatUsersList: {
        parameters: {
            query: {
                ids: components["schemas"]["UserId"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        users: components["schemas"]["PublicUser"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatUsersGet: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path: {
                /** @description A user of the app. */
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatUsersPut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A user of the app. */
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                    app?: components["schemas"]["AppId"];
                    email?: string | null;
                    phone?: string | null;
                    firstName?: string | null;
                    lastName?: string | null;
                    avatar?: components["schemas"]["PictureInput"] | null;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatUsersRemove: {
        parameters: {
            query?: {
                /** @description The app it is about; default: the one the key belongs to. Only operators may name another. */
                app?: components["schemas"]["AppId"];
            };
            header?: never;
            path: {
                /** @description A user of the app. */
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatPushKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description 65 bytes, base64url. */
                        publicKey: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatPushSubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What the device calls itself: the same whenever it subscribes. */
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    platform: components["schemas"]["PushPlatform"];
                    target: components["schemas"]["PushTarget"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushSubscription"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatPushUnsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What the device calls itself: the same whenever it subscribes. */
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatPushList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        subscriptions: components["schemas"]["PushSubscription"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatPushSend: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    users: components["schemas"]["UserId"][];
                    content: components["schemas"]["PushContent"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentPush"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatFilesCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    files: components["schemas"]["FileSpec"][];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        files: components["schemas"]["FileUpload"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatFilesUrls: {
        parameters: {
            query: {
                ids: components["schemas"]["ObjectId"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description By file id. */
                        urls: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatConversationsList: {
        parameters: {
            query?: {
                limit?: number;
                /** @description Milliseconds since 1970-01-01 UTC. */
                updatedAfter?: components["schemas"]["Timestamp"];
                /** @description Milliseconds since 1970-01-01 UTC. */
                updatedBefore?: components["schemas"]["Timestamp"];
                /** @description Only these. */
                ids?: components["schemas"]["ObjectId"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conversations: components["schemas"]["ConversationView"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatConversationsCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    kind: components["schemas"]["ConversationKind"];
                    name?: string;
                    description?: string;
                    image?: components["schemas"]["ConversationImageInput"];
                    /** @description Who else takes part: for a private conversation the other user. */
                    participants: components["schemas"]["UserId"][];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conversation: components["schemas"]["ConversationView"];
                        /** @description Whether it did not exist before. */
                        isNew: boolean;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatConversationsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatConversationsUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string | null;
                    image?: components["schemas"]["ConversationImageInput"] | null;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatConversationsSearch: {
        parameters: {
            query: {
                name: string;
                limit?: number;
                /** @description Milliseconds since 1970-01-01 UTC. */
                updatedAfter?: components["schemas"]["Timestamp"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conversations: components["schemas"]["Conversation"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatConversationsLeave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatConversationsMembers: {
        parameters: {
            query?: {
                /** @description A user of the app. */
                after?: components["schemas"]["UserId"];
                limit?: number;
            };
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        members: components["schemas"]["ConversationMember"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatConversationsAddMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    users: components["schemas"]["UserId"][];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatConversationsRemoveMembers: {
        parameters: {
            query: {
                users: components["schemas"]["UserId"][];
            };
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Null: nobody is left, it is over. */
                        conversation: components["schemas"]["ConversationView"] | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatConversationsSetRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
                /** @description A user of the app. */
                user: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    role: components["schemas"]["ConversationRole"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatMessagesList: {
        parameters: {
            query?: {
                limit?: number;
                /** @description Which come first. */
                order?: "newest" | "oldest";
                /** @description Only messages with a smaller offset. */
                before?: number;
                /** @description Only messages with a larger offset. */
                after?: number;
                /** @description Only messages sent before this. */
                createdBefore?: components["schemas"]["Timestamp"];
                /** @description Only messages sent, or edited, after this. */
                changedAfter?: components["schemas"]["Timestamp"];
                /** @description Only these. */
                ids?: components["schemas"]["ObjectId"][];
            };
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                conversation: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        messages: components["schemas"]["Message"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatMessagesSend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                conversation: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "text": "hello",
                 *       "clientId": "7b2c"
                 *     }
                 */
                "application/json": {
                    clientId?: components["schemas"]["ClientId"];
                    /**
                     * @description May be empty if there are attachments.
                     * @default
                     */
                    text?: string;
                    attachments?: components["schemas"]["Attachment"][];
                    custom?: components["schemas"]["Custom"];
                    /** @description A message of the same conversation. */
                    replyTo?: components["schemas"]["ObjectId"];
                    /** @description The message that this one repeats elsewhere. */
                    forwardOf?: components["schemas"]["ObjectId"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sent"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatMessagesGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                conversation: components["schemas"]["ObjectId"];
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatMessagesEdit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                conversation: components["schemas"]["ObjectId"];
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sent"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatMessagesDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                conversation: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: components["schemas"]["ObjectId"][];
                    /** @enum {string} */
                    for: "everyone" | "me";
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deleted: components["schemas"]["ObjectId"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatMessagesRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                conversation: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Up to this message, or this offset; absent: all that there is. */
                    upTo?: components["schemas"]["ObjectId"] | number;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Messages of others that were unread before, the newest first; at most 1000. */
                        messages: components["schemas"]["ObjectId"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatMessagesTyping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                conversation: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Such as `start` or `stop`. */
                    status?: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatMessagesReactions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                conversation: components["schemas"]["ObjectId"];
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reactions: components["schemas"]["ReactionUsers"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatMessagesReact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                conversation: components["schemas"]["ObjectId"];
                /** @description An id made by the server: 24 hex digits, sortable by time. */
                id: components["schemas"]["ObjectId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "add": "👍"
                 *     }
                 */
                "application/json": {
                    add?: components["schemas"]["Reaction"];
                    remove?: components["schemas"]["Reaction"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: boolean;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatMessagesSignal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": {
                 *         "users": [
                 *           "ann"
                 *         ]
                 *       },
                 *       "custom": {
                 *         "call": "ringing"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description The members of a conversation, or users. */
                    to: {
                        conversation: components["schemas"]["ObjectId"];
                    } | {
                        users: components["schemas"]["UserId"][];
                    };
                    /** @description What the sender calls it. */
                    id?: string;
                    custom: components["schemas"]["Custom"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    chatOperationsList: {
        parameters: {
            query: {
                /** @description When the user was there last, or where an earlier page ended. */
                at: components["schemas"]["Timestamp"];
                /** @description What was after that, the oldest first, or before it, the newest first. */
                direction?: "after" | "before";
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        operations: components["schemas"]["Operation"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
}
