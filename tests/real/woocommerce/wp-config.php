<?php
// WordPress as a shop behind a proxy that speaks TLS for it, with a database of its own on a socket.
define('DB_NAME', 'shop');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . getenv('STORESIDE_SOCKET'));
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {
    define($name . '_KEY', 'a test has no secrets');
    define($name . '_SALT', 'a test has no secrets');
}
// The proxy in front is asked for as "localhost"; whoever asks PHP itself, by number, speaks plain http.
$host = $_SERVER['HTTP_HOST'] ?? 'localhost';
$_SERVER['HTTPS'] = str_starts_with($host, 'localhost') ? 'on' : 'off';
define('WP_HOME', (str_starts_with($host, 'localhost') ? 'https://' : 'http://') . $host);
define('WP_SITEURL', WP_HOME);
define('WP_CONTENT_DIR', getenv('STORESIDE_SITE') . '/wp-content');
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
define('WP_DEBUG', false);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
