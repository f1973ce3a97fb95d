<?php
/*
 * Plugin Name: The double of WooCommerce's order routes
 *
 * Stands in on a real WordPress where WooCommerce itself can't be had: the part that is WordPress's (https, Basic, fields,
 * pages, dates in a time zone, errors) is real, the part that is WooCommerce's behaves as its source says. The functions
 * double_…() are what tests/real/woocommerce/test-hands.php does with WooCommerce's own classes.
 */

const DOUBLE_VERSION = 'double';
const DOUBLE_LISTS = ['line_items', 'shipping_lines', 'refunds', 'meta_data'];

add_action('init', function () {
    register_post_type('shop_order', ['public' => false, 'capability_type' => 'shop_order', 'map_meta_cap' => true]);
    foreach (['pending', 'processing', 'on-hold', 'completed', 'cancelled', 'refunded', 'failed', 'ready-for-pickup'] as $status)
        register_post_status("wc-$status", ['public' => false, 'exclude_from_search' => false]);
    add_role('shop_manager', 'Shop manager', ['read' => true, 'read_private_shop_orders' => true, 'manage_woocommerce' => true]);
    add_role('customer', 'Customer', ['read' => true]);
});

function double_place(array $p): int {
    $ids = get_option('test_ids', []);
    $gmt = fn ($seconds) => gmdate('Y-m-d H:i:s', $seconds);
    $iso = fn ($seconds) => gmdate('Y-m-d\TH:i:s', $seconds);
    $person = ['first_name' => 'Anna', 'last_name' => $p['surname'], 'address_1' => $p['street'], 'postcode' => $p['postcode'],
               'phone' => $p['phone']];
    $id = wp_insert_post(['ID' => $ids[$p['number']] ?? 0, 'post_type' => 'shop_order', 'post_status' => 'wc-' . $p['status'],
                          'post_title' => 'Order', 'post_date_gmt' => $gmt($p['placed']),
                          'post_date' => get_date_from_gmt($gmt($p['placed'])), 'edit_date' => true]);
    $paid = !in_array($p['status'], ['pending', 'cancelled']);
    $meta = [['id' => 1, 'key' => '_wishes', 'value' => 'Ring twice, Anna is hard of hearing']];
    if ($p['parcel'] !== '')
        $meta[] = ['id' => 2, 'key' => '_wc_shipment_tracking_items',
                   'value' => [['tracking_provider' => $p['carrier'], 'tracking_number' => $p['parcel'],
                                'date_shipped' => (string) $p['changed']]]];
    $pickup = [['id' => 1, 'key' => 'pickup_location', 'value' => $p['pickup_place']]];
    update_post_meta($id, 'double', wp_slash(wp_json_encode([
        'number' => $p['number'], 'currency' => $p['currency'], 'customer_ip_address' => '192.0.2.7',
        'date_paid_gmt' => $paid ? $iso($p['placed']) : null,
        'date_completed_gmt' => $p['status'] === 'completed' ? $iso($p['changed']) : null,
        'billing' => $person + ['email' => $p['email']], 'shipping' => $person, 'line_items' => $p['items'],
        'shipping_lines' => [['method_id' => $p['pickup_place'] === '' ? 'flat_rate' : 'pickup_location',
                              'method_title' => 'Delivery', 'meta_data' => $p['pickup_place'] === '' ? [] : $pickup]],
        'refunds' => $p['refunded'] === '' ? [] : [['id' => 9, 'reason' => '', 'total' => '-' . $p['refunded']]],
        'meta_data' => $meta])));
    update_post_meta($id, '_order_number', $p['number']);
    update_post_meta($id, '_billing_address_index', implode(' ', $person) . ' ' . $p['email']);
    update_post_meta($id, 'items', implode(' ', array_column($p['items'], 'name')));
    update_option('test_ids', [$p['number'] => $id] + $ids);
    test_hands_date($id, $p['changed']);
    return $id;
}

function double_clear(): void {
    foreach (get_option('test_ids', []) as $id) wp_delete_post($id, true);
    delete_option('test_ids');
}

