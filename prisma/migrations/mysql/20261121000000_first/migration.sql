-- Strings compare by code point, trailing spaces included, so that 'ACME', 'acme' and 'acme ' are three names. The two
-- databases call that collation differently: MariaDB reads the comment that begins with M!, MySQL the one with 80017.

-- Tenants
CREATE TABLE `app` (
    `id` VARCHAR(128) NOT NULL,
    `name` VARCHAR(255) NOT NULL,
    `settings` LONGTEXT NOT NULL,
    `created_at` BIGINT NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;

CREATE TABLE `app_key` (
    `id` VARCHAR(24) NOT NULL,
    `app_id` VARCHAR(128) NOT NULL,
    `kind` VARCHAR(16) NOT NULL,
    `lookup` VARCHAR(255) NOT NULL,
    `sealed` LONGTEXT,
    `hint` VARCHAR(16) NOT NULL,
    `created_at` BIGINT NOT NULL,
    `expires_at` BIGINT,
    `last_used_at` BIGINT,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE UNIQUE INDEX `app_key_kind_lookup_key` ON `app_key`(`kind`, `lookup`);
CREATE INDEX `app_key_app_id_idx` ON `app_key`(`app_id`);

CREATE TABLE `channel_rule` (
    `id` VARCHAR(24) NOT NULL,
    `app_id` VARCHAR(128) NOT NULL,
    `pattern` VARCHAR(255) NOT NULL,
    `rule` LONGTEXT NOT NULL,
    `created_at` BIGINT NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE UNIQUE INDEX `channel_rule_app_id_pattern_key` ON `channel_rule`(`app_id`, `pattern`);

-- Logs
CREATE TABLE `channel` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `app_id` VARCHAR(128) NOT NULL,
    `name` VARCHAR(255) NOT NULL,
    `epoch` VARCHAR(32) NOT NULL,
    `head` BIGINT NOT NULL,
    `created_at` BIGINT NOT NULL,
    `last_event_at` BIGINT NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE UNIQUE INDEX `channel_app_id_name_key` ON `channel`(`app_id`, `name`);

CREATE TABLE `event` (
    `channel_id` BIGINT NOT NULL,
    `log_offset` BIGINT NOT NULL,
    `id` VARCHAR(24) NOT NULL,
    `kind` SMALLINT NOT NULL,
    `name` VARCHAR(255) NOT NULL,
    `format` SMALLINT NOT NULL,
    `body` LONGTEXT,
    `at` BIGINT NOT NULL,
    `sender` VARCHAR(255) NOT NULL,
    `client_id` VARCHAR(128),
    `target` VARCHAR(24),
    `edit_offset` BIGINT,
    `deleted_at` BIGINT,
    PRIMARY KEY (`channel_id`, `log_offset`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE UNIQUE INDEX `event_id_key` ON `event`(`id`);
CREATE UNIQUE INDEX `event_channel_id_sender_client_id_key` ON `event`(`channel_id`, `sender`, `client_id`);

CREATE TABLE `erasure` (
    `channel_id` BIGINT NOT NULL,
    PRIMARY KEY (`channel_id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;

-- Moderation
CREATE TABLE `sanction` (
    `id` VARCHAR(24) NOT NULL,
    `kind` VARCHAR(8) NOT NULL,
    `app_id` VARCHAR(128) NOT NULL,
    `user_id` VARCHAR(255) NOT NULL,
    `channel` VARCHAR(255) NOT NULL,
    `reason` LONGTEXT NOT NULL,
    `author` VARCHAR(255) NOT NULL,
    `created_at` BIGINT NOT NULL,
    `expires_at` BIGINT,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE UNIQUE INDEX `sanction_app_id_user_id_channel_kind_key` ON `sanction`(`app_id`, `user_id`, `channel`, `kind`);

-- Audit
CREATE TABLE `audit_entry` (
    `id` VARCHAR(24) NOT NULL,
    `app_id` VARCHAR(128),
    `at` BIGINT NOT NULL,
    `actor` VARCHAR(255) NOT NULL,
    `address` VARCHAR(255) NOT NULL,
    `action` VARCHAR(255) NOT NULL,
    `subject` LONGTEXT NOT NULL,
    `detail` LONGTEXT NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE INDEX `audit_entry_app_id_id_idx` ON `audit_entry`(`app_id`, `id`);

-- Accounts
CREATE TABLE `account` (
    `id` VARCHAR(24) NOT NULL,
    `name` VARCHAR(255) NOT NULL,
    `password_hash` VARCHAR(255) NOT NULL,
    `role` VARCHAR(16) NOT NULL,
    `created_at` BIGINT NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE UNIQUE INDEX `account_name_key` ON `account`(`name`);

CREATE TABLE `sign_in` (
    `id` VARCHAR(24) NOT NULL,
    `account_id` VARCHAR(24) NOT NULL,
    `token_hash` VARCHAR(64) NOT NULL,
    `created_at` BIGINT NOT NULL,
    `expires_at` BIGINT NOT NULL,
    `address` VARCHAR(255) NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE UNIQUE INDEX `sign_in_token_hash_key` ON `sign_in`(`token_hash`);
CREATE INDEX `sign_in_account_id_idx` ON `sign_in`(`account_id`);
CREATE INDEX `sign_in_expires_at_idx` ON `sign_in`(`expires_at`);

-- References
ALTER TABLE `app_key` ADD CONSTRAINT `app_key_app_id_fkey`
    FOREIGN KEY (`app_id`) REFERENCES `app`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `channel_rule` ADD CONSTRAINT `channel_rule_app_id_fkey`
    FOREIGN KEY (`app_id`) REFERENCES `app`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `channel` ADD CONSTRAINT `channel_app_id_fkey`
    FOREIGN KEY (`app_id`) REFERENCES `app`(`id`) ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE `sanction` ADD CONSTRAINT `sanction_app_id_fkey`
    FOREIGN KEY (`app_id`) REFERENCES `app`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `sign_in` ADD CONSTRAINT `sign_in_account_id_fkey`
    FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
