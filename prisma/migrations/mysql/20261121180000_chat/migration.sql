-- Strings compare by code point, trailing spaces included, as in the first migration.

CREATE TABLE `chat_user` (
    `app_id` VARCHAR(128) NOT NULL,
    `id` VARCHAR(255) NOT NULL,
    `login` VARCHAR(255),
    `login_key` VARCHAR(255),
    `email` VARCHAR(255),
    `email_key` VARCHAR(255),
    `phone` VARCHAR(64),
    `first_name` VARCHAR(255),
    `last_name` VARCHAR(255),
    `search_text` VARCHAR(1000) NOT NULL,
    `avatar` LONGTEXT,
    `password_hash` VARCHAR(255),
    `created_at` BIGINT NOT NULL,
    `updated_at` BIGINT NOT NULL,
    `last_seen_at` BIGINT,
    PRIMARY KEY (`app_id`, `id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE UNIQUE INDEX `chat_user_app_id_login_key_key` ON `chat_user`(`app_id`, `login_key`);
CREATE UNIQUE INDEX `chat_user_app_id_email_key_key` ON `chat_user`(`app_id`, `email_key`);
CREATE UNIQUE INDEX `chat_user_app_id_phone_key` ON `chat_user`(`app_id`, `phone`);

CREATE TABLE `chat_device` (
    `id` VARCHAR(24) NOT NULL,
    `app_id` VARCHAR(128) NOT NULL,
    `user_id` VARCHAR(255) NOT NULL,
    `device_id` VARCHAR(255) NOT NULL,
    `refresh_hash` VARCHAR(64) NOT NULL,
    `previous_hash` VARCHAR(64),
    `created_at` BIGINT NOT NULL,
    `rotated_at` BIGINT NOT NULL,
    `answered_at` BIGINT,
    `expires_at` BIGINT NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE INDEX `chat_device_app_id_user_id_idx` ON `chat_device`(`app_id`, `user_id`);
CREATE INDEX `chat_device_expires_at_idx` ON `chat_device`(`expires_at`);

CREATE TABLE `chat_contact` (
    `id` VARCHAR(24) NOT NULL,
    `app_id` VARCHAR(128) NOT NULL,
    `user_id` VARCHAR(255) NOT NULL,
    `first_name` VARCHAR(255),
    `last_name` VARCHAR(255),
    `company` VARCHAR(255),
    `emails` LONGTEXT NOT NULL,
    `phones` LONGTEXT NOT NULL,
    `created_at` BIGINT NOT NULL,
    `updated_at` BIGINT NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE INDEX `chat_contact_app_id_user_id_updated_at_idx` ON `chat_contact`(`app_id`, `user_id`, `updated_at`);

CREATE TABLE `chat_block` (
    `app_id` VARCHAR(128) NOT NULL,
    `user_id` VARCHAR(255) NOT NULL,
    `blocked_id` VARCHAR(255) NOT NULL,
    `created_at` BIGINT NOT NULL,
    PRIMARY KEY (`app_id`, `user_id`, `blocked_id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE INDEX `chat_block_app_id_blocked_id_idx` ON `chat_block`(`app_id`, `blocked_id`);

CREATE TABLE `conversation` (
    `id` VARCHAR(24) NOT NULL,
    `app_id` VARCHAR(128) NOT NULL,
    `kind` SMALLINT NOT NULL,
    `name` VARCHAR(255),
    `search_text` VARCHAR(255) NOT NULL,
    `description` VARCHAR(255),
    `image` LONGTEXT,
    `owner_id` VARCHAR(255) NOT NULL,
    `opponent_id` VARCHAR(255),
    `pair_key` VARCHAR(64),
    `created_at` BIGINT NOT NULL,
    `updated_at` BIGINT NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE UNIQUE INDEX `conversation_app_id_pair_key_key` ON `conversation`(`app_id`, `pair_key`);
CREATE INDEX `conversation_app_id_updated_at_idx` ON `conversation`(`app_id`, `updated_at`);

CREATE TABLE `conversation_member` (
    `conversation_id` VARCHAR(24) NOT NULL,
    `user_id` VARCHAR(255) NOT NULL,
    `app_id` VARCHAR(128) NOT NULL,
    `role` SMALLINT NOT NULL,
    `joined_at` BIGINT NOT NULL,
    PRIMARY KEY (`conversation_id`, `user_id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE INDEX `conversation_member_app_id_user_id_conversation_id_idx` ON `conversation_member`(`app_id`, `user_id`, `conversation_id`);

CREATE TABLE `read_position` (
    `conversation_id` VARCHAR(24) NOT NULL,
    `user_id` VARCHAR(255) NOT NULL,
    `device_id` VARCHAR(255) NOT NULL,
    `epoch` VARCHAR(32) NOT NULL,
    `log_offset` BIGINT NOT NULL,
    `at` BIGINT NOT NULL,
    PRIMARY KEY (`conversation_id`, `user_id`, `device_id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;

CREATE TABLE `hidden_message` (
    `conversation_id` VARCHAR(24) NOT NULL,
    `user_id` VARCHAR(255) NOT NULL,
    `message_id` VARCHAR(24) NOT NULL,
    PRIMARY KEY (`conversation_id`, `user_id`, `message_id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;

CREATE TABLE `reaction` (
    `message_id` VARCHAR(24) NOT NULL,
    `user_id` VARCHAR(255) NOT NULL,
    `reaction` VARCHAR(64) NOT NULL,
    `conversation_id` VARCHAR(24) NOT NULL,
    `at` BIGINT NOT NULL,
    PRIMARY KEY (`message_id`, `user_id`, `reaction`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE INDEX `reaction_conversation_id_idx` ON `reaction`(`conversation_id`);

CREATE TABLE `push_subscription` (
    `id` VARCHAR(24) NOT NULL,
    `app_id` VARCHAR(128) NOT NULL,
    `user_id` VARCHAR(255) NOT NULL,
    `device_id` VARCHAR(255) NOT NULL,
    `platform` VARCHAR(16) NOT NULL,
    `endpoint` LONGTEXT,
    `key_auth` VARCHAR(255),
    `key_p256dh` VARCHAR(255),
    `token` LONGTEXT,
    `address` VARCHAR(64) NOT NULL,
    `created_at` BIGINT NOT NULL,
    `updated_at` BIGINT NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE UNIQUE INDEX `push_subscription_app_id_user_id_device_id_key` ON `push_subscription`(`app_id`, `user_id`, `device_id`);
CREATE INDEX `push_subscription_app_id_address_idx` ON `push_subscription`(`app_id`, `address`);

CREATE TABLE `chat_file` (
    `id` VARCHAR(24) NOT NULL,
    `app_id` VARCHAR(128) NOT NULL,
    `user_id` VARCHAR(255) NOT NULL,
    `name` VARCHAR(255) NOT NULL,
    `size` BIGINT NOT NULL,
    `content_type` VARCHAR(255) NOT NULL,
    `created_at` BIGINT NOT NULL,
    `stored_at` BIGINT,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
CREATE INDEX `chat_file_app_id_user_id_idx` ON `chat_file`(`app_id`, `user_id`);
CREATE INDEX `chat_file_stored_at_created_at_idx` ON `chat_file`(`stored_at`, `created_at`);

CREATE TABLE `chat_file_use` (
    `file_id` VARCHAR(24) NOT NULL,
    `scope` VARCHAR(24) NOT NULL,
    PRIMARY KEY (`file_id`, `scope`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;

-- References
ALTER TABLE `chat_user` ADD CONSTRAINT `chat_user_app_id_fkey`
    FOREIGN KEY (`app_id`) REFERENCES `app`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `chat_device` ADD CONSTRAINT `chat_device_app_id_user_id_fkey`
    FOREIGN KEY (`app_id`, `user_id`) REFERENCES `chat_user`(`app_id`, `id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `chat_contact` ADD CONSTRAINT `chat_contact_app_id_user_id_fkey`
    FOREIGN KEY (`app_id`, `user_id`) REFERENCES `chat_user`(`app_id`, `id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `chat_block` ADD CONSTRAINT `chat_block_app_id_fkey`
    FOREIGN KEY (`app_id`) REFERENCES `app`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `conversation` ADD CONSTRAINT `conversation_app_id_fkey`
    FOREIGN KEY (`app_id`) REFERENCES `app`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `conversation_member` ADD CONSTRAINT `conversation_member_conversation_id_fkey`
    FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `read_position` ADD CONSTRAINT `read_position_conversation_id_fkey`
    FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `hidden_message` ADD CONSTRAINT `hidden_message_conversation_id_fkey`
    FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `reaction` ADD CONSTRAINT `reaction_conversation_id_fkey`
    FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `push_subscription` ADD CONSTRAINT `push_subscription_app_id_user_id_fkey`
    FOREIGN KEY (`app_id`, `user_id`) REFERENCES `chat_user`(`app_id`, `id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `chat_file` ADD CONSTRAINT `chat_file_app_id_fkey`
    FOREIGN KEY (`app_id`) REFERENCES `app`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE `chat_file_use` ADD CONSTRAINT `chat_file_use_file_id_fkey`
    FOREIGN KEY (`file_id`) REFERENCES `chat_file`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