function double_key(array $p): string {
    $user = username_exists($p['role']) ?:
        wp_insert_user(['user_login' => $p['role'], 'user_pass' => wp_generate_password(), 'role' => $p['role']]);
    $key = 'ck_' . bin2hex(random_bytes(20));
    $secret = 'cs_' . bin2hex(random_bytes(20));
    update_option('double_keys', [$key => [$secret, $user, $p['permissions']]] + get_option('double_keys', []));
    return "$key:$secret";
}

function double_deliver(array $p): string {
    $id = get_option('test_ids')[$p['number']];
    wp_set_current_user(1);
    wp_get_current_user()->add_cap('read_private_shop_orders');
    $knock = wp_safe_remote_post($p['url'], ['body' => 'webhook_id=1']);
    if (wp_remote_retrieve_response_code($knock) !== 200)
        return is_wp_error($knock) ? $knock->get_error_message() : 'the knock was not answered with 200';
    $body = wp_json_encode(rest_do_request(new WP_REST_Request('GET', "/wc/v3/orders/$id"))->get_data());
    wp_safe_remote_post($p['url'], ['body' => $body, 'headers' => [
        'Content-Type' => 'application/json', 'X-WC-Webhook-Source' => home_url('/'), 'X-WC-Webhook-Topic' => 'order.updated',
        'X-WC-Webhook-Resource' => 'order', 'X-WC-Webhook-Event' => 'updated', 'X-WC-Webhook-ID' => '1',
        'X-WC-Webhook-Signature' => base64_encode(hash_hmac('sha256', $body, $p['secret'], true)),
        'X-WC-Webhook-Delivery-ID' => wp_hash('1' . time())]]);
    return 'delivered';
}

// A key is looked at over https only, and before anything else says who asks.
function double_key_shown(): ?array {
    if (!is_ssl() || !str_contains($_SERVER['REQUEST_URI'] ?? '', '/wc/')) return null;
    return get_option('double_keys', [])[$_SERVER['PHP_AUTH_USER'] ?? ''] ?? null;
}
function double_error(string $message): WP_Error {
    return new WP_Error('woocommerce_rest_authentication_error', $message, ['status' => 401]);
}
add_filter('determine_current_user', function ($user) {
    $key = double_key_shown();
    return $user ?: ($key && hash_equals($key[0], $_SERVER['PHP_AUTH_PW'] ?? '') ? $key[1] : $user);
}, 15);
add_filter('rest_authentication_errors', function ($error) {
    $key = double_key_shown();
    if ($error || !$key || hash_equals($key[0], $_SERVER['PHP_AUTH_PW'] ?? '')) return $error;
    return double_error('Consumer secret is invalid.');
}, 15);
add_filter('rest_pre_dispatch', function ($result, $server, $request) {
    $key = double_key_shown();
    return $key && $request->get_method() !== 'GET' && $key[2] === 'read'
        ? double_error('The API key provided does not have write permissions.') : $result;
}, 10, 3);

class Double_Orders extends WP_REST_Controller {
    protected $namespace = 'wc/v3';
    protected $rest_base = 'orders';

    public function register_routes() {
        $may = fn ($right) => fn () => current_user_can($right) ? true : new WP_Error(
            'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.', ['status' => rest_authorization_required_code()]);
        register_rest_route('wc/v3', '/orders', [['methods' => 'GET', 'callback' => [$this, 'get_items'],
            'permission_callback' => $may('read_private_shop_orders'), 'args' => $this->get_collection_params()]]);
        register_rest_route('wc/v3', '/orders/(?P<id>[\d]+)', [['methods' => 'GET, PUT', 'callback' => [$this, 'get_item'],
            'permission_callback' => $may('read_private_shop_orders')]]);
        register_rest_route('wc/v3', '/system_status', [['methods' => 'GET', 'permission_callback' => $may('manage_woocommerce'),
            'callback' => fn () => ['environment' => ['version' => DOUBLE_VERSION, 'wp_version' => get_bloginfo('version')],
                                    'settings' => ['HPOS_enabled' => false]]]]);
    }

