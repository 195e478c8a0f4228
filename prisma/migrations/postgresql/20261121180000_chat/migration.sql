-- COLLATE "C" compares by code point: the same order and the same equality in every database, whatever its locale.

CREATE TABLE "chat_user" (
    "app_id" VARCHAR(128) COLLATE "C" NOT NULL,
    "id" VARCHAR(255) COLLATE "C" NOT NULL,
    "login" VARCHAR(255) COLLATE "C",
    "login_key" VARCHAR(255) COLLATE "C",
    "email" VARCHAR(255) COLLATE "C",
    "email_key" VARCHAR(255) COLLATE "C",
    "phone" VARCHAR(64) COLLATE "C",
    "first_name" VARCHAR(255) COLLATE "C",
    "last_name" VARCHAR(255) COLLATE "C",
    "search_text" VARCHAR(1000) COLLATE "C" NOT NULL,
    "avatar" TEXT,
    "password_hash" VARCHAR(255) COLLATE "C",
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    "last_seen_at" BIGINT,
    CONSTRAINT "chat_user_pkey" PRIMARY KEY ("app_id", "id")
);
CREATE UNIQUE INDEX "chat_user_app_id_login_key_key" ON "chat_user"("app_id", "login_key");
CREATE UNIQUE INDEX "chat_user_app_id_email_key_key" ON "chat_user"("app_id", "email_key");
CREATE UNIQUE INDEX "chat_user_app_id_phone_key" ON "chat_user"("app_id", "phone");

