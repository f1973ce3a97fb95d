<?php
// Makes the database and a site with permalinks, in a time zone of its own, and switches the shop's plugin on.
$site = getenv('STORESIDE_SITE');
$database = new mysqli('localhost', 'root', '', '', 0, getenv('STORESIDE_SOCKET'));
$database->query('CREATE DATABASE IF NOT EXISTS shop CHARACTER SET utf8mb4');
$database->close();

define('WP_INSTALLING', !file_exists("$site/installed"));
require "$site/wordpress/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
if (WP_INSTALLING) {
    wp_install('Bramble', 'admin', 'admin@example.org', false, '', wp_generate_password());
    update_option('timezone_string', 'Europe/Athens');
    update_option('permalink_structure', '/%postname%/');
    update_option('active_plugins', ['woocommerce/woocommerce.php']);
    file_put_contents("$site/wordpress/router.php",
        '<?php if (is_file(__DIR__ . parse_url($_SERVER["REQUEST_URI"], PHP_URL_PATH))) return false;' .
        '$_SERVER["SCRIPT_NAME"] = "/index.php"; require __DIR__ . "/index.php";');
    touch("$site/installed");
    exit;
}
if (class_exists('WC_Install')) WC_Install::install();
flush_rewrite_rules();
