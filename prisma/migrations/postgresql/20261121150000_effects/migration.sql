-- COLLATE "C" compares by code point: the same order and the same equality in every database, whatever its locale.

-- What leaves the house. Rows change their state once or more and then go: vacuumed early, or the few pending ones
-- would be looked for among the remains of many.
CREATE TABLE "effect" (
    "id" VARCHAR(24) COLLATE "C" NOT NULL,
    "app_id" VARCHAR(128) COLLATE "C" NOT NULL,
    "kind" SMALLINT NOT NULL,
    "target" VARCHAR(24) COLLATE "C" NOT NULL,
    "lane" VARCHAR(255) COLLATE "C" NOT NULL,
    "event" VARCHAR(64) NOT NULL,
    "payload" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "state" SMALLINT NOT NULL,
    "due_at" BIGINT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "changed_at" BIGINT NOT NULL,
    CONSTRAINT "effect_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
CREATE INDEX "effect_kind_target_state_lane_id_idx" ON "effect"("kind", "target", "state", "lane", "id");
CREATE INDEX "effect_kind_target_state_id_idx" ON "effect"("kind", "target", "state", "id");
CREATE INDEX "effect_app_id_kind_state_id_idx" ON "effect"("app_id", "kind", "state", "id");
CREATE INDEX "effect_state_changed_at_idx" ON "effect"("state", "changed_at");

CREATE TABLE "effect_attempt" (
    "effect_id" VARCHAR(24) COLLATE "C" NOT NULL,
    "id" VARCHAR(24) COLLATE "C" NOT NULL,
    "at" BIGINT NOT NULL,
    "duration_ms" BIGINT NOT NULL,
    "status" INTEGER,
    "answer" TEXT NOT NULL,
    CONSTRAINT "effect_attempt_pkey" PRIMARY KEY ("effect_id", "id")
);

-- Where it goes
CREATE TABLE "webhook_endpoint" (
    "id" VARCHAR(24) COLLATE "C" NOT NULL,
    "app_id" VARCHAR(128) COLLATE "C" NOT NULL,
    "settings" TEXT NOT NULL,
    "sealed_secret" TEXT,
    "created_at" BIGINT NOT NULL,
    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_endpoint_app_id_idx" ON "webhook_endpoint"("app_id");

CREATE TABLE "mirror" (
    "app_id" VARCHAR(128) COLLATE "C" NOT NULL,
    "settings" TEXT NOT NULL,
    "sealed_password" TEXT,
    "created_at" BIGINT NOT NULL,
    "batch" TEXT,
    CONSTRAINT "mirror_pkey" PRIMARY KEY ("app_id")
);

-- Totals
CREATE TABLE "counter" (
    "app_id" VARCHAR(128) COLLATE "C" NOT NULL,
    "name" VARCHAR(128) COLLATE "C" NOT NULL,
    "total" BIGINT NOT NULL,
    CONSTRAINT "counter_pkey" PRIMARY KEY ("app_id", "name")
) WITH (fillfactor = 50);

-- References
ALTER TABLE "effect" ADD CONSTRAINT "effect_app_id_fkey"
    FOREIGN KEY ("app_id") REFERENCES "app"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "effect_attempt" ADD CONSTRAINT "effect_attempt_effect_id_fkey"
    FOREIGN KEY ("effect_id") REFERENCES "effect"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "webhook_endpoint" ADD CONSTRAINT "webhook_endpoint_app_id_fkey"
    FOREIGN KEY ("app_id") REFERENCES "app"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "mirror" ADD CONSTRAINT "mirror_app_id_fkey"
    FOREIGN KEY ("app_id") REFERENCES "app"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "counter" ADD CONSTRAINT "counter_app_id_fkey"
    FOREIGN KEY ("app_id") REFERENCES "app"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