    public function get_collection_params() {
        $date = ['type' => 'string', 'format' => 'date-time', 'validate_callback' => 'rest_validate_request_arg'];
        return array_intersect_key(parent::get_collection_params(), ['page' => 0, 'per_page' => 0, 'search' => 0]) + [
            'modified_after' => $date,
            'dates_are_gmt' => ['type' => 'boolean', 'default' => false],
            'include' => ['type' => 'array', 'items' => ['type' => 'integer'], 'default' => [], 'sanitize_callback' => 'wp_parse_id_list'],
            'order' => ['type' => 'string', 'default' => 'desc', 'enum' => ['asc', 'desc']],
            'orderby' => ['type' => 'string', 'default' => 'date', 'enum' => ['date', 'id', 'include', 'modified']]];
    }

    public function get_item_schema() {
        $names = ['id', 'number', 'status', 'currency', 'customer_ip_address', 'date_created_gmt', 'date_modified_gmt',
                  'date_paid_gmt', 'date_completed_gmt', 'billing', 'shipping', ...DOUBLE_LISTS];
        return ['title' => 'shop_order', 'type' => 'object', 'properties' => array_fill_keys($names, ['context' => ['view']])];
    }

    public function get_items($request) {
        global $wpdb;
        $query = ['post_type' => 'shop_order', 'post_status' => 'any', 'paged' => $request['page'], 'post__in' => $request['include'],
                  'posts_per_page' => $request['per_page'], 'order' => $request['order'],
                  'orderby' => $request['orderby'] === 'id' ? 'ID' : $request['orderby'] . ' ID'];
        if (isset($request['search'])) {
            $like = '%' . $wpdb->esc_like($request['search']) . '%';
            $found = $wpdb->get_col($wpdb->prepare("SELECT DISTINCT post_id FROM $wpdb->postmeta WHERE meta_value LIKE %s AND meta_key
                IN ('_billing_address_index', '_order_number', 'items')", $like));
            if (is_numeric($request['search'])) $found[] = absint($request['search']);
            if ($found) $query['post__in'] = $found;
            else $query['s'] = $request['search'];
        }
        if (isset($request['modified_after']))
            $query['date_query'] = [['column' => $request['dates_are_gmt'] ? 'post_modified_gmt' : 'post_modified',
                                     'after' => $request['modified_after']]];
        $posts = new WP_Query();
        $orders = array_map(fn ($post) => $this->order_of($post, $request), $posts->query($query));
        $response = rest_ensure_response($orders);
        $response->header('X-WP-Total', $posts->found_posts);
        $response->header('X-WP-TotalPages', (int) ceil($posts->found_posts / $request['per_page']));
        return $response;
    }

    public function get_item($request) {
        $post = get_post((int) $request['id']);
        $status = $request->get_method() === 'GET' ? 404 : 400;
        if (!$post || $post->post_type !== 'shop_order')
            return new WP_Error('woocommerce_rest_shop_order_invalid_id', 'Invalid ID.', ['status' => $status]);
        return rest_ensure_response($this->order_of($post, $request));
    }

    // Lists are there only when they are asked for as a whole; what is asked of an object, WordPress takes out of it.
    private function order_of($post, $request): array {
        $iso = fn ($gmt) => str_replace(' ', 'T', $gmt);
        $order = ['id' => $post->ID, 'status' => substr($post->post_status, 3), 'date_created_gmt' => $iso($post->post_date_gmt),
                  'date_modified_gmt' => $iso($post->post_modified_gmt)] + json_decode(get_post_meta($post->ID, 'double', true), true);
        $fields = $this->get_fields_for_response($request);
        foreach (DOUBLE_LISTS as $list) if (!in_array($list, $fields, true)) unset($order[$list]);
        $included = (array) $request['include_meta'];
        if ($included && isset($order['meta_data']))
            $order['meta_data'] = array_values(array_filter($order['meta_data'], fn ($m) => in_array($m['key'], $included, true)));
        return $order;
    }
}
add_action('rest_api_init', fn () => (new Double_Orders())->register_routes());
