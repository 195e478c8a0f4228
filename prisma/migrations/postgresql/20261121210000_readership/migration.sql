-- Who may read an event, and what else was said of it. Null for nearly all: it costs them nothing.
ALTER TABLE "event" ADD COLUMN "readership" TEXT, ADD COLUMN "extras" TEXT;

-- The client id before the sender: some protocols name an event by it alone.
DROP INDEX "event_channel_id_sender_client_id_key";
CREATE UNIQUE INDEX "event_channel_id_client_id_sender_key" ON "event"("channel_id", "client_id", "sender");

CREATE TABLE "channel_definition" (
    "app_id" VARCHAR(128) COLLATE "C" NOT NULL,
    "name" VARCHAR(255) COLLATE "C" NOT NULL,
    "owner" VARCHAR(32) COLLATE "C" NOT NULL,
    "keeping" TEXT NOT NULL,
    "details" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    CONSTRAINT "channel_definition_pkey" PRIMARY KEY ("app_id", "name", "owner")
);
ALTER TABLE "channel_definition" ADD CONSTRAINT "channel_definition_app_id_fkey"
    FOREIGN KEY ("app_id") REFERENCES "app"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