CREATE TABLE "chat_device" (
    "id" VARCHAR(24) COLLATE "C" NOT NULL,
    "app_id" VARCHAR(128) COLLATE "C" NOT NULL,
    "user_id" VARCHAR(255) COLLATE "C" NOT NULL,
    "device_id" VARCHAR(255) COLLATE "C" NOT NULL,
    "refresh_hash" VARCHAR(64) COLLATE "C" NOT NULL,
    "previous_hash" VARCHAR(64) COLLATE "C",
    "created_at" BIGINT NOT NULL,
    "rotated_at" BIGINT NOT NULL,
    "answered_at" BIGINT,
    "expires_at" BIGINT NOT NULL,
    CONSTRAINT "chat_device_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "chat_device_app_id_user_id_idx" ON "chat_device"("app_id", "user_id");
CREATE INDEX "chat_device_expires_at_idx" ON "chat_device"("expires_at");

CREATE TABLE "chat_contact" (
    "id" VARCHAR(24) COLLATE "C" NOT NULL,
    "app_id" VARCHAR(128) COLLATE "C" NOT NULL,
    "user_id" VARCHAR(255) COLLATE "C" NOT NULL,
    "first_name" VARCHAR(255) COLLATE "C",
    "last_name" VARCHAR(255) COLLATE "C",
    "company" VARCHAR(255) COLLATE "C",
    "emails" TEXT NOT NULL,
    "phones" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    CONSTRAINT "chat_contact_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "chat_contact_app_id_user_id_updated_at_idx" ON "chat_contact"("app_id", "user_id", "updated_at");

CREATE TABLE "chat_block" (
    "app_id" VARCHAR(128) COLLATE "C" NOT NULL,
    "user_id" VARCHAR(255) COLLATE "C" NOT NULL,
    "blocked_id" VARCHAR(255) COLLATE "C" NOT NULL,
    "created_at" BIGINT NOT NULL,
    CONSTRAINT "chat_block_pkey" PRIMARY KEY ("app_id", "user_id", "blocked_id")
);
CREATE INDEX "chat_block_app_id_blocked_id_idx" ON "chat_block"("app_id", "blocked_id");

CREATE TABLE "conversation" (
    "id" VARCHAR(24) COLLATE "C" NOT NULL,
    "app_id" VARCHAR(128) COLLATE "C" NOT NULL,
    "kind" SMALLINT NOT NULL,
    "name" VARCHAR(255) COLLATE "C",
    "search_text" VARCHAR(255) COLLATE "C" NOT NULL,
    "description" VARCHAR(255) COLLATE "C",
    "image" TEXT,
    "owner_id" VARCHAR(255) COLLATE "C" NOT NULL,
    "opponent_id" VARCHAR(255) COLLATE "C",
    "pair_key" VARCHAR(64) COLLATE "C",
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "conversation_app_id_pair_key_key" ON "conversation"("app_id", "pair_key");
CREATE INDEX "conversation_app_id_updated_at_idx" ON "conversation"("app_id", "updated_at");

CREATE TABLE "conversation_member" (
    "conversation_id" VARCHAR(24) COLLATE "C" NOT NULL,
    "user_id" VARCHAR(255) COLLATE "C" NOT NULL,
    "app_id" VARCHAR(128) COLLATE "C" NOT NULL,
    "role" SMALLINT NOT NULL,
    "joined_at" BIGINT NOT NULL,
    CONSTRAINT "conversation_member_pkey" PRIMARY KEY ("conversation_id", "user_id")
);
CREATE INDEX "conversation_member_app_id_user_id_conversation_id_idx" ON "conversation_member"("app_id", "user_id", "conversation_id");

CREATE TABLE "read_position" (
    "conversation_id" VARCHAR(24) COLLATE "C" NOT NULL,
    "user_id" VARCHAR(255) COLLATE "C" NOT NULL,
    "device_id" VARCHAR(255) COLLATE "C" NOT NULL,
    "epoch" VARCHAR(32) COLLATE "C" NOT NULL,
    "log_offset" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    CONSTRAINT "read_position_pkey" PRIMARY KEY ("conversation_id", "user_id", "device_id")
) WITH (fillfactor = 70);

CREATE TABLE "hidden_message" (
    "conversation_id" VARCHAR(24) COLLATE "C" NOT NULL,
    "user_id" VARCHAR(255) COLLATE "C" NOT NULL,
    "message_id" VARCHAR(24) COLLATE "C" NOT NULL,
    CONSTRAINT "hidden_message_pkey" PRIMARY KEY ("conversation_id", "user_id", "message_id")
);

CREATE TABLE "reaction" (
    "message_id" VARCHAR(24) COLLATE "C" NOT NULL,
    "user_id" VARCHAR(255) COLLATE "C" NOT NULL,
    "reaction" VARCHAR(64) COLLATE "C" NOT NULL,
    "conversation_id" VARCHAR(24) COLLATE "C" NOT NULL,
    "at" BIGINT NOT NULL,
    CONSTRAINT "reaction_pkey" PRIMARY KEY ("message_id", "user_id", "reaction")
);
CREATE INDEX "reaction_conversation_id_idx" ON "reaction"("conversation_id");

CREATE TABLE "push_subscription" (
    "id" VARCHAR(24) COLLATE "C" NOT NULL,
    "app_id" VARCHAR(128) COLLATE "C" NOT NULL,
    "user_id" VARCHAR(255) COLLATE "C" NOT NULL,
    "device_id" VARCHAR(255) COLLATE "C" NOT NULL,
    "platform" VARCHAR(16) COLLATE "C" NOT NULL,
    "endpoint" TEXT,
    "key_auth" VARCHAR(255) COLLATE "C",
    "key_p256dh" VARCHAR(255) COLLATE "C",
    "token" TEXT,
    "address" VARCHAR(64) COLLATE "C" NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    CONSTRAINT "push_subscription_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "push_subscription_app_id_user_id_device_id_key" ON "push_subscription"("app_id", "user_id", "device_id");
CREATE INDEX "push_subscription_app_id_address_idx" ON "push_subscription"("app_id", "address");

CREATE TABLE "chat_file" (
    "id" VARCHAR(24) COLLATE "C" NOT NULL,
    "app_id" VARCHAR(128) COLLATE "C" NOT NULL,
    "user_id" VARCHAR(255) COLLATE "C" NOT NULL,
    "name" VARCHAR(255) COLLATE "C" NOT NULL,
    "size" BIGINT NOT NULL,
    "content_type" VARCHAR(255) COLLATE "C" NOT NULL,
    "created_at" BIGINT NOT NULL,
    "stored_at" BIGINT,
    CONSTRAINT "chat_file_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "chat_file_app_id_user_id_idx" ON "chat_file"("app_id", "user_id");
CREATE INDEX "chat_file_stored_at_created_at_idx" ON "chat_file"("stored_at", "created_at");

CREATE TABLE "chat_file_use" (
    "file_id" VARCHAR(24) COLLATE "C" NOT NULL,
    "scope" VARCHAR(24) COLLATE "C" NOT NULL,
    CONSTRAINT "chat_file_use_pkey" PRIMARY KEY ("file_id", "scope")
);

-- References
ALTER TABLE "chat_user" ADD CONSTRAINT "chat_user_app_id_fkey"
    FOREIGN KEY ("app_id") REFERENCES "app"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "chat_device" ADD CONSTRAINT "chat_device_app_id_user_id_fkey"
    FOREIGN KEY ("app_id", "user_id") REFERENCES "chat_user"("app_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "chat_contact" ADD CONSTRAINT "chat_contact_app_id_user_id_fkey"
    FOREIGN KEY ("app_id", "user_id") REFERENCES "chat_user"("app_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "chat_block" ADD CONSTRAINT "chat_block_app_id_fkey"
    FOREIGN KEY ("app_id") REFERENCES "app"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_app_id_fkey"
    FOREIGN KEY ("app_id") REFERENCES "app"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "conversation_member" ADD CONSTRAINT "conversation_member_conversation_id_fkey"
    FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "read_position" ADD CONSTRAINT "read_position_conversation_id_fkey"
    FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "hidden_message" ADD CONSTRAINT "hidden_message_conversation_id_fkey"
    FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_conversation_id_fkey"
    FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_app_id_user_id_fkey"
    FOREIGN KEY ("app_id", "user_id") REFERENCES "chat_user"("app_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "chat_file" ADD CONSTRAINT "chat_file_app_id_fkey"
    FOREIGN KEY ("app_id") REFERENCES "app"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "chat_file_use" ADD CONSTRAINT "chat_file_use_file_id_fkey"
    FOREIGN KEY ("file_id") REFERENCES "chat_file"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
