-- Who may read an event, and what else was said of it. Null for nearly all: it costs them nothing.
ALTER TABLE `event` ADD COLUMN `readership` LONGTEXT, ADD COLUMN `extras` LONGTEXT;

-- The client id before the sender: some protocols name an event by it alone.
CREATE UNIQUE INDEX `event_channel_id_client_id_sender_key` ON `event`(`channel_id`, `client_id`, `sender`);
DROP INDEX `event_channel_id_sender_client_id_key` ON `event`;

CREATE TABLE `channel_definition` (
    `app_id` VARCHAR(128) NOT NULL,
    `name` VARCHAR(255) NOT NULL,
    `owner` VARCHAR(32) NOT NULL,
    `keeping` LONGTEXT NOT NULL,
    `details` LONGTEXT NOT NULL,
    `created_at` BIGINT NOT NULL,
    PRIMARY KEY (`app_id`, `name`, `owner`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin */ /*!80017 utf8mb4_0900_bin */;
ALTER TABLE `channel_definition` ADD CONSTRAINT `channel_definition_app_id_fkey`
    FOREIGN KEY (`app_id`) REFERENCES `app`(`id`) ON DELETE CASCADE ON UPDATE RESTRICT;
