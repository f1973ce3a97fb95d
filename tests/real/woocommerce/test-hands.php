<?php
// The test's hands in a shop, at /wp-json/test/v1/…: they place orders, make keys, and have news delivered, through
// WooCommerce's own classes, or the double's where it stands in. Only on a test's machine: nobody is asked who they are.

const TEST_TRACKING = '_wc_shipment_tracking_items';

add_filter('pre_wp_mail', '__return_true');
// WordPress sends nothing to this machine or to odd ports by itself; the test listens there.
add_filter('http_request_host_is_external', '__return_true');
add_filter('http_allowed_safe_ports', fn ($ports, $host, $url) => [...$ports, (int) parse_url($url, PHP_URL_PORT)], 10, 3);

// A plug-in of the kind that numbers orders, and a status of the shop's own.
add_filter('woocommerce_order_number', fn ($id, $order) => $order->get_meta('_order_number') ?: $id, 10, 2);
foreach (['woocommerce_shop_order_search_fields', 'woocommerce_order_table_search_query_meta_keys'] as $hook)
    add_filter($hook, fn ($keys) => [...$keys, '_order_number']);
add_action('init', fn () => register_post_status('wc-ready-for-pickup', ['label' => 'Ready', 'public' => true]), 9);
add_filter('wc_order_statuses', fn ($statuses) => $statuses + ['wc-ready-for-pickup' => 'Ready']);

function test_hands_address(array $p): array {
    return ['first_name' => 'Anna', 'last_name' => $p['surname'], 'address_1' => $p['street'], 'postcode' => $p['postcode'],
            'email' => $p['email'], 'phone' => $p['phone'], 'country' => 'GB'];
}

function test_hands_place(array $p): int {
    $id = (int) (get_option('test_ids')[$p['number']] ?? 0);
    $order = $id ? wc_get_order($id) : wc_create_order();
    $order->remove_order_items();
    $order->set_address(test_hands_address($p), 'billing');
    $order->set_address(array_diff_key(test_hands_address($p), ['email' => 0]), 'shipping');
    foreach ($p['items'] as $i) {
        $item = new WC_Order_Item_Product();
        $item->set_props(['name' => $i['name'], 'quantity' => $i['quantity'], 'subtotal' => '20.00', 'total' => '20.00']);
        $order->add_item($item);
    }
    $shipping = new WC_Order_Item_Shipping();
    $shipping->set_props($p['pickup_place'] === '' ? ['method_id' => 'flat_rate', 'method_title' => 'Delivery']
                                                   : ['method_id' => 'pickup_location', 'method_title' => 'Pick up']);
    if ($p['pickup_place'] !== '') $shipping->add_meta_data('pickup_location', $p['pickup_place']);
    $order->add_item($shipping);
    $order->set_currency($p['currency']);
    $order->set_total('20.00');
    $order->update_meta_data('_order_number', $p['number']);
    if ($p['parcel'] !== '')
        $order->update_meta_data(TEST_TRACKING, [['tracking_provider' => $p['carrier'], 'tracking_number' => $p['parcel'],
                                                  'date_shipped' => (string) $p['changed']]]);
    $order->update_meta_data('_wishes', 'Ring twice, Anna is hard of hearing');
    $order->set_date_created($p['placed']);
    $order->set_status($p['status']);  // which sets dates of its own
    $order->set_date_paid(in_array($p['status'], ['pending', 'cancelled']) ? null : $p['placed']);
    $order->set_date_completed($p['status'] === 'completed' ? $p['changed'] : null);
    $order->save();
    if ($p['refunded'] !== '') wc_create_refund(['order_id' => $order->get_id(), 'amount' => $p['refunded']]);
    test_hands_date($order->get_id(), $p['changed']);
    update_option('test_ids', [$p['number'] => $order->get_id()] + get_option('test_ids', []));
    return $order->get_id();
}

// The date of a change, which WooCommerce sets to now by itself.
function test_hands_date(int $id, int $changed): void {
    global $wpdb;
    $gmt = gmdate('Y-m-d H:i:s', $changed);
    $wpdb->update($wpdb->posts, ['post_modified_gmt' => $gmt, 'post_modified' => get_date_from_gmt($gmt)], ['ID' => $id]);
    clean_post_cache($id);
    if (get_option('woocommerce_custom_orders_table_enabled') === 'yes')
        $wpdb->update("{$wpdb->prefix}wc_orders", ['date_updated_gmt' => $gmt], ['id' => $id]);
    wp_cache_flush();
}

function test_hands_clear(): void {
    foreach (get_option('test_ids', []) as $id)
        if ($order = wc_get_order($id)) $order->delete(true);
    delete_option('test_ids');
}

// "ck_…:cs_…" of a user with that role.
function test_hands_key(array $p): string {
    global $wpdb;
    $user = username_exists($p['role']) ?:
        wp_insert_user(['user_login' => $p['role'], 'user_pass' => wp_generate_password(), 'role' => $p['role']]);
    $key = 'ck_' . bin2hex(random_bytes(20));
    $secret = 'cs_' . bin2hex(random_bytes(20));
    $wpdb->insert("{$wpdb->prefix}woocommerce_api_keys",
        ['user_id' => $user, 'description' => 'test', 'permissions' => $p['permissions'], 'consumer_key' => wc_api_hash($key),
         'consumer_secret' => $secret, 'truncated_key' => substr($key, -7)]);
    return "$key:$secret";
}

// Has what a changed order makes WooCommerce send sent to $p['url'], after the knock of a new webhook.
function test_hands_deliver(array $p): string {
    $webhook = new WC_Webhook();
    $webhook->set_props(['name' => 'test', 'status' => 'active', 'user_id' => 1, 'topic' => 'order.updated',
                         'secret' => $p['secret'], 'delivery_url' => $p['url'], 'api_version' => 'wp_api_v3']);
    $webhook->save();
    $knock = $webhook->deliver_ping();
    $webhook->deliver((int) get_option('test_ids')[$p['number']]);
    $webhook->delete(true);
    return is_wp_error($knock) ? $knock->get_error_message() : 'delivered';
}

add_action('rest_api_init', function () {
    $hands = defined('DOUBLE_VERSION') ? 'double_' : 'test_hands_';
    foreach (['place', 'clear', 'key', 'deliver'] as $what)
        register_rest_route('test/v1', "/$what", [
            'methods' => 'POST', 'permission_callback' => '__return_true',
            'callback' => fn ($request) => ['done' => ($hands . $what)($request->get_json_params() ?? [])]]);
});
