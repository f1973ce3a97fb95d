// The [[shop]] tables of the hub's configuration.
//
//   [[shop]]
//   kind = "woocommerce"                # shopify, woocommerce, ecwid or file
//   name = "online"                     # in logs and for storesidectl; the kind unless it is given
//   url = "https://shop.example.org"    # Ecwid: https://app.ecwid.com/api/v3/STORE
//   key_file = "woocommerce.key"        # an access token; WooCommerce: consumer key and secret, "ck_…:cs_…"
//   webhook_secret_file = "hook.key"    # optional
//   ca_file = "our-ca.pem"              # optional: trusted instead of the system's authorities
//   currency = "EUR"                    # optional: amounts in another currency are not shown
//   pickup_desk = "3"                   # optional: where orders wait that are picked up
//   stores = ["Old Harbour Road"]       # optional: only these stores' kiosks ask this shop
//   timeout_seconds = 8                 # 1 to 60, of one request
//   index = true                        # false: the hub keeps nothing of this shop's orders and always asks
//   it poll_seconds = 60                   # how often it is asked what changed, 1 to 86400 overlap_seconds =
//   120               # of which time it is asked again history_days = 60                   # how far back
//   the first question goes fresh_seconds = 180                 # what is known is given to shoppers when it
//   is no older, else the shop is
//                                       # asked; at least twice poll_seconds unless it is given
//
// A shop of kind "file" has kind, name, stores, index, the polling's keys and `file` instead; it is always
// asked itself.
#pragma once
#include <filesystem>
#include <vector>

#include "firmware/base/result.hpp"
#include "sync/connectors/shop/shop_settings.hpp"

// As toml++ names it: the library's own header stays out of this one.
namespace toml {
inline namespace v3 {
class table;
}
}  // namespace toml

namespace storeside::hub {

// Adds what `config` says to `shops`, which may hold one already. The error names the shop and the key.
Result<void> read_shops(const toml::table& config, const std::filesystem::path& folder,
                        std::vector<connectors::ShopSettings>& shops);

}  // namespace storeside::hub
