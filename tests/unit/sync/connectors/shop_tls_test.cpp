// A shop over TLS: trusted, not trusted, expired, of another host.
#include <gmock/gmock.h>

#include "firmware/base/file.hpp"
#include "sync/connectors/shop/shops.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/fakes/tls_front.hpp"
#include "tests/fakes/woocommerce_stub.hpp"

namespace storeside::connectors {
namespace {

using testing::HasSubstr;

class ShopOverTls : public testing::Test {
protected:
    ShopOverTls() {
        PlacedOrder order;
        order.number = "1002";
        order.buyer.email = "anna@example.org";
        order.placed = order.changed = clock_.now();
        stub_.place(order);
    }
    Result<std::optional<orders::Order>> ask(TlsFront::Certificate certificate, bool with_ca_file = true) {
        const auto ca = folder_.path() / "ca.pem";
        const TlsFront front(stub_.port(), certificate, ca);
        ShopSettings settings;
        settings.kind = settings.name = "woocommerce";
        settings.url = front.url();
        settings.key = WooCommerceStub::kKey;
        if (with_ca_file) settings.ca = read_file(ca, 64 << 10).value();
        const auto shop = make_shop(settings, {clock_, [](Duration) {}}).value();
        return shop->find({Secret("1002"), Secret("anna@example.org")});
    }

    TemporaryFolder folder_;
    ManualClock clock_;
    WooCommerceStub stub_;
};

TEST_F(ShopOverTls, AnswersWithACertificateOfTheConfiguredAuthority) {
    const auto order = ask(TlsFront::Certificate::good);
    ASSERT_TRUE(order) << order.error().message();
    EXPECT_TRUE(*order);
}

TEST_F(ShopOverTls, IsNotAskedWithACertificateThatNobodyVouchesFor) {
    EXPECT_EQ(ask(TlsFront::Certificate::good, false).error().code(), Errc::unavailable);
    EXPECT_EQ(stub_.requests(), 0);
}

TEST_F(ShopOverTls, IsNotAskedWithAnExpiredCertificate) {
    const auto refused = ask(TlsFront::Certificate::expired);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::unavailable);
    EXPECT_THAT(refused.error().message(), HasSubstr("expired"));
    EXPECT_EQ(stub_.requests(), 0) << "the key went to a server that proved nothing";
}

TEST_F(ShopOverTls, IsNotAskedWithTheCertificateOfAnotherHost) {
    EXPECT_EQ(ask(TlsFront::Certificate::of_another_host).error().code(), Errc::unavailable);
    EXPECT_EQ(stub_.requests(), 0);
}

}  // namespace
}  // namespace storeside::connectors
