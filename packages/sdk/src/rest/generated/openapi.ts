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
         * @description A page holds at most `limit` events, and fewer when they are large: the end is where a page is empty.
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
         * @description Replaces the rule the pattern had. In force at once: live subscriptions are checked again.
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
             * @default 65536
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
        /** @description A logged event. Offsets rise by one within an epoch. */
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
            clientId?: string | null;
            /** @description Edit and delete: the event they change. */
            target?: components["schemas"]["ObjectId"] | null;
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
        /** @description The publisher's own id for an event. Repeating a publish with the same one stores it once. */
        ClientId: string;
        Connection: {
            id: components["schemas"]["ObjectId"];
            /** @enum {string} */
            kind: "anonymous" | "user" | "admin" | "operator";
            user: components["schemas"]["UserId"] | null;
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
        DashboardAccount: {
            name: string;
            /**
             * @description `viewer` may look but not change anything.
             * @enum {string}
             */
            role: "operator" | "viewer";
        };
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
        };
        /**
         * @description An event's name, chosen by the publisher.
         * @example message
         */
        EventName: string;
        FeedItem: components["schemas"]["Subscribed"] | components["schemas"]["ChannelEvent"] | components["schemas"]["Signal"] | components["schemas"]["PresenceChange"] | components["schemas"]["Gap"] | components["schemas"]["Revoked"];
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
            clientId: string | null;
            /** @description When it was last edited; absent if never. */
            editedAt?: components["schemas"]["Timestamp"];
            /** @description When it was deleted; absent if it was not. */
            deletedAt?: components["schemas"]["Timestamp"];
        };
        HistoryPage: {
            events: components["schemas"]["HistoryEvent"][];
            /** @description Where the channel stood: subscribe from here to go on. */
            position: components["schemas"]["Position"];
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
        /** @description Off, no client of the app can publish; its backend still can. */
        MessagingSwitch: {
            enabled: boolean;
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
        /** @description An id made by the server: 24 hex digits, sortable by time. */
        ObjectId: string;
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
            /** @description What the member shows of itself. */
            data?: unknown | null;
            joinedAt: components["schemas"]["Timestamp"];
        };
        Published: {
            id: components["schemas"]["ObjectId"];
            position: components["schemas"]["Position"];
            at: components["schemas"]["Timestamp"];
            /** @description An event with this client id was there already; this is its id and position. */
            duplicate: boolean;
        };
        /** @description The server ended the subscription, and why. Nothing follows. */
        Revoked: {
            /** @constant */
            type: "revoked";
            error: components["schemas"]["Error"];
        };
        RuleExplanation: {
            channel: string;
            rule: components["schemas"]["ChannelRule"];
            /** @description The built-in prefix that decided; empty for ordinary names. */
            builtInPrefix: string;
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
        /** @description Something ephemeral: typing, a cursor. Never stored, never resumed. */
        Signal: {
            /** @constant */
            type: "signal";
            name: components["schemas"]["EventName"];
            /** @description Any JSON value. */
            data: unknown;
            at: components["schemas"]["Timestamp"];
            user: components["schemas"]["UserId"] | null;
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
}
