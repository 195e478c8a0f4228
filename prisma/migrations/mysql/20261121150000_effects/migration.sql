-- Strings compare by code point, trailing spaces included, as in the first migration.

-- What leaves the house
CREATE TABLE `effect` (
    `id` VARCHAR(24) NOT NULL,
    `app_id` VARCHAR(128) NOT NULL,
    `kind` SMALLINT NOT NULL,
    `target` VARCHAR(24) NOT NULL,
    `lane` VARCHAR(255) NOT NULL,
    `event` VARCHAR(64) NOT NULL,
    `payload` LONGTEXT NOT NULL,
    `created_at` BIGINT NOT NULL,
    `state` SMALLINT NOT NULL,
    `due_at` BIGINT NOT NULL,
    `attempts` INT NOT NULL,
    `changed_at` BIGINT NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE INDEX `effect_kind_target_state_lane_id_idx` ON `effect`(`kind`, `target`, `state`, `lane`, `id`);
CREATE INDEX `effect_kind_target_state_id_idx` ON `effect`(`kind`, `target`, `state`, `id`);
CREATE INDEX `effect_app_id_kind_state_id_idx` ON `effect`(`app_id`, `kind`, `state`, `id`);
CREATE INDEX `effect_state_changed_at_idx` ON `effect`(`state`, `changed_at`);

CREATE TABLE `effect_attempt` (
    `effect_id` VARCHAR(24) NOT NULL,
    `id` VARCHAR(24) NOT NULL,
    `at` BIGINT NOT NULL,
    `duration_ms` BIGINT NOT NULL,
    `status` INT,
    `answer` LONGTEXT NOT NULL,
    PRIMARY KEY (`effect_id`, `id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;

-- Where it goes
CREATE TABLE `webhook_endpoint` (
    `id` VARCHAR(24) NOT NULL,
    `app_id` VARCHAR(128) NOT NULL,
    `settings` LONGTEXT NOT NULL,
    `sealed_secret` LONGTEXT,
    `created_at` BIGINT NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE INDEX `webhook_endpoint_app_id_idx` ON `webhook_endpoint`(`app_id`);

CREATE TABLE `mirror` (
    `app_id` VARCHAR(128) NOT NULL,
    `settings` LONGTEXT NOT NULL,
    `sealed_password` LONGTEXT,
    `created_at` BIGINT NOT NULL,
    `batch` LONGTEXT,
    PRIMARY KEY (`app_id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;

-- Totals
CREATE TABLE `counter` (
    `app_id` VARCHAR(128) NOT NULL,
    `name` VARCHAR(128) NOT NULL,
    `total` BIGINT NOT NULL,
    PRIMARY KEY (`app_id`, `name`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;

-- References
ALTER TABLE `effect` ADD CONSTRAINT `effect_app_id_fkey`
    FOREIGN KEY (`app_id`) REFERENCES `app`(`id`) ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE `effect_attempt` ADD CONSTRAINT `effect_attempt_effect_id_fkey`
    FOREIGN KEY (`effect_id`) REFERENCES `effect`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `webhook_endpoint` ADD CONSTRAINT `webhook_endpoint_app_id_fkey`
    FOREIGN KEY (`app_id`) REFERENCES `app`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `mirror` ADD CONSTRAINT `mirror_app_id_fkey`
    FOREIGN KEY (`app_id`) REFERENCES `app`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `counter` ADD CONSTRAINT `counter_app_id_fkey`
    FOREIGN KEY (`app_id`) REFERENCES `app`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
